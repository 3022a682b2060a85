import type { Text } from "../core/diagnostic.ts";
import type { Codec } from "../ooxml/codec.ts";
import { decodeText } from "../tally/syntax/source.ts";
import type { ReadDocument } from "./document.ts";
import type { PictureReader } from "./document-pictures.ts";
import { readDocx } from "./docx.ts";
import { readHtml } from "./html.ts";
import { readMarkdown, readPlainText } from "./markdown.ts";
import { UnreadableDocument } from "./package-parts.ts";
import { readXlsx } from "./xlsx.ts";

/** A page of text of a province has some hundred kilobytes; what is longer is no report. */
const longestText = 8 * 1024 * 1024;

/** Opens a document by what it holds, whatever its name ends in. Throws `UnreadableDocument` where it cannot be read. */
export function openDocument(name: string, bytes: Uint8Array, codec: Codec & PictureReader): ReadDocument {
  if (bytes.every((byte) => byte === 0)) {
    throw refusal("文件是空的", "the file is empty", "重新下载或复制一份", "download or copy it again");
  }
  const known = signatures.find(({ is }) => is(bytes));
  if (known) throw new UnreadableDocument("foreign", known.what, known.help);
  if (startsWith(bytes, "PK")) return openArchive(bytes, codec);
  return openText(name, bytes, codec);
}

