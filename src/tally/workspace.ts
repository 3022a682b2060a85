import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import type { z } from "zod";
import type { Checked, Severity, Text } from "../core/diagnostic.ts";
import { type AnnexKind, annexKinds } from "../core/form/annex.ts";
import { type OutputFormat, outputFormats, usualFormats } from "../core/formats.ts";
import type { Source } from "../core/text/source.ts";
import { trendYears } from "../core/trend.ts";
import type { SiteTexts, Workspace } from "../core/workspace.ts";
import { annexByName, siteKeys, workspaceKeys } from "../edition/names.ts";
import { readDeadlines, readRegister } from "./register.ts";
import { type MapEntry, readEntries } from "./shape/keys.ts";
import { idsOf, readKeyed, readScalar, reportNoMap } from "./shape/plain.ts";
import { checkShape, shapes, type ValuePlace } from "./shape/shape.ts";
import { refuseCharacters } from "./syntax/characters.ts";
import { type DocumentLimits, readDocument, spanOf } from "./syntax/document.ts";
import { type Notes, readMending } from "./syntax/notes.ts";
import { findSlips } from "./syntax/slips.ts";

/** Where units are unless the workspace says otherwise. */
export const defaultUnits: readonly string[] = ["units/**/*.yaml", "units/**/*.yml"];

/** Reads `gov-report.yaml`. `folder` is the folder it lies in; its paths are relative to that. */
export function readWorkspace(source: Source, folder: string): Checked<Workspace> {
  return readMending(source, (notes) => readText(notes, folder));
}

function readText(notes: Notes, folder: string): Workspace | undefined {
  if (!refuseCharacters(notes) || notes.edits.length > 0) return undefined;
  const root = readDocument(notes, limits);
  if (root) return readRoot(notes, root, folder);
  // An empty workspace file is a workspace with nothing but defaults.
  if (notes.diagnostics.every(({ code }) => code === "GR114")) {
    notes.diagnostics.length = 0;
    return { folder, ...defaults };
  }
  findSlips(notes, 0, notes.text.length, (written) => idsOf(workspaceKeys).has(written));
  if (notes.edits.length > 0) notes.diagnostics.length = 0;
  return undefined;
}

/** Ten thousand entries of a register, each a map. */
const limits: DocumentLimits = {
  marks: 150_000,
  message: { zh: "工作区文件里的行和条目太多", en: "the workspace file has too many lines and entries" },
  help: {
    zh: "名单太长的，写成一张 CSV 表（第一行写名称、类型、代码、上级），这里写：名单: units.csv",
    en: "put a long register into a CSV table (headed name, kind, code, within) and write register: units.csv here",
  },
};

const defaults: Omit<Workspace, "folder"> = {
  units: defaultUnits,
  previous: [],
  out: "out",
  published: "published",
  formats: usualFormats,
  annexes: [],
  rules: {},
};

const nameOf = (id: keyof typeof workspaceKeys): Text => ({ zh: workspaceKeys[id].name, en: id });

function readRoot(notes: Notes, root: YAMLMap, folder: string): Workspace {
  const ids = idsOf(workspaceKeys);
  const entries = readKeyed(notes, root, workspaceKeys, { zh: "", en: "" }, (written) => ids.has(written));
  const at = (id: keyof typeof workspaceKeys): MapEntry<string> | undefined => entries.find(({ key }) => key === id);
  const year = readYear(notes, at("year"));
  const trend = readTrend(notes, at("trend"));
  const templates = readLine(notes, "templates", at("templates"));
  const table = readTablePath(notes, at("register"));
  const register = table ? undefined : readRegister(notes, at("register"));
  const deadlines = readDeadlines(notes, at("deadlines"));
  const site = readSite(notes, at("site"));
  return {
    folder,
    ...(year === undefined ? {} : { year }),
    units: readLines(notes, "units", at("units")) ?? defaults.units,
    previous: readLines(notes, "previous", at("previous")) ?? defaults.previous,
    ...(trend === undefined ? {} : { trend }),
    out: readLine(notes, "out", at("out")) ?? defaults.out,
    published: readLine(notes, "published", at("published")) ?? defaults.published,
    formats: readFormats(notes, at("formats")) ?? defaults.formats,
    annexes: readAnnexes(notes, at("annexes")),
    ...(templates === undefined ? {} : { templates }),
    ...(site ? { site } : {}),
    rules: readRules(notes, at("rules")),
    ...(register ? { register } : {}),
    ...(table ? { registerTable: table } : {}),
    ...(deadlines ? { deadlines } : {}),
  };
}

