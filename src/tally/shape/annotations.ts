import { isMap, isSeq, type Node } from "yaml";
import type { z } from "zod";
import type { Span, Text } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { Annotation } from "../../core/tally.ts";
import { rootKeys } from "../../edition/names.ts";
import type { Notes } from "../syntax/notes.ts";
import { type MapEntry, readEntries } from "./keys.ts";
import { readScalar, reportNoMap } from "./plain.ts";
import { checkShape, shapes } from "./shape.ts";

/** One line that says something: a remark on a cell, or one note. */
export function readAnnotation(
  notes: Notes,
  node: Node | null,
  keySpan: Span,
  name: Text,
  shape: z.ZodType<string> = shapes.line,
): Annotation | undefined {
  const { value, place } = readScalar(notes, node, keySpan);
  const text = checkShape<string>(notes, shape, value, name, () => place);
  return text === undefined ? undefined : { text, span: place.span };
}

/** 注: by table, under either name, one line or a list of lines. */
export function readTableNotes(
  notes: Notes,
  entry: MapEntry<unknown> | undefined,
  { tables }: Edition,
  anywhere: (written: string) => boolean,
): ReadonlyMap<string, readonly Annotation[]> | undefined {
  if (!entry) return undefined;
  const ids = new Map(tables.flatMap(({ id, name }) => [[id, id] as const, [name, id] as const]));
  const name = { zh: rootKeys.notes.name, en: rootKeys.notes.id };
  const help = {
    zh: `按表写：${tables.map((table) => table.name).join("、")}；如 ${tables.at(-1)?.name}: 含上年度结转数量`,
    en: `write by table: ${tables.map(({ id }) => id).join(", ")}; such as ${tables.at(-1)?.id}: 含上年度结转数量`,
  };
  if (!isMap(entry.value)) {
    reportNoMap(notes, entry.value, entry.keySpan, name, help, anywhere);
    return undefined;
  }
  const parts = readEntries<string>(notes, entry.value, {
    find: (written) => ids.get(written),
    names: () => ids.keys(),
    where: () => name,
    elsewhere: () => help,
    anywhere,
  });
  const found = parts.map(({ key, keySpan, value }) => {
    const title = { zh: `${name.zh} · ${tables.find(({ id }) => id === key)?.name}`, en: `${name.en}.${key}` };
    const lines = isSeq(value) && value.items.length > 0 ? (value.items as Node[]) : [value];
    return [key, lines.flatMap((line) => readAnnotation(notes, line, keySpan, title, shapes.note) ?? [])] as const;
  });
  return new Map(found.filter(([, lines]) => lines.length > 0));
}