/** Which Office file it is, by the names of its parts; a damaged one is told by the archive itself. */
function openArchive(bytes: Uint8Array, codec: Codec): ReadDocument {
  const names = latin(bytes.subarray(-1_048_576));
  if (names.includes("xl/workbook") || /\bxl\/worksheets\//.test(names)) return readXlsx(bytes, codec);
  if (/\bword\/\w+\.xml/.test(names)) return readDocx(bytes, codec);
  const foreign = archives.find(({ mark }) => names.includes(mark));
  if (foreign) throw new UnreadableDocument("foreign", foreign.what, foreign.help);
  if (names.includes("[Content_Types].xml")) return readDocx(bytes, codec);
  throw refusal(
    "这是压缩包，或已损坏的 Office 文件",
    "this is an archive, or a damaged Office file",
    "解压以后导入里面的报告；打不开的，重新下载一份",
    "unpack it and import the report in it; download a damaged file again",
  );
}

function openText(name: string, bytes: Uint8Array, beside: PictureReader): ReadDocument {
  if (bytes.length > longestText) {
    throw new UnreadableDocument("unsafe", {
      zh: "文字超过 8 MB，不像是一份报告",
      en: "more than 8 MB of text is no report",
    });
  }
  const html = /<(?:!doctype\s+html|html|head|body|table|div|p|span)\b/i.test(latin(bytes.subarray(0, 65_536)));
  const text = html ? decodePage(bytes) : decodeText(bytes)?.text;
  if (text === undefined || /[\u0000-\u0008\u000e-\u001a]/.test(text.slice(0, 100_000))) {
    throw refusal(
      "认不出这是什么文件，或文字的编码已损坏",
      "this is no file that is known, or its text is damaged",
      "用 Word、WPS 或浏览器打开，另存为 .docx 或 .txt（UTF-8）再导入",
      "open it in Word, WPS or a browser, save it as .docx or .txt (UTF-8) and import that",
    );
  }
  if (
    /progid="(?:Word|Excel)\.|<w:wordDocument\b|<Workbook\b[^>]*urn:schemas-microsoft-com/.test(text.slice(0, 4_000))
  ) {
    throw new UnreadableDocument(
      "foreign",
      { zh: "这是 2003 版的 XML 文件", en: "this is an XML file of Office 2003" },
      saveAsNew,
    );
  }
  if (html && !/\.(?:md|markdown)$/i.test(name)) return readHtml(text);
  return /\.(?:md|markdown)$/i.test(name) || /^(?:#{1,6} |\|.*\|\s*$)/m.test(text)
    ? readMarkdown(text, beside)
    : readPlainText(text);
}

/** A page says its encoding itself, not always the right one. */
function decodePage(bytes: Uint8Array): string | undefined {
  const known = decodeText(bytes);
  if (known) return known.text;
  const [, said = ""] = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(latin(bytes.subarray(0, 4_096))) ?? [];
  const encoding = /^(?:gb|x-gbk)/i.test(said) ? "gb18030" : /^big5/i.test(said) ? "big5" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

interface Signature {
  readonly is: (bytes: Uint8Array) => boolean;
  readonly what: Text;
  readonly help: Text;
}

const saveAsNew: Text = {
  zh: "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再导入",
  en: "open it in Word, Excel or WPS, save it as .docx or .xlsx and import that",
};
const pasteText: Text = {
  zh: "用阅读器打开，全选复制，粘贴到 Word 或记事本，存为 .docx 或 .txt 再导入；扫描件要先做文字识别",
  en: "open it in a reader, copy all of it into Word or Notepad, save it as .docx or .txt and import that; a scan needs its text recognised first",
};

/** Files that are known by their first bytes and cannot be read. */
const signatures: readonly Signature[] = [
  {
    is: (bytes) => isOle(bytes) && holdsWide(bytes, "EncryptedPackage"),
    what: { zh: "文件加了密码", en: "the file has a password" },
    help: { zh: "打开后去掉密码，另存一份再导入", en: "open it, take the password off, save it and import that" },
  },
  {
    is: (bytes) => isOle(bytes) && holdsWide(bytes, "WordDocument"),
    what: { zh: "这是旧版 Word 或 WPS 文字（.doc、.wps）", en: "this is an old Word or WPS document (.doc, .wps)" },
    help: saveAsNew,
  },
  {
    is: (bytes) => isOle(bytes) && (holdsWide(bytes, "Workbook") || holdsWide(bytes, "Book")),
    what: { zh: "这是旧版 Excel 或 WPS 表格（.xls、.et）", en: "this is an old Excel or WPS workbook (.xls, .et)" },
    help: saveAsNew,
  },
  {
    is: isOle,
    what: { zh: "这是旧版 Office 或 WPS 文件", en: "this is an old Office or WPS file" },
    help: saveAsNew,
  },
  {
    is: (bytes) => latin(bytes.subarray(0, 1_024)).includes("%PDF-"),
    what: { zh: "这是 PDF，里面没有表格的行和列", en: "this is a PDF, which knows no rows and columns" },
    help: pasteText,
  },
  {
    is: (bytes) =>
      ["\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "BM", "II*\u0000", "MM\u0000*"].some((head) =>
        startsWith(bytes, head),
      ) ||
      (startsWith(bytes, "RIFF") && latin(bytes.subarray(8, 12)) === "WEBP"),
    what: { zh: "这是图片或扫描件，里面没有文字", en: "this is a picture or a scan and holds no text" },
    help: pasteText,
  },
  {
    is: (bytes) => startsWith(bytes, "{\\rtf"),
    what: { zh: "这是 RTF 文件", en: "this is an RTF file" },
    help: saveAsNew,
  },
  {
    is: (bytes) => ["Rar!", "7z\u00bc\u00af", "\u001f\u008b"].some((head) => startsWith(bytes, head)),
    what: { zh: "这是压缩包", en: "this is an archive" },
    help: { zh: "解压以后导入里面的报告", en: "unpack it and import the report in it" },
  },
  {
    is: (bytes) => /^(?:From:|MIME-Version:|Content-Type: multipart)/im.test(latin(bytes.subarray(0, 512))),
    what: { zh: "这是单个文件的网页（.mht）", en: "this is a web archive (.mht)" },
    help: {
      zh: "用浏览器打开，另存为“网页，仅 HTML”再导入",
      en: "open it in a browser, save it as a page, HTML only, and import that",
    },
  },
];

/** Archives that are no file of Word or Excel, by a name in them. */
const archives: readonly { readonly mark: string; readonly what: Text; readonly help: Text }[] = [
  {
    mark: "content.xml",
    what: { zh: "这是 ODF 文件（.odt、.ods）", en: "this is an ODF file (.odt, .ods)" },
    help: saveAsNew,
  },
  { mark: "OFD.xml", what: { zh: "这是 OFD 版式文件", en: "this is an OFD file" }, help: pasteText },
  { mark: "ppt/", what: { zh: "这是演示文稿", en: "this is a presentation" }, help: pasteText },
];

function refusal(zh: string, en: string, toDo: string, whatToDo: string): UnreadableDocument {
  return new UnreadableDocument("foreign", { zh, en }, { zh: toDo, en: whatToDo });
}

/** Bytes as characters of the same numbers. */
function latin(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

function startsWith(bytes: Uint8Array, head: string): boolean {
  return [...head].every((character, i) => bytes[i] === character.charCodeAt(0));
}

function isOle(bytes: Uint8Array): boolean {
  return startsWith(bytes, "\u00d0\u00cf\u0011\u00e0");
}

/** Names of streams are written in UTF-16. */
function holdsWide(bytes: Uint8Array, name: string): boolean {
  return latin(bytes.subarray(0, 4_194_304)).includes([...name].join("\u0000"));
}
