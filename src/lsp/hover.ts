import { type Hover, MarkupKind } from "vscode-languageserver/node";
import { inputsOf } from "../check/cells.ts";
import type { ExplainedFigure } from "../check/prose/report/explain-text.ts";
import type { Diagnostic, Text } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import { join, type KeyNode } from "../core/form/keys.ts";
import { transition } from "../core/form/moves.ts";
import type { Citation } from "../core/form/table.ts";
import { measureWords, pathWords } from "../core/form/words.ts";
import { measureWordsEn } from "../core/open-data.ts";
import type { CatalogueEntry, Subject } from "../core/rule.ts";
import { type MenuEntry, tallyMenu, workspaceMenu } from "../edition/key-menu.ts";
import { catalogue } from "../pipeline/catalogue.ts";
import { verdictNames } from "../print/explained-figures.ts";
import type { CheckedFile } from "./checker.ts";
import type { Desk } from "./desk.ts";
import { explainedAt, findingsIn, formNode, type Standpoint } from "./standpoint.ts";
import { figureNamed, tagNameAt } from "./tags.ts";

/** What there is to say of a place: the figure or key that stands there, and what the findings at it are about. */
export function hoverAt(at: Standpoint): Hover | undefined {
  const { desk, file, offset, checked } = at;
  const thing = thingAt(at);
  const findings = checked ? findingsHere(at, checked) : [];
  const parts = [...(thing ? [thing.words] : []), ...findings.map((finding) => findingWords(finding, desk))];
  if (parts.length === 0) return undefined;
  const [start, end] = thing?.at ?? spanOf(findings) ?? [offset, offset];
  const value = parts.filter((part) => part !== "").join("\n\n---\n\n");
  return { contents: { kind: MarkupKind.Markdown, value }, range: desk.rangeIn(file, start, end) };
}

/** The findings whose stretch it is, and on a figure's key those of the figure. */
function findingsHere(at: Standpoint, checked: CheckedFile): readonly Diagnostic[] {
  const here = findingsIn(checked, at.offset, at.offset);
  const node = formNode(at);
  const own = node?.kind === "cell" ? checked.examined.diagnostics.filter((finding) => finding.at === node.path) : [];
  const all = [...here, ...own];
  return all.filter(({ code }, i) => all.findIndex((other) => other.code === code) === i);
}

function spanOf([first]: readonly Diagnostic[]): readonly [number, number] | undefined {
  return first?.span && [first.span.start, first.span.end];
}

interface Thing {
  readonly words: string;
  readonly at: readonly [start: number, end: number];
}

function thingAt(at: Standpoint): Thing | undefined {
  const { file, offset, cursor, checked, edition, desk } = at;
  if (!edition) return undefined;
  const tag = checked && tagNameAt(file.text, offset);
  const path = tag && figureNamed(tag.name, edition);
  if (tag && path !== undefined) {
    return { words: figureWords(path, edition, checked, desk), at: [tag.start, tag.end] };
  }
  const number = checked && explainedAt(checked, offset);
  if (number) return { words: numberWords(number, desk), at: [offset, offset] };
  const last = cursor.keys.at(-1);
  if (!last) return undefined;
  const range = [last.start, last.end] as const;
  const code = /^GR\d{3}$/.exec(cursor.on === "key" ? last.written : (cursor.scalar?.written ?? ""))?.[0];
  const rule = code === undefined ? undefined : catalogue.find((entry) => entry.code === code);
  if (rule) return { words: ruleWords(rule, desk), at: cursor.scalar ? spanOfScalar(cursor.scalar) : range };
  const node = formNode(at);
  if (node) return { words: figureWords(node.path, edition, checked, desk), at: range };
  // Of a text there is nothing to say but where its key stands.
  if (cursor.on === "value" && (cursor.scalar?.end ?? 0) - (cursor.scalar?.start ?? 0) > longest) return undefined;
  const menu = checked ? tallyMenu(edition) : workspaceMenu([]);
  const entry = menu.entry(cursor.keys.map(({ written }) => written));
  return entry && { words: entryWords(entry, desk), at: range };
}

/** More than a name or a number. */
const longest = 60;

function spanOfScalar({ start, end }: { readonly start: number; readonly end: number }): readonly [number, number] {
  return [start, end];
}

/** What a number of a text was compared with. */
function numberWords({ words, verdict, taken }: ExplainedFigure, desk: Desk): string {
  const said = desk.localize(verdictNames[verdict]);
  return `**${words.trim()}** ${desk.localize(taken)} — ${said}`;
}

/** A key that is no figure: its other name, and what it is for. */
function entryWords({ id, name, label, about }: MenuEntry, desk: Desk): string {
  const [own, other] = desk.lang === "zh" ? [name, id] : [id, name];
  return [`**${own}** \`${other}\``, label ?? "", about ? desk.localize(about) : ""]
    .filter((line) => line !== "")
    .join("\n\n");
}