function readYear(notes: Notes, entry: MapEntry<string> | undefined): number | undefined {
  if (!entry) return undefined;
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  if (typeof value === "string" && /^[1-9]\d{3}$/.test(value)) return Number(value);
  const message = { zh: `${workspaceKeys.year.name}：应为四位数字`, en: "year: four digits are needed" };
  notes.add("GR150", place.span, message, { help: { zh: "如“年度: 2025”", en: "such as “year: 2025”" } });
  return undefined;
}

function readTrend(notes: Notes, entry: MapEntry<string> | undefined): number | undefined {
  if (!entry) return undefined;
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  const { least, most } = trendYears;
  const years = typeof value === "string" && /^\d{1,2}$/.test(value) ? Number(value) : 0;
  if (least <= years && years <= most) return years;
  const message = {
    zh: `${workspaceKeys.trend.name}：应为 ${least} 到 ${most} 的整数，即对比几个年度`,
    en: `trend: a number of years from ${least} to ${most} is needed`,
  };
  notes.add("GR157", place.span, message, { help: { zh: "如“历年: 5”", en: "such as “trend: 5”" } });
  return undefined;
}

function readLine(
  notes: Notes,
  id: "out" | "published" | "templates",
  entry: MapEntry<string> | undefined,
): string | undefined {
  if (!entry) return undefined;
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  const path = checkShape<string>(notes, shapes.line, value, nameOf(id), () => place);
  if (path !== undefined) reportBackslash(notes, path, nameOf(id), place);
  return path;
}

/** 网站: { 标题: …, 说明: […], 页脚: […], 样式: site.css }. */
function readSite(notes: Notes, entry: MapEntry<string> | undefined): SiteTexts | undefined {
  if (!entry) return undefined;
  const name = nameOf("site");
  if (!isMap(entry.value)) {
    const help = { zh: "写成 网站: { 标题: …, 说明: … }", en: "write site: { title: …, intro: … }" };
    reportNoMap(notes, entry.value, entry.keySpan, name, help, (written) => idsOf(siteKeys).has(written));
    return undefined;
  }
  const read: Record<string, string | readonly string[]> = {};
  for (const part of readKeyed(notes, entry.value, siteKeys, name, (written) => idsOf(siteKeys).has(written))) {
    const key = part.key as keyof typeof siteKeys;
    const title = { zh: `${name.zh} · ${siteKeys[key].name}`, en: `${name.en}.${key}` };
    const several = key === "intro" || key === "footer";
    const { value, place } = several ? readItems(notes, part) : oneOf(readScalar(notes, part.value, part.keySpan));
    const shape: z.ZodType<string | readonly string[]> = several ? shapes.lines : shapes.line;
    const said = checkShape<string | readonly string[]>(notes, shape, value, title, place);
    if (said !== undefined) read[key] = said;
    if (key === "style" && typeof said === "string") reportBackslash(notes, said, title, place([]));
  }
  return read;
}

function oneOf({ value, place }: { readonly value: unknown; readonly place: ValuePlace }) {
  return { value, place: () => place };
}

/** 名单: units.csv. Whatever else is no list is for `readRegister` to say. */
function readTablePath(notes: Notes, entry: MapEntry<string> | undefined): Workspace["registerTable"] {
  if (!entry || !isScalar(entry.value)) return undefined;
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  if (typeof value !== "string" || !/\.(?:csv|tsv|txt)$/i.test(value)) return undefined;
  reportBackslash(notes, value, nameOf("register"), place);
  return { path: value, span: place.span };
}

