import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import type { Diagnostic, Span, Text } from "../../core/diagnostic.ts";
import type { Edition, Section } from "../../core/form/edition.ts";
import { findKey } from "../../core/form/keys.ts";
import { once } from "../../core/once.ts";
import {
  type Contact,
  type Passage,
  type Scope,
  type SignoffStep,
  type StepName,
  steps,
  type Tally,
  type Unit,
  type Waiver,
} from "../../core/tally.ts";
import { nearest } from "../../core/text/nearest.ts";
import type { Source } from "../../core/text/source.ts";
import {
  contactKeys,
  type Key,
  kindByName,
  placeholderNames,
  rootKeys,
  scopeByName,
  signoffKeys,
  stepKeys,
  textKeys,
  unitKeys,
  waiverKeys,
  zerosByName,
  zerosNames,
} from "../../edition/names.ts";
import { spanOf } from "../syntax/document.ts";
import type { Notes } from "../syntax/notes.ts";
import { type MapEntry, readEntries } from "./keys.ts";
import { readPassage } from "./passage.ts";
import { idsOf, readKeyed, readPlainMap, readScalar, reportNoMap } from "./plain.ts";
import { checkShape, shapes } from "./shape.ts";

type Anywhere = (written: string) => boolean;

const named = ({ id, name }: { id: string; name: string }): Text => ({ zh: name, en: id });
const under =
  (outer: Text, keys: Readonly<Record<string, { id: string; name: string }>>) =>
  (path: readonly PropertyKey[]): Text => {
    const key = keys[String(path[0])];
    return key ? { zh: `${outer.zh} · ${key.name}`, en: `${outer.en}.${key.id}` } : outer;
  };

const unitHelp: Text = {
  zh: "写成 单位: { 名称: 凤凰镇人民政府, 类型: 乡镇 }",
  en: "write unit: { name: 凤凰镇人民政府, kind: township }",
};

/** 单位. What could be read stands even where a part of it is wrong; later checks speak of the rest. */
export function readUnit(notes: Notes, entry: MapEntry<unknown>, anywhere: Anywhere): { unit: Unit; span: Span } {
  const name = named(rootKeys.unit);
  const keyed = { keys: unitKeys, choices: { kind: kindByName } };
  const map = readPlainMap(notes, entry.value, entry.keySpan, keyed, name, anywhere);
  if (!map) {
    reportNoMap(notes, entry.value, entry.keySpan, name, unitHelp, anywhere);
    return { unit: { name: "", kind: "other" }, span: entry.keySpan };
  }
  const { span } = map.place(["name"]);
  // A map of its own, which the shape of the unit's other entries does not know.
  const { contact: _, ...own } = map.value;
  const unit = checkShape<Unit>(notes, shapes.unit, own, name, map.place, under(name, unitKeys)) ?? partOfUnit(own);
  const contact = isMap(entry.value) ? readContact(notes, entry.value, anywhere) : undefined;
  return { unit: { ...unit, ...(contact && { contact }) }, span };
}

/** 联系方式 below the unit. Slips in a number are told and do not stop: the office knows its own telephone best. */
function readContact(notes: Notes, unit: YAMLMap, anywhere: Anywhere): Contact | undefined {
  const { id, name: zh } = unitKeys.contact;
  const pair = unit.items.find(({ key }) => isScalar(key) && (key.value === id || key.value === zh));
  if (!pair) return undefined;
  const name = under(named(rootKeys.unit), unitKeys)([id]);
  const keySpan = spanOf(notes, pair.key as Node);
  const value = (pair.value ?? null) as Node | null;
  const map = readPlainMap(notes, value, keySpan, { keys: contactKeys }, name, anywhere);
  if (!map) {
    const help = {
      zh: '写成 联系方式: { 地址: 某某路1号, 电话: "0512-58000000", 邮编: "215600" }，只写有的',
      en: 'write contact: { address: 某某路1号, telephone: "0512-58000000", postcode: "215600" }, as much of it as there is',
    };
    reportNoMap(notes, value, keySpan, name, help, anywhere);
    return undefined;
  }
  const contact = checkShape<Contact>(notes, shapes.contact, map.value, name, map.place, under(name, contactKeys));
  if (contact)
    for (const key of ["telephone", "postcode"] as const) requireForm(notes, key, contact[key], map.place([key]).span);
  return contact;
}

/** How the numbers of a contact are written: area code and number, a service number, several of them; six digits. */
const forms = {
  telephone:
    /^(?:(?:0\d{2,3}[-－—– ]?|（0\d{2,3}）|\(0\d{2,3}\))?[1-9]\d{6,7}(?:(?:[-－—转]|转分机)\d{1,6})?|1[2-9]\d{3,4}|400[- ]?\d{3,4}[- ]?\d{3,4})(?:[、，,；;/ ]+(?:(?:0\d{2,3}[-－—– ]?)?[1-9]\d{6,7}|1[2-9]\d{3}))*$/,
  postcode: /^\d{6}$/,
} as const;

