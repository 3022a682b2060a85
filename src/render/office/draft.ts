import type { Edition } from "../../core/form/edition.ts";
import { parseXml, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import type { TemplatePiece } from "../../template/compile/blocks.ts";
import type { TemplatePlace } from "../../template/errors.ts";
import type { SheetStyles } from "../annex/annex-sheet.ts";
import type { Formula } from "../sheet/formulas.ts";
import { addFault, type Faults } from "./faults.ts";

/** A cell of a sheet (D5) and the path of the figure that it shows. */
export type FigureCell = readonly [address: string, path: string];

/** A part of a template that is not copied as it is. */
export interface PartDraft {
  readonly name: string;
  readonly pieces: readonly TemplatePiece[];
  readonly formulas: readonly Formula[];
  /** Of a sheet: which cell shows which figure. */
  readonly figures?: readonly FigureCell[];
  /** Elements out of which paragraphs were lifted. */
  readonly hosts: ReadonlySet<XmlElement>;
  /** Of the sheet of annexes: how its cells look. */
  readonly annexStyles?: SheetStyles;
  /** What a report must have for the part to be in its file: `annexes`, or a table that may be left out. */
  readonly needs?: string;
  /** Takes the place of the part where these parts, by name, are left out. */
  readonly without?: readonly string[];
}

/** A template unpacked. */
export interface Unpacked {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly edition: Edition;
  readonly faults: Faults;
}

/** What a part is called by those who see only the document. */
export type PartName = Pick<TemplatePlace, "zh" | "en">;

/** What is allowed in a part and where its tags stand are looked for in one parse of it. */
const parsed = new WeakMap<Uint8Array, ReturnType<typeof parseXml>>();

/** The XML of a part, or undefined after a fault. */
export function readPart({ parts, faults }: Unpacked, name: string): XmlPart | undefined {
  const bytes = parts.get(name);
  const xml = bytes ? (parsed.get(bytes) ?? parseXml(bytes)) : { fault: "missing" };
  if (bytes) parsed.set(bytes, xml);
  if (!("fault" in xml)) return xml;
  const reasons: Readonly<Record<string, { zh: string; en: string }>> = {
    doctype: { zh: "带有 DOCTYPE 声明", en: "it has a DOCTYPE" },
    encoding: { zh: "不是 UTF-8 编码", en: "it is not UTF-8" },
    missing: { zh: "文件里没有它", en: "it is missing" },
  };
  const reason = reasons[xml.fault] ?? { zh: `XML 有误（${xml.fault}）`, en: `its XML is broken (${xml.fault})` };
  const what = { zh: `部件 ${name} 不能用：${reason.zh}`, en: `the part ${name} cannot be used: ${reason.en}` };
  const help = {
    zh: "请用 Word、Excel 或 WPS 打开模板，重新保存",
    en: "open the template in Word, Excel or WPS and save it again",
  };
  addFault(faults, "GR713", what, { help });
  return undefined;
}

/** Whether a part holds any brace at all, of a tag or of what was meant as one. */
export function holdsBrace(bytes: Uint8Array): boolean {
  return /[{｛]/.test(new TextDecoder().decode(bytes));
}

/** Whether a part could hold tags, looked at without reading its XML; a tag may be split by any mark-up. */
export function mayHoldTags(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  return /[{｛]\s*(<[^>]*>\s*)*[{｛]|[}｝]\s*(<[^>]*>\s*)*[}｝]/.test(text);
}
