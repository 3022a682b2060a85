import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Format } from "../../src/core/formats.ts";
import { templatesFolder } from "./editions.ts";
import { example } from "./example-tally.ts";
import { inline, sheetFile } from "./sheet-files.ts";
import { paragraph, row, table, wordFile } from "./word-files.ts";
import type { Parts } from "./zip-files.ts";

/** A case of a rule's document; see `casesOf` for how it is written. */
export interface RuleCase {
  readonly title: string;
  /** The tally, in bytes: some codes speak of encodings. Absent where the case is about a template alone. */
  readonly tally: Uint8Array | undefined;
  /** Last year's tally, the workspace file and the tallies of other units, where the case has them. */
  readonly previous: string | undefined;
  readonly workspace: string | undefined;
  /** What whoever runs the checks has laid down. */
  readonly policy: string | undefined;
  readonly beside: readonly string[];
  /** Files that a text names, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly template: { readonly format: Format; readonly bytes: Uint8Array } | undefined;
  readonly final: boolean;
  /** The tallies are added up. */
  readonly rollUp: boolean;
  /** What is printed, in Chinese and in English; nothing where nobody says anything. */
  readonly zh: string;
  readonly en: string;
}

interface CodeBlock {
  readonly info: string;
  readonly text: string;
}

/**
 * Under each `## ` heading stand fenced blocks. What is checked: a tally (`yaml`, `yaml gbk`, `yaml utf-16`, or its bytes
 * as `hex`), or the lines (`diff`) by which it differs from the tally of `support/example-tally.ts`. Beside it perhaps
 * `yaml previous`, `yaml workspace`, `yaml policy`, tallies of other units (`yaml beside`), files (`file name`, in base64 unless they are XML), or a template: `md`, `html`, `docx` (a paragraph a line,
 * a row where it begins with a bar, XML where it begins with `<`), `xlsx` (`A1 text` a line), `part name` for a part of these,
 * `hex docx` for bytes, or "the shipped `report.docx`". "`--final`" checks for publication, "`roll-up`" adds the tallies up.
 * Then `text zh` and `text en`, what is printed. ⟨U+200B⟩ is that character, ⟨长 × 300⟩ three hundred of it.
 */
export function casesOf(markdown: string): readonly RuleCase[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const found = [...part.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].map(
        ([, info = "", text = ""]): CodeBlock => ({ info, text }),
      );
      const blocks = (info: string) => found.filter((block) => block.info === info).map(({ text }) => unescaped(text));
      const printed = (lang: string) => found.find(({ info }) => info === `text ${lang}`)?.text.trimEnd() ?? "";
      return {
        title: part.slice(0, part.indexOf("\n")).trim(),
        tally: tallyOf(blocks),
        previous: blocks("yaml previous")[0],
        workspace: blocks("yaml workspace")[0],
        policy: blocks("yaml policy")[0],
        beside: blocks("yaml beside"),
        files: new Map(
          found.flatMap(({ info, text }) =>
            info.startsWith("file ") ? [[info.slice(5), bytesOf(text)] as const] : [],
          ),
        ),
        template: templateOf(part, found, blocks),
        final: part.includes("`--final`"),
        rollUp: part.includes("`roll-up`"),
        ...{ zh: printed("zh"), en: printed("en") },
      };
    });
}

function bytesOf(text: string): Uint8Array {
  return text.startsWith("<") ? Buffer.from(text) : Buffer.from(text, "base64");
}

type Blocks = (info: string) => readonly string[];

function tallyOf(blocks: Blocks): Uint8Array | undefined {
  const [plain, gbk, utf16] = ["yaml", "yaml gbk", "yaml utf-16"].map((info) => blocks(info)[0]);
  const [hex, diff] = [blocks("hex")[0], blocks("diff")[0]];
  if (hex !== undefined) return Buffer.from(hex.replace(/\s/g, ""), "hex");
  if (gbk !== undefined) return inGbk(gbk);
  if (utf16 !== undefined) return Buffer.from(`\ufeff${utf16}`, "utf16le");
  const text = diff === undefined ? plain : patched(example, diff);
  return text === undefined ? undefined : Buffer.from(text);
}

