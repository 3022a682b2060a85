import { compareText, type Span } from "../core/diagnostic.ts";
import { printNumber } from "../core/figures.ts";
import type { Edition } from "../core/form/edition.ts";
import { pathWords } from "../core/form/words.ts";
import type { ReportModel } from "../core/report.ts";
import { type Annotation, noteMark, type Tally } from "../core/tally.ts";

/** What a tally remarks on its figures and notes under the tables of the form, as a report prints them. */
export function annotationsOf(tally: Tally, edition: Edition): Pick<ReportModel, "notes" | "remarks"> {
  const remarks = [...tally.cells].flatMap(([path, { remark }]) =>
    remark ? [[path, inBrackets(remark.text)] as const] : [],
  );
  const form = edition.tables.filter(({ extra }) => !extra);
  return {
    notes: Object.fromEntries(
      form.flatMap(({ id }) => {
        const lines = noteLines(tally, id);
        return lines.length > 0 ? [[id, lines] as const] : [];
      }),
    ),
    ...(remarks.length > 0 && { remarks: new Map(remarks) }),
  };
}

/** （含自然失效29件）, also where the brackets were written. */
export function inBrackets(text: string): string {
  return `（${/^[（(]([^（）()]*)[）)]$/.exec(text)?.[1] ?? text}）`;
}

/** 注：… of a single line, 注1：… of several; as they were written where they are marked already. */
export function noteLines({ notes }: Tally, table: string): readonly string[] {
  const lines = notes?.get(table)?.map(({ text }: Annotation) => text) ?? [];
  if (lines.some((text) => noteMark.test(text))) return lines;
  return lines.map((text, i) => `注${lines.length > 1 ? i + 1 : ""}：${text}`);
}

/**
 * What the units note and remark, by table and unit: it is none of the sum, and whoever writes the area's report says which
 * of it stands there. Activity figures have no table: see `activityRemarks`.
 */
export function notesByUnit(
  parts: readonly Tally[],
  edition: Edition,
  span: Span,
): ReadonlyMap<string, readonly Annotation[]> {
  const found = new Map<string, Annotation[]>();
  for (const tally of inOrder(parts)) {
    const addNote = (table: string, text: string) => {
      const lines = found.get(table) ?? [];
      lines.push({ text: `${tally.unit.name}：${text}`, span });
      found.set(table, lines);
    };
    for (const [path, { value, text, remark }] of tally.cells) {
      const spec = edition.cellAt.get(path);
      if (!spec || !remark) continue;
      const name = pathWords(edition, path).zh.split(" · ").slice(1).join("·");
      addNote(spec.table, `${name} ${text ?? printNumber(value ?? 0)}${inBrackets(remark.text)}`);
    }
    for (const [table, lines] of tally.notes ?? [])
      for (const { text } of lines) addNote(table, text.replace(/^注[：:]/, ""));
  }
  return found;
}

/** No remark is longer. */
const longestRemark = 200;

/** What the units remark on their activity figures, by path: a remark on the sum that names them, as far as it goes on a line. */
export function activityRemarks(
  parts: readonly Tally[],
  edition: Edition,
  span: Span,
): ReadonlyMap<string, Annotation> {
  const found = new Map<string, string[]>();
  for (const tally of inOrder(parts)) {
    for (const [path, { value, text, remark }] of tally.cells) {
      if (!remark || edition.cellAt.has(path)) continue;
      const said = `${tally.unit.name}${text ?? printNumber(value ?? 0)}${inBrackets(remark.text)}`;
      found.set(path, [...(found.get(path) ?? []), said]);
    }
  }
  return new Map([...found].map(([path, said]) => [path, { text: onOneLine(said), span }]));
}

function onOneLine(said: readonly string[]): string {
  const whole = said.join("；");
  if (whole.length <= longestRemark) return whole;
  const end = `等${said.length}个单位有说明`;
  let count = said.length;
  while (count > 1 && said.slice(0, count).join("；").length + end.length > longestRemark) count--;
  return `${said
    .slice(0, count)
    .join("；")
    .slice(0, longestRemark - end.length)}${end}`;
}

function inOrder(parts: readonly Tally[]): readonly Tally[] {
  return parts.toSorted((a, b) => compareText(a.file, b.file) || compareText(a.unit.name, b.unit.name));
}
