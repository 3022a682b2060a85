import type { Text } from "../../core/diagnostic.ts";
import { type ArchiveEntry, inflateAll, type Refuse, readEntries } from "../../ooxml/archive.ts";
import type { Codec } from "../../ooxml/codec.ts";
import { addFault, type Faults } from "./faults.ts";

/** The entries of a template or of a file of our own, as they lie in the archive. Undefined after a fault. */
export function templateEntries(
  bytes: Uint8Array,
  kind: "docx" | "xlsx",
  faults: Faults,
): readonly ArchiveEntry[] | undefined {
  const entries = readEntries(bytes, kind, refusing(faults));
  return entries && isKind(entries, kind, faults) ? entries : undefined;
}

/** Their bytes by name. Undefined after a fault. */
export function templateParts(
  entries: readonly ArchiveEntry[],
  faults: Faults,
  codec: Codec,
): ReadonlyMap<string, Uint8Array> | undefined {
  const parts = inflateAll(entries, refusing(faults), codec);
  const core = parts?.get(coreProperties);
  return parts && core ? new Map([...parts, [coreProperties, withContentHash(core)]]) : parts;
}

const coreProperties = "docProps/core.xml";

/** Every report bears the hash of what it says among its properties, whoever drew the template. */
function withContentHash(bytes: Uint8Array): Uint8Array {
  const xml = new TextDecoder().decode(bytes);
  const own = xml.replace(/<dc:identifier\b[^>]*(?:\/>|>[^<]*<\/dc:identifier>)/, "");
  const identifier = `<dc:identifier xmlns:dc="http://purl.org/dc/elements/1.1/">{{contentHash}}</dc:identifier>`;
  return new TextEncoder().encode(own.replace(/<\/(?:[\w.-]+:)?coreProperties>\s*$/, (end) => `${identifier}${end}`));
}

const main = { docx: "word/document.xml", xlsx: "xl/workbook.xml" } as const;

function isKind(entries: readonly ArchiveEntry[], kind: "docx" | "xlsx", faults: Faults): boolean {
  const has = (name: string) => entries.some((entry) => entry.name === name);
  if (entries.some(({ name }) => /(^|\/)vbaProject\.bin$/i.test(name))) {
    addFault(faults, "GR712", {
      zh: `模板带有宏，请另存为不带宏的 .${kind}`,
      en: `the template holds macros: save it as a .${kind} without them`,
    });
    return false;
  }
  if (has("[Content_Types].xml") && has(main[kind])) return true;
  const missing = has("[Content_Types].xml") ? main[kind] : "[Content_Types].xml";
  addFault(faults, "GR710", {
    zh: `这不是 .${kind} 文件：缺少 ${missing}`,
    en: `this is no .${kind} file: ${missing} is missing`,
  });
  return false;
}

/** What helps where a file is odd as a whole: Office programs write no such thing. */
const saveAgain: Text = {
  zh: "请用 Word、Excel 或 WPS 打开模板，重新保存",
  en: "open the template in Word, Excel or WPS and save it again",
};

function refusing(faults: Faults): Refuse {
  return (fault, what) => {
    // That a file is none of Office is already what to do about it.
    if (fault === "foreign") addFault(faults, "GR710", what);
    else addFault(faults, "GR711", what, { help: saveAgain });
  };
}
