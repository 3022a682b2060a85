import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { compareText } from "../core/diagnostic.ts";

/** The parts of an Office file by name, as text: a drawn template holds no pictures. */
export type OfficeParts = Map<string, string>;

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const contentTypes = "[Content_Types].xml";

export function unpack(bytes: Uint8Array): OfficeParts {
  const parts: OfficeParts = new Map();
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (!name.endsWith("/")) parts.set(name, strFromU8(content));
  }
  return parts;
}

/** An archive that depends on its parts alone: sorted, content types first, every time 1980-01-01 as the clock of the place reads. */
export function pack(parts: OfficeParts): Uint8Array {
  const files = Object.fromEntries(packedOrder(parts).map(([name, xml]) => [name, strToU8(xml)]));
  return zipSync(files, { level: 9, mtime: new Date(1980, 0, 1) });
}

/** The parts as they follow one another in an archive, each with the one declaration. */
export function packedOrder(parts: OfficeParts): readonly (readonly [name: string, xml: string])[] {
  const rank = (name: string) => (name === contentTypes ? 0 : name === "_rels/.rels" ? 1 : 2);
  const names = [...parts.keys()].sort((a, b) => rank(a) - rank(b) || compareText(a, b));
  return names.map((name) => [name, headed(parts.get(name) ?? "")]);
}

function headed(xml: string): string {
  return declaration + xml.replace(/^\s*<\?xml[^>]*\?>\s*/, "");
}

/** Drops parts together with their relationships and content types. */
export function dropParts(parts: OfficeParts, unwanted: (name: string) => boolean): void {
  const dropped = [...parts.keys()].filter(unwanted);
  for (const name of dropped) {
    parts.delete(name);
    parts.delete(relationshipsOf(name));
  }
  for (const [name, xml] of parts) {
    if (name === contentTypes) parts.set(name, withoutOverrides(xml, dropped));
    else if (name.endsWith(".rels")) parts.set(name, withoutTargets(xml, name, dropped));
  }
  for (const [name, xml] of parts) if (name.endsWith(".rels") && !xml.includes("<Relationship ")) parts.delete(name);
}

/** "word/header1.xml" → "word/_rels/header1.xml.rels" */
function relationshipsOf(name: string): string {
  return name.replace(/([^/]+)$/, "_rels/$1.rels");
}

function withoutOverrides(xml: string, dropped: readonly string[]): string {
  const kept = xml.replace(/<Override [^>]*PartName="\/([^"]+)"[^>]*\/>/g, (whole, name: string) =>
    dropped.includes(name) ? "" : whole,
  );
  // Pictures and embedded fonts that no template of ours has.
  return kept.replace(/<Default [^>]*Extension="(?!rels|xml)[^"]+"[^>]*\/>/g, "");
}

function withoutTargets(xml: string, name: string, dropped: readonly string[]): string {
  const folder = name.replace(/_rels\/[^/]+$/, "");
  return xml.replace(/<Relationship [^>]*Target="([^"]+)"[^>]*\/>/g, (whole, target: string) => {
    const path = target.startsWith("/") ? target.slice(1) : folder + target;
    return dropped.includes(path) ? "" : whole;
  });
}

/**
 * Takes out of a Word part what nothing needs, for it is copied into every report: 40 namespaces, and the marks of
 * spaces at the ends of texts that have none. A tag outside a table may bring a text that has.
 */
export function trimPart(xml: string): string {
  const bare = xml.replace(/ mc:Ignorable="[^"]*"/, "");
  const used = bare.replace(/ xmlns:(\w+)="[^"]*"/g, (whole, prefix: string) =>
    new RegExp(`[< ]${prefix}:`).test(bare) ? whole : "",
  );
  return used
    .replaceAll('<w:vMerge w:val="continue"/>', "<w:vMerge/>")
    .replace(/<w:tbl>.*?<\/w:tbl>/gs, (table) => table.replaceAll(' xml:space="preserve"', ""))
    .replace(/<w:t xml:space="preserve">(?=(?:\{\{[#/])?[^{\s<](?:[^{<]*[^{\s<])?<)/g, "<w:t>");
}

const fontChildren = ["b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color"];
const fontOrder = [...fontChildren, "name", "family", "charset", "scheme"];

/** Puts the children of every font of a style sheet into the order Excel's schema has; `exceljs` writes another. */
export function orderFonts(styles: string): string {
  return styles.replace(/<font>(.*?)<\/font>/g, (_, inner: string) => {
    const children = inner.match(/<\w+[^>]*\/>/g) ?? [];
    const rank = (child: string) => fontOrder.indexOf(/^<(\w+)/.exec(child)?.[1] ?? "");
    return `<font>${[...children].sort((a, b) => rank(a) - rank(b)).join("")}</font>`;
  });
}

/** The style sheet of a workbook as Excel's schema has it, its first font a Chinese one: that of empty cells, by which programs measure columns. */
export function sheetStyles(styles: string, name: string): string {
  const latin = `<name val="Calibri"/><family val="2"/><scheme val="minor"/>`;
  return orderFonts(styles).replace(latin, `<name val="${name}"/><charset val="134"/>`);
}

/** The small parts that `docx` and `exceljs` write without what a Chinese document needs, or with the time of day. */

const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const office = "http://schemas.microsoft.com/office/word";

/** word/settings.xml: odd and even pages differ, punctuation may close up, the layout rules of present versions of Word. */
export function settingsPart(): string {
  const compat = [
    ["compatibilityMode", "15"],
    ["overrideTableStyleFontSizeAndJustification", "1"],
    ["enableOpenTypeFeatures", "1"],
    ["doNotFlipMirrorIndents", "1"],
    ["differentiateMultirowTableHeaders", "1"],
  ].map(([name, value]) => `<w:compatSetting w:name="${name}" w:uri="${office}" w:val="${value}"/>`);
  return (
    `<w:settings xmlns:w="${word}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>` +
    `<w:drawingGridVerticalSpacing w:val="156"/><w:displayHorizontalDrawingGridEvery w:val="0"/>` +
    `<w:displayVerticalDrawingGridEvery w:val="2"/><w:characterSpacingControl w:val="compressPunctuation"/>` +
    `<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>` +
    `<w:doNotExpandShiftReturn/><w:useFELayout/>${compat.join("")}</w:compat>` +
    `<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`
  );
}

/** docProps/core.xml, the same in a document and a workbook: no author's machine, no time. */
export function coreProperties(): string {
  return (
    `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{title}}</dc:title>` +
    `<dc:creator>{{unit.name}}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>`
  );
}

/** docProps/app.xml. */
export function appProperties(): string {
  return (
    `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
    `<Application>gov-report</Application></Properties>`
  );
}