function requireForm(notes: Notes, key: keyof typeof forms, written: string | undefined, span: Span): void {
  if (written === undefined || forms[key].test(written)) return;
  const name = contactKeys[key];
  const help = {
    telephone: {
      zh: "核对位数；写办公电话的区号和号码，如 0512-58000000，几个号码用顿号隔开",
      en: "count the digits; area code and number, as 0512-58000000, several with 、 between",
    },
    postcode: {
      zh: '邮政编码是六位数字，加引号书写，如 "215600"，开头的 0 才不会丢',
      en: 'a postcode has six digits, in quotes, as "215600", or a leading 0 is lost',
    },
  };
  const message = {
    zh: `${unitKeys.contact.name} · ${name.name}：“${written}”不像${name.name === "邮编" ? "邮政编码" : "电话号码"}`,
    en: `unit.contact.${name.id}: “${written}” does not look like one`,
  };
  notes.add("GR160", span, message, { help: help[key] });
}

function partOfUnit(value: Record<string, unknown>): Unit {
  const name = shapes.line.safeParse(value["name"]);
  const kind = kindByName.get(String(value["kind"]));
  const given = name.success && !Object.values(placeholderNames).includes(name.data) ? name.data : "";
  return { name: given, kind: kind ?? "other" };
}

export function readScope(notes: Notes, entry: MapEntry<unknown> | undefined): Scope {
  if (!entry) return "own";
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  const scope = typeof value === "string" ? (scopeByName.get(value) ?? value) : value;
  return checkShape<Scope>(notes, shapes.scope, scope, named(rootKeys.scope), () => place) ?? "own";
}

/** 统计期限, where it is not the calendar year. */
export function readPeriod(notes: Notes, entry: MapEntry<unknown> | undefined): Tally["period"] {
  if (!entry) return undefined;
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  const period = checkShape<string>(notes, shapes.period, value, named(rootKeys.period), () => place);
  const [from, to] = period?.split("/") ?? [];
  return from === undefined || to === undefined ? undefined : { from, to, span: place.span };
}

/** 全零: figures that stood there as 0 from the beginning are nobody's figures until somebody has looked at them. */
export function readZeros(notes: Notes, entry: MapEntry<unknown> | undefined): void {
  if (!entry) return;
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  const state = typeof value === "string" ? (zerosByName.get(value) ?? value) : value;
  const name = named(rootKeys.zeros);
  if (checkShape(notes, shapes.zeros, state, name, () => place) !== "unconfirmed") return;
  const message = {
    zh: "表里的 0 是预填的，还没有人逐项看过",
    en: "the zeros of the tables were there from the beginning; nobody has looked at them yet",
  };
  const help = {
    zh: `有数的改成实际数字；确实都没有的，把“${zerosNames.unconfirmed}”改成“${zerosNames.confirmed}”，或删去这一行`,
    en: "put in the figures there are; once the other zeros are true, write confirmed, or delete this line",
  };
  notes.add("GR159", place.span, message, { help });
}

export function readPublished(
  notes: Notes,
  entry: MapEntry<unknown> | undefined,
): { on: string; span: Span } | undefined {
  if (!entry) return undefined;
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  const on = checkShape<string>(notes, shapes.date, value, named(rootKeys.published), () => place);
  return on === undefined ? undefined : { on, span: place.span };
}

export function readIndexNumber(notes: Notes, entry: MapEntry<unknown> | undefined): string | undefined {
  if (!entry) return undefined;
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  return checkShape<string>(notes, shapes.line, value, named(rootKeys.indexNumber), () => place);
}

