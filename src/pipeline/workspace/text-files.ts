import { severityOf } from "../../catalogue/index.ts";
import type { Checked, Code, Text } from "../../core/diagnostic.ts";
import type { Source } from "../../core/text/source.ts";
import { documentText } from "../../import/document-text.ts";
import { readDocx } from "../../import/docx.ts";
import { UnreadableDocument } from "../../import/package-parts.ts";
import { decodeSource, largestFile } from "../../tally/syntax/source.ts";
import { nodeCodec } from "../unit/node-codec.ts";
import { pathBelow } from "./folders.ts";
import { readBytes } from "./read-source.ts";
import { sha256 } from "./sha256.ts";

/** A document of a few pages, with pictures that are not read. */
const largestDocument = 16 * largestFile;

/** More files than a report has sections are no texts of it. */
const mostFiles = 20;

/** What has to stand before the word is asked after it: so the engine looks for the word alone. */
const named = /(?:file|文件)(?<=[{\s"'](?:file|文件))["']?[ \t]*[:：][ \t]*["']?([^"'\n\r{},#]{1,200})/g;

/** The files that a tally may name as those of its texts; what only looks like one does no harm. */
function textFileNames(text: string): readonly string[] {
  const names = new Set([...text.matchAll(named)].map((match) => (match[1] ?? "").trim()));
  return [...names].filter((name) => name !== "").slice(0, mostFiles);
}

/** A tally with the texts that it has in files beside it. */
export function withTexts(source: Source): Source {
  const names = textFileNames(source.text);
  if (names.length === 0) return source;
  return { ...source, texts: new Map(names.map((name) => [name, readTextFile(source.file, name)])) };
}

/** The hashes of the files that the texts of a tally are in, by name: empty for most. */
export function textHashes(file: string, bytes: Uint8Array): readonly (readonly [name: string, hash: string])[] {
  const characters = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  if (!characters.includes("\0") && !maybeNamed.test(characters)) return [];
  const names = textFileNames(decodeSource(file, bytes).value?.text ?? "");
  return names.flatMap((name) => {
    const { value: path } = within(file, name);
    const text = path === undefined ? undefined : readBytes(path, largestDocument).value;
    return text ? [[name, sha256(text)] as const] : [];
  });
}

/** A look at the bytes, in UTF-8 and GBK, before they are decoded; UTF-16 is known by its zeros. */
const maybeNamed =
  /(?:file|\xe6\x96\x87\xe4\xbb\xb6|\xce\xc4\xbc\xfe)(?<=[{\s"'](?:file|\xe6\x96\x87\xe4\xbb\xb6|\xce\xc4\xbc\xfe))["']?[ \t]*(?::|\xef\xbc\x9a|\xa3\xba)/;

const beside: Text = {
  zh: "把文件放在填报旁边，或它下面的文件夹里，只写文件名，如 { 文件: 一.docx }",
  en: "put the file beside the tally or in a folder below it, and write its name alone, as { file: 一.docx }",
};
const saveAnew: Text = {
  zh: "用 Word 或 WPS 打开，另存为 .docx；或者把文字存为 .txt（UTF-8）",
  en: "open it in Word or WPS and save it as .docx, or save the text as .txt (UTF-8)",
};

function readTextFile(tally: string, name: string): Checked<Source> {
  const { value: path, diagnostics } = within(tally, name);
  if (path === undefined) return { value: undefined, diagnostics };
  const ending = /\.[^./\\]*$/.exec(name)?.[0].toLowerCase() ?? "";
  const document = ending === ".docx";
  if (!document && ![".txt", ".md"].includes(ending)) {
    return refuse(
      tally,
      {
        zh: `“${name}”不能用作正文：只读 .docx、.txt 和 .md`,
        en: `${name} cannot be used as a text: only .docx, .txt and .md are read`,
      },
      saveAnew,
    );
  }
  const { value: bytes, diagnostics: unread } = readBytes(path, document ? largestDocument : largestFile);
  if (!bytes) return unreadable(tally, name, unread[0]?.message, beside);
  const read = document ? readDocument(tally, name, path, bytes) : decodeSource(path, bytes);
  const [why] = read.diagnostics;
  if (!read.value) return why?.code === "GR161" ? read : unreadable(tally, name, why?.message, saveAnew);
  if (read.value.text.trim() === "")
    return unreadable(tally, name, { zh: "里面没有文字", en: "there is no text in it" }, saveAnew);
  return read;
}

function readDocument(tally: string, name: string, file: string, bytes: Uint8Array): Checked<Source> {
  try {
    const read = documentText(readDocx(bytes, nodeCodec));
    if (read.text.length <= largestFile) return { value: { file, ...read }, diagnostics: [] };
    return unreadable(tally, name, { zh: "文字太长", en: "its text is too long" }, saveAnew);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return unreadable(tally, name, error.text, saveAnew);
  }
}

function unreadable(tally: string, name: string, why: Text | undefined, help: Text): Checked<never> {
  const { zh, en } = why ?? { zh: "文件无法读取", en: "the file cannot be read" };
  return refuse(tally, { zh: `“${name}”用不了：${zh}`, en: `${name} cannot be used: ${en}` }, help);
}

function within(tally: string, name: string): Checked<string> {
  const path = pathBelow(tally, name);
  if (path !== undefined) return { value: path, diagnostics: [] };
  return refuse(
    tally,
    {
      zh: `“${name}”不在填报所在的文件夹里，没有读取`,
      en: `${name} is not in the folder of the tally, and was not read`,
    },
    beside,
  );
}

const code: Code = "GR161";

function refuse(file: string, message: Text, help: Text): Checked<never> {
  return { value: undefined, diagnostics: [{ code, severity: severityOf(code), message, file, help, related: [] }] };
}
