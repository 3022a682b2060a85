import { isMap, isSeq, type Node } from "yaml";
import type { Span, Text } from "../core/diagnostic.ts";
import { unitKinds } from "../core/form/table.ts";
import { unitKey } from "../core/text/unit-key.ts";
import type { LocalDeadline, Registered } from "../core/workspace.ts";
import { kindByName, kindKeys, registerKeys, workspaceKeys } from "../edition/names.ts";
import type { MapEntry } from "./shape/keys.ts";
import { idsOf, type PlainMap, readKeyed, readPlainMap, readScalar, reportNoMap } from "./shape/plain.ts";
import { checkShape, shapes } from "./shape/shape.ts";
import { isDate, readDate } from "./shape/year.ts";
import { spanOf } from "./syntax/document.ts";
import type { Notes } from "./syntax/notes.ts";

const registerName: Text = { zh: workspaceKeys.register.name, en: workspaceKeys.register.id };
const deadlinesName: Text = { zh: workspaceKeys.deadlines.name, en: workspaceKeys.deadlines.id };

/** 名单: a list of units, each its name alone or a map as in a tally. */
export function readRegister(notes: Notes, entry: MapEntry<string> | undefined): readonly Registered[] | undefined {
  if (!entry) return undefined;
  if (!isSeq(entry.value)) {
    const help = {
      zh: "写成列表，每个单位一行：- 凤凰镇人民政府，或 - { 名称: 凤凰镇人民政府, 类型: 乡镇 }；或者写 CSV 表的文件名：名单: units.csv",
      en: "write a list, one unit a line: - 凤凰镇人民政府, or - { name: 凤凰镇人民政府, kind: township }; or the name of a CSV table: register: units.csv",
    };
    const [start, end] = entry.value?.range ?? [0, 0];
    const blank = entry.value === null || end <= start;
    const message = blank
      ? { zh: `${registerName.zh}：没有填写`, en: `${registerName.en}: left blank` }
      : { zh: `${registerName.zh}：这里要写成列表`, en: `${registerName.en}: a list is needed here` };
    notes.add(blank ? "GR156" : "GR157", blank ? entry.keySpan : spanOf(notes, entry.value), message, { help });
    return undefined;
  }
  const items = entry.value.items as (Node | null)[];
  return collectUnits(
    notes,
    items.map((item) => readUnit(notes, item, entry.keySpan)),
  );
}

/** The units of a register, each once: two spellings of a name are one unit. */
export function collectUnits(notes: Notes, found: readonly (Registered | undefined)[]): readonly Registered[] {
  const units = new Map<string, Registered>();
  for (const unit of found) {
    if (!unit) continue;
    const key = unitKey(unit.name);
    const first = units.get(key);
    if (first) reportTwice(notes, unit, first);
    else units.set(key, unit);
  }
  return [...units.values()];
}

function readUnit(notes: Notes, item: Node | null, keySpan: Span): Registered | undefined {
  const anywhere = (written: string): boolean => idsOf(registerKeys).has(written);
  const map = readPlainMap(
    notes,
    item,
    keySpan,
    { keys: registerKeys, choices: { kind: kindByName } },
    registerName,
    anywhere,
  );
  if (!map) {
    const { value, place } = readScalar(notes, item, keySpan);
    const name = checkShape<string>(notes, shapes.line, value, registerName, () => place);
    return name === undefined ? undefined : { name, span: place.span };
  }
  return readEntry(notes, map);
}

/** One unit of the register, from its entry's values by id. `anyWay`: Excel has made 1月20日 of 01-20, and nobody can help it. */
export function readEntry(notes: Notes, { value, place }: PlainMap, anyWay = false): Registered | undefined {
  const { due: written, ...described } = value;
  const day = typeof written === "string" && written !== "" ? { written, span: place(["due"]).span } : undefined;
  const by = day && readDay(notes, day.written, day.span, nameOf("due"), anyWay);
  const unit = checkShape<Omit<Registered, "span">>(notes, shapes.registered, described, registerName, place, ([id]) =>
    nameOf(String(id)),
  );
  return (
    unit && { ...unit, ...(day && by !== undefined && { due: { by, span: day.span } }), span: place(["name"]).span }
  );
}

function nameOf(id: string): Text {
  const key = Object.values(registerKeys).find((candidate) => candidate.id === id);
  return key ? { zh: `${registerName.zh} · ${key.name}`, en: `${registerName.en}.${key.id}` } : registerName;
}

function reportTwice(notes: Notes, { name, span }: Registered, first: Registered): void {
  const message =
    name === first.name
      ? { zh: `名单上“${name}”写了两次`, en: `${name} is on the register twice` }
      : {
          zh: `名单上“${name}”和“${first.name}”是同一个单位的两种写法`,
          en: `${name} and ${first.name} on the register are two spellings of one unit`,
        };
  notes.add("GR120", span, message, {
    help: { zh: "只留一处", en: "keep one of them" },
    related: [{ span: first.span, message: { zh: "第一次写在这里", en: "first given here" } }],
  });
}

/** 时限: { 乡镇: 01-20 }, month and day of the year after the report's. */
export function readDeadlines(notes: Notes, entry: MapEntry<string> | undefined): readonly LocalDeadline[] | undefined {
  if (!entry) return undefined;
  if (!isMap(entry.value)) {
    const help = {
      zh: "按单位类型写：时限: { 乡镇: 01-20, 部门: 01-26 }",
      en: "write deadlines: { township: 01-20, department: 01-26 }",
    };
    reportNoMap(notes, entry.value, entry.keySpan, deadlinesName, help, (written) => idsOf(kindKeys).has(written));
    return undefined;
  }
  const found: LocalDeadline[] = [];
  for (const { key, keySpan, value } of readKeyed(notes, entry.value, kindKeys, deadlinesName, (written) =>
    idsOf(kindKeys).has(written),
  )) {
    const kind = unitKinds.find((candidate) => candidate === key);
    const { value: written, place } = readScalar(notes, value, keySpan);
    const by = typeof written === "string" ? readDay(notes, written, place.span, deadlinesName) : undefined;
    if (kind && by !== undefined) found.push({ kind, by, span: place.span });
  }
  return found;
}

/** A day of any year; the fourth year has them all. */
const anyYear = 2400;

function readDay(notes: Notes, written: string, span: Span, name: Text, anyWay = false): string | undefined {
  if (isDate(`${anyYear}-${written}`)) return written;
  const [, month, day] = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/.exec(written.trim()) ?? [];
  const plain = month === undefined ? undefined : readDate(`${anyYear}-${month}-${day}`)?.slice(5);
  if (plain !== undefined && anyWay) return plain;
  const message = {
    zh: `${name.zh}：“${written.slice(0, 20)}”不是月和日`,
    en: `${name.en}: “${written.slice(0, 20)}” is not a month and a day`,
  };
  const help = { zh: `写成 ${plain ?? "01-20"}`, en: `write ${plain ?? "01-20"}` };
  notes.add("GR155", span, message, {
    help,
    ...(plain === undefined ? {} : { fix: { span, text: plain, safe: true } }),
  });
  return undefined;
}