/** A list, or one item without its list. */
export function readItems(
  notes: Notes,
  entry: MapEntry<string>,
): { value: unknown; place: (path: readonly PropertyKey[]) => ValuePlace } {
  const node = entry.value;
  const nodes = isSeq(node) ? (node.items as (Node | null)[]) : [node];
  const items = nodes.map((item) => readScalar(notes, item, entry.keySpan));
  const whole: ValuePlace = { span: node ? spanOf(notes, node) : entry.keySpan, written: "" };
  return { value: items.map((item) => item.value), place: ([index]) => items[Number(index ?? -1)]?.place ?? whole };
}

function readLines(
  notes: Notes,
  id: "units" | "previous",
  entry: MapEntry<string> | undefined,
): readonly string[] | undefined {
  if (!entry) return undefined;
  const { value, place } = readItems(notes, entry);
  const read = checkShape<readonly string[]>(notes, shapes.lines, value, nameOf(id), place);
  for (const [i, path] of (read ?? []).entries()) reportBackslash(notes, path, nameOf(id), place([i]));
  return read;
}

/** Only a mark that would mean something in a pattern is escaped; anything else after a backslash is a path of Windows. */
function reportBackslash(notes: Notes, path: string, name: Text, { span }: ValuePlace): void {
  if (!/\\(?![[\](){}!?+@])/.test(path)) return;
  const right = path.replace(/\\(?![[\](){}!?+@])/g, "/");
  const message = {
    zh: `${name.zh}：路径里用了反斜杠“\\”，这里要用正斜杠“/”`,
    en: `${name.en}: the path has backslashes where slashes are needed`,
  };
  const help = { zh: `写成 ${right}`, en: `write ${right}` };
  notes.add("GR157", span, message, { help });
}

function readFormats(notes: Notes, entry: MapEntry<string> | undefined): readonly OutputFormat[] | undefined {
  if (!entry) return undefined;
  const { value, place } = readItems(notes, entry);
  const read = checkShape<readonly OutputFormat[]>(notes, shapes.formats, value, nameOf("formats"), place);
  return read && outputFormats.filter((format) => read.includes(format));
}

function readAnnexes(notes: Notes, entry: MapEntry<string> | undefined): readonly AnnexKind[] {
  if (!entry) return defaults.annexes;
  const { value, place } = readItems(notes, entry);
  const read = checkShape<readonly string[]>(notes, shapes.annexes, value, nameOf("annexes"), place) ?? [];
  const wanted = read.map((name) => annexByName.get(name));
  return annexKinds.filter((kind) => wanted.includes(kind));
}

/** `rules: { GR402: off }`: whether a code exists is for the catalogue of rules to say. */
export function readRules(
  notes: Notes,
  entry: MapEntry<string> | undefined,
  name: Text = nameOf("rules"),
): Readonly<Record<string, Severity | "off">> {
  const rules: Record<string, Severity | "off"> = {};
  if (!entry) return rules;
  if (!isMap(entry.value)) {
    const help = { zh: "写成 规则: { GR402: warning }", en: "write rules: { GR402: warning }" };
    reportNoMap(notes, entry.value, entry.keySpan, name, help, () => false);
    return rules;
  }
  const entries = readEntries<string>(notes, entry.value, {
    find: (written) => (/^GR\d{3}$/.test(written) ? written : undefined),
    names: () => [],
    where: () => name,
    elsewhere: () => ({ zh: "写检查项的代码，如 GR402", en: "write the code of a check, such as GR402" }),
    anywhere: (written) => /^GR\d{3}$/.test(written),
  });
  for (const { key, keySpan, value } of entries) {
    const scalar = readScalar(notes, value, keySpan);
    const title = { zh: `${name.zh} · ${key}`, en: `${name.en}.${key}` };
    const level = checkShape<Severity | "off">(notes, shapes.level, scalar.value, title, () => scalar.place);
    if (level) rules[key] = level;
  }
  return rules;
}