/** The text with the lines behind `-` replaced by those behind `+`; each group of lines stands somewhere in it. */
function patched(text: string, diff: string): string {
  const lines = (group: string, mark: string) =>
    group
      .split("\n")
      .filter((line) => line.startsWith(mark))
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  return diff.split(/(?<=^\+.*\n)(?!\+)/m).reduce((now, group) => {
    const [from, to] = [lines(group, "-"), lines(group, "+")];
    if (!now.includes(from)) throw new Error(`the example has no “${from}”`);
    return now.replace(from, () => to);
  }, text);
}

/** ⟨U+200B⟩ and ⟨长 × 300⟩: characters that do not show, and texts longer than a page. */
function unescaped(text: string): string {
  return text
    .replace(/⟨U\+([0-9A-F]{4,5})⟩/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/⟨([^⟨⟩]+) × (\d+)⟩/g, (_, piece: string, times: string) =>
      piece.replaceAll("⏎", "\n").repeat(Number(times)),
    );
}

/** Node reads GBK but does not write it. */
function inGbk(text: string): Uint8Array {
  const decoder = new TextDecoder("gbk");
  const bytes = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Uint8Array.from(
    [...text].flatMap((char) => (char < "\u0080" ? [char.charCodeAt(0)] : (bytes.get(char) ?? []))),
  );
}

function templateOf(part: string, found: readonly CodeBlock[], blocks: Blocks): RuleCase["template"] {
  const format = (["md", "docx", "xlsx", "html"] as const).find((one) =>
    found.some(({ info }) => info === one || info === `hex ${one}`),
  );
  const shipped = /the shipped `(report\.(docx|xlsx|md|html)(?:\.hbs)?)`/.exec(part);
  if (shipped) {
    const [, name = "", kind] = shipped;
    return { format: kind as Format, bytes: readFileSync(join(templatesFolder, "2021", name)) };
  }
  if (!format) return undefined;
  const hex = blocks(`hex ${format}`)[0];
  if (hex !== undefined) return { format, bytes: Buffer.from(hex.replace(/\s/g, ""), "hex") };
  const [text = ""] = blocks(format);
  const parts: Parts = Object.fromEntries(
    found.flatMap(({ info }) => (info.startsWith("part ") ? [[info.slice(5), blocks(info)[0] ?? ""]] : [])),
  );
  const bytes = {
    md: () => Buffer.from(text),
    html: () => Buffer.from(text),
    docx: () => wordOf(text, parts),
    xlsx: () => sheetOf(text, parts),
  };
  return { format, bytes: bytes[format]() };
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

function wordOf(text: string, parts: Parts): Uint8Array {
  const pieces = text.match(/^(?:\|.*\n)+|^.*\n/gm) ?? [];
  const body = pieces.map((piece) => {
    if (piece.startsWith("<")) return piece;
    if (!piece.startsWith("|")) return paragraph(escaped(piece.trimEnd()));
    const rows = piece
      .trimEnd()
      .split("\n")
      .map((line) => line.slice(1, -1).split("|"));
    return table(rows[0]?.length ?? 1, ...rows.map((cells) => row(...cells.map((cell) => escaped(cell.trim())))));
  });
  return wordFile(body.join(""), parts);
}

/** One sheet; `A1 text` is a cell, `A1 =SUM(…)` a formula, and XML what stands behind the rows. */
function sheetOf(text: string, parts: Parts): Uint8Array {
  const lines = text.trimEnd().split("\n");
  const rows = new Map<string, string>();
  for (const line of lines.filter((one) => !one.startsWith("<"))) {
    const [address = "", content = ""] = line.split(/ (.*)/);
    const number = address.replace(/\D/g, "");
    const cell = content.startsWith("=")
      ? `<c r="${address}"><f>${escaped(content.slice(1))}</f></c>`
      : inline(address, escaped(content));
    rows.set(number, (rows.get(number) ?? "") + cell);
  }
  const xml = [...rows].map(([number, cells]) => `<row r="${number}">${cells}</row>`).join("");
  return sheetFile(
    [{ name: "表二", rows: xml, after: lines.filter((one) => one.startsWith("<")).join("") }],
    [],
    parts,
  );
}