export function readSignoff(
  notes: Notes,
  entry: MapEntry<unknown> | undefined,
  anywhere: Anywhere,
): Partial<Record<StepName, SignoffStep>> {
  if (!entry) return {};
  const name = named(rootKeys.signoff);
  const help = {
    zh: "写成 拟稿: { 责任人: 办公室, 日期: 2026-01-08 }",
    en: "write prepared: { by: 办公室, on: 2026-01-08 }",
  };
  if (!isMap(entry.value)) {
    reportNoMap(notes, entry.value, entry.keySpan, name, help, anywhere);
    return {};
  }
  const signoff: Partial<Record<StepName, SignoffStep>> = {};
  for (const part of readKeyed(notes, entry.value, signoffKeys, name, anywhere)) {
    const id = steps.find((candidate) => candidate === part.key);
    if (!id) continue;
    const title = under(name, signoffKeys)([id]);
    const map = readPlainMap(notes, part.value, part.keySpan, { keys: stepKeys }, title, anywhere);
    if (!map) reportNoMap(notes, part.value, part.keySpan, title, help, anywhere);
    const step = map && checkShape(notes, shapes.step, map.value, title, map.place, under(title, stepKeys));
    if (!step || !map) continue;
    const span = part.value ? spanOf(notes, part.value) : part.keySpan;
    const after =
      isMap(part.value) && step.of === undefined ? roomFor(notes, part.value, stepKeys.by, stepKeys.of) : undefined;
    const room = step.of === undefined ? after : { span: map.place([stepKeys.of.id]).span, before: "" };
    signoff[id] = { ...step, span, ...(room && { room }) };
  }
  return signoff;
}

/** 豁免: a list. A place may be named in Chinese: 主动公开.行政规范性文件.现行有效. */
export function readWaivers(
  notes: Notes,
  entry: MapEntry<unknown> | undefined,
  edition: Edition | undefined,
  anywhere: Anywhere,
): readonly Waiver[] {
  if (!entry) return [];
  const name = named(rootKeys.waivers);
  const help = {
    zh: "写成列表，每项一行：- { 规则: GR204, 位置: …, 理由: …, 责任人: …, 日期: 2026-01-10 }",
    en: "write a list, one line each: - { rule: GR204, at: …, reason: …, by: …, on: 2026-01-10 }",
  };
  if (!isSeq(entry.value)) {
    reportNoMap(notes, entry.value, entry.keySpan, name, help, anywhere);
    return [];
  }
  const waivers: Waiver[] = [];
  for (const item of entry.value.items as Node[]) {
    const span = spanOf(notes, item);
    const map = readPlainMap(notes, item, span, { keys: waiverKeys }, name, anywhere);
    if (!map) reportNoMap(notes, item, span, name, help, anywhere);
    const waiver = map && checkShape(notes, shapes.waiver, map.value, name, map.place, under(name, waiverKeys));
    if (!waiver) continue;
    const room =
      isMap(item) && waiver.seen === undefined ? roomFor(notes, item, waiverKeys.rule, waiverKeys.seen) : undefined;
    const at = pathOf(waiver.at, edition);
    waivers.push({ ...waiver, at, span: map.place(["rule"]).span, ...(room && { room }) });
  }
  return waivers;
}

/** Where an entry goes that is to be added: after the last one, in the language (told by the key `told`) and the notation of the others. */
function roomFor(notes: Notes, item: YAMLMap, told: Key, added: Key): Waiver["room"] {
  const { text } = notes;
  const first = item.items[0]?.key as Node | undefined;
  const last = item.items.at(-1)?.value as Node | null | undefined;
  if (!isScalar(first) || !first.range || !last?.range) return undefined;
  const chinese = item.items.some(({ key }) => isScalar(key) && key.value === told.name);
  const key = chinese ? added.name : added.id;
  if (item.flow) return { span: notes.span(last.range[1], last.range[1]), before: `, ${key}: ` };
  const lineEnd = /\r?\n|$/g;
  lineEnd.lastIndex = last.range[1];
  const end = lineEnd.exec(text)?.index ?? text.length;
  const indent = first.range[0] - (text.lastIndexOf("\n", first.range[0] - 1) + 1);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { span: notes.span(end, end), before: `${newline}${" ".repeat(indent)}${key}: ` };
}

/** A path in ids, where it names a figure, a text or an entry of the edition in either language. */
function pathOf(written: string, edition: Edition | undefined): string {
  const parts = written.split(/[.．·]/).map((part) => part.trim());
  const key = edition && findKey(edition.keys, parts);
  if (key && key.path !== "") return key.path;
  const [head = "", ...rest] = parts;
  const root = idsOf(rootKeys).get(head);
  if (root === rootKeys.signoff.id)
    return [root, ...rest.map((part) => idsOf(signoffKeys).get(part) ?? part)].join(".");
  if (root !== undefined && rest.length === 0) return root;
  const named = root === rootKeys.narrative.id ? rest.join(".") : written;
  const section = edition?.sections.find(({ id, name, heading }) => [id, name, heading].includes(named));
  return section?.prose ? `${rootKeys.narrative.id}.${section.id}` : written;
}