/** A figure of the form: what is printed for it, what it counts, this year's and last year's, the sums and rules it belongs to. */
function figureWords(path: string, edition: Edition, checked: CheckedFile | undefined, desk: Desk): string {
  const node = path.split(".").reduce<KeyNode | undefined>((from, part) => from?.child.get(part), edition.keys);
  const spec = edition.cellAt.get(path);
  const words = pathWords(edition, path);
  const labels = spec ? [spec.rowLabel, spec.columnLabel].filter((label) => label !== "").join(" · ") : node?.label;
  const head = desk.lang === "zh" ? `**${words.zh}** \`${path}\`` : `**${words.en}** ${words.zh}`;
  const subject = checked?.understood;
  const lines = [
    head,
    labels && labels !== words.zh ? desk.localize({ zh: `表上：${labels}`, en: `On the form: ${labels}` }) : "",
    ...(subject ? valueLines(path, subject, checked, desk) : []),
    ...(spec || node?.kind === "cell" ? [measureLine(node, spec, desk)] : []),
    ...(subject && spec ? sumLines(path, subject, desk) : []),
    ...(spec ? ruleLines(path, edition, desk) : []),
  ];
  return lines.filter((line) => line !== "").join("\n\n");
}

function measureLine(
  node: KeyNode | undefined,
  spec: { readonly measure: KeyNode["measure"] } | undefined,
  desk: Desk,
) {
  const measure = spec?.measure ?? node?.measure ?? "count";
  const total = node?.total
    ? { zh: "；总计由程序计算，写了就用来核对", en: "; computed, and checked where written" }
    : none;
  return desk.localize({
    zh: `单位：${measureWords[measure]}${total.zh}`,
    en: `Unit: ${measureWordsEn[measure]}${total.en}`,
  });
}

const none: Text = { zh: "", en: "" };

function valueLines(
  path: string,
  subject: Subject & { readonly previous?: Subject },
  checked: CheckedFile | undefined,
  desk: Desk,
) {
  const { tally, figures, previous } = subject;
  const now = figures.print(path);
  const before = previous && checked && figureBefore(path, { ...subject, previous }, checked);
  const blank = desk.localize({ zh: "未填", en: "blank" });
  const own = now === undefined && !subject.edition.cellAt.has(path) ? "" : `${tally.year}: ${now ?? blank}`;
  if (!previous) return [own];
  return [
    own === ""
      ? own
      : `${own} · ${previous.tally.year}: ${before ?? desk.localize({ zh: "没有对应的数", en: "no counterpart" })}`,
  ];
}

/** Last year's figure of a cell, also from the form before this one. */
function figureBefore(
  path: string,
  { edition, previous }: { readonly edition: Edition; readonly previous: Subject },
  { run }: CheckedFile,
): string | undefined {
  if (previous.edition.id === edition.id || !edition.cellAt.has(path)) return previous.figures.print(path);
  const older = transition(previous.edition, edition, run.editions)?.byNewer.get(path);
  return older?.newer.length === 1 ? previous.figures.print(older.older) : undefined;
}

/** The totals that a cell is part of, and what a total adds up. */
function sumLines(path: string, { edition, figures }: Subject, desk: Desk): readonly string[] {
  const totals = edition.cells.filter(({ terms }) => terms?.includes(path));
  return totals.map((total) => {
    const words = pathWords(edition, total.path);
    return desk.localize({
      zh: `计入：${words.zh} = ${figures.print(total.path) ?? "未填"}`,
      en: `Part of: ${words.en} = ${figures.print(total.path) ?? "blank"}`,
    });
  });
}

/** What the form says of a cell: the equations it stands in, and what follows from last year. */
function ruleLines(path: string, edition: Edition, desk: Desk): readonly string[] {
  const spec = edition.cellAt.get(path);
  if (!spec) return [];
  const isIn = (table: string, row: string): boolean => {
    const cell = join(join(table, row), spec.column);
    return table === spec.table && (cell === path || inputsOf(edition, cell).includes(path));
  };
  const said: { readonly says: string; readonly basis: Citation }[] = [
    ...edition.identities.filter(({ table, left, right }) => [...left, ...right].some((row) => isIn(table, row))),
    ...edition.carries.filter(({ table, row }) => isIn(table, row)),
    ...edition.stocks.filter(({ rows, column }) => column === spec.column && rows.includes(join(spec.table, spec.row))),
  ];
  return said.map(({ says, basis }) =>
    desk.localize({ zh: `关系：${says}（${basis.title}）`, en: `Relation: ${says} (${basis.title})` }),
  );
}

/** A finding at the place: its rule, why there is one, and on what basis. */
function findingWords({ code }: Diagnostic, desk: Desk): string {
  const entry = catalogue.find((candidate) => candidate.code === code);
  return entry ? ruleWords(entry, desk) : "";
}

function ruleWords({ code, name, summary, why, basis, example }: CatalogueEntry, desk: Desk): string {
  const on = basis && [basis.title, basis.says].filter((part) => part !== undefined).join("：");
  const fenced = (title: Text, text: string): string => `${desk.localize(title)}\n\n\`\`\`yaml\n${text}\n\`\`\``;
  return [
    `**${code}** \`${name}\` ${desk.localize(summary)}`,
    `${desk.localize({ zh: "为什么：", en: "Why: " })}${desk.localize(why)}`,
    on ? `${desk.localize({ zh: "依据：", en: "Basis: " })}${on}` : "",
    example ? fenced({ zh: "错误示例", en: "Wrong" }, example.wrong) : "",
    example ? fenced({ zh: "正确示例", en: "Right" }, example.right) : "",
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}