/** 正文, by the sections that are prose. */
export function readNarrative(
  notes: Notes,
  entry: MapEntry<unknown> | undefined,
  edition: Edition,
  anywhere: Anywhere,
): ReadonlyMap<string, Passage> {
  const prose = new Map<string, Passage>();
  if (!entry) return prose;
  const name = named(rootKeys.narrative);
  const { sections, ids, help } = textPlaces(edition);
  if (!isMap(entry.value)) {
    reportNoMap(notes, entry.value, entry.keySpan, name, help, anywhere);
    return prose;
  }
  const parts = readEntries(notes, entry.value, {
    find: (written) => ids.get(written),
    names: () => ids.keys(),
    where: () => name,
    elsewhere: (written) => (nearest(written, ids.keys()) ? undefined : help),
    anywhere,
  });
  for (const part of parts) {
    const section = sections.find(({ id }) => id === part.key);
    const title = { zh: `${name.zh} · ${section?.name ?? part.written}`, en: `${name.en}.${part.key}` };
    if (isMap(part.value) && namesFile(part.value)) {
      const passage = readTextFile(notes, part.value, part.keySpan, title, anywhere);
      if (passage) prose.set(part.key, passage);
    } else if (isScalar(part.value) && String(part.value.value).trim() !== "")
      prose.set(part.key, readPassage(notes, part.value));
    else reportNoText(notes, part, title);
  }
  return prose;
}

/** The sections of a form that are prose, by whatever they are called, and what is said of another. */
interface TextPlaces {
  readonly sections: readonly Section[];
  readonly ids: ReadonlyMap<string, string>;
  readonly help: Text;
}

const textPlaces = once((edition: Edition): TextPlaces => {
  const sections = edition.sections.filter((section) => section.prose);
  const ids = new Map(sections.flatMap(({ id, name: zh, heading }) => [id, zh, heading].map((key) => [key, id])));
  const help: Text = {
    zh: `分部分写：${sections.map((section) => section.name).join("、")}`,
    en: `write by section: ${sections.map((section) => section.id).join(", ")}`,
  };
  return { sections, ids, help };
});

/** `{ 文件: 一.docx }`; any other map is a text that begins with a brace. */
function namesFile({ items: [only, more] }: YAMLMap): boolean {
  return !more && isScalar(only?.key) && idsOf(textKeys).has(String(only.key.value));
}

/** A text from the file beside the tally that holds it. The files were read beforehand; of one that was not, nothing is known. */
function readTextFile(notes: Notes, map: YAMLMap, outer: Span, title: Text, anywhere: Anywhere): Passage | undefined {
  const { value, place } = readPlainMap(notes, map, outer, { keys: textKeys }, title, anywhere) ?? {};
  const { span } = place?.(["file"]) ?? { span: outer };
  const name = typeof value?.["file"] === "string" ? value["file"].trim() : "";
  const { value: source, diagnostics = [] } =
    name === "" ? noTextFile : (notes.texts?.get(name) ?? unreadTextFile(name));
  for (const { message, help } of diagnostics) {
    const words = { zh: `${title.zh}：${message.zh}`, en: `${title.en}: ${message.en}` };
    notes.add("GR161", span, words, help ? { help } : {});
  }
  if (!source) return undefined;
  return { text: source.text, span: { file: source.file, start: 0, end: source.text.length }, places: [[0, 0]] };
}

type SaidOfTextFile = {
  readonly value?: Source | undefined;
  readonly diagnostics: readonly Pick<Diagnostic, "message" | "help">[];
};

const noTextFile: SaidOfTextFile = {
  diagnostics: [
    {
      message: { zh: "没有写明文字在哪个文件里", en: "the file of the text is not named" },
      help: { zh: "写成 { 文件: 一.docx }", en: "write { file: 一.docx }" },
    },
  ],
};

function unreadTextFile(name: string): SaidOfTextFile {
  return {
    diagnostics: [
      {
        message: { zh: `“${name}”里的文字这里读不到`, en: `the text in ${name} cannot be reached from here` },
        help: {
          zh: "用 gov-report 命令检查和生成；在网页里填的，把文字贴进来",
          en: "check and build with the command gov-report; in a page, paste the text",
        },
      },
    ],
  };
}

function reportNoText(notes: Notes, part: MapEntry<string>, title: Text): void {
  if (part.value === null || isScalar(part.value)) {
    const message = { zh: `${title.zh}：没有填写`, en: `${title.en}: left blank` };
    const help = {
      zh: "写出文字；要按数字自动成文的，删去这一行",
      en: "write the text, or delete the line to have it composed",
    };
    notes.add("GR156", part.keySpan, message, { help });
    return;
  }
  const message = { zh: `${title.zh}：这里要写一段文字`, en: `${title.en}: a text is needed here` };
  const help = {
    zh: "写在“|”下面缩进的行里；以 {{ 开头的，整段加英文双引号",
    en: "write it below a “|”; a text that begins with {{ needs double quotes",
  };
  notes.add("GR157", spanOf(notes, part.value), message, { help });
}
