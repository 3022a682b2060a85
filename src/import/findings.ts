import { severityOf } from "../catalogue/index.ts";
import type { Code, Diagnostic, Text } from "../core/diagnostic.ts";
import type { DocumentGrid } from "./document.ts";

export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What is told of a file as a whole: it names its place in words, for it has none in a text. */
export function findingOf(file: string, code: Code, message: Text, help: Text | undefined): Diagnostic {
  return { code, severity: severityOf(code), message, file, related: [], ...(help && { help }) };
}

/** Who has read so many will look at the document itself. */
const mostAlike = 30;

/** What is told of a document, in the order of finding. */
export class Findings {
  readonly file: string;
  readonly found: Diagnostic[] = [];
  readonly #counts = new Map<Code, number>();

  constructor(file: string) {
    this.file = file;
  }

  add(code: Code, message: Text, help?: Text): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count > mostAlike) return;
    const more =
      count === mostAlike
        ? { zh: "；同类的还有，不再列出", en: "; more of the kind are not listed" }
        : { zh: "", en: "" };
    const words = { zh: message.zh + more.zh, en: message.en + more.en };
    this.found.push(findingOf(this.file, code, words, help));
  }

  illegible(place: Text, text: string, what: Text): void {
    this.add(
      "GR808",
      {
        zh: `${place.zh}的“${shorten(text)}”不是数，${what.zh} 留空`,
        en: `${place.en}: "${shorten(text)}" is no figure; ${what.en} is left blank`,
      },
      { zh: "看原文，在导入的填报里填上", en: "look at the document and fill it in" },
    );
  }

  sum(place: Text, label: string, text: string): void {
    this.add(
      "GR810",
      {
        zh: `${place.zh}：“${label}”只有合计 ${text}，没有分项，分项留空`,
        en: `${place.en}: ${label} has only its sum, ${text}; the rows below it are left blank`,
      },
      { zh: "查原始记录，把各分项填上", en: "fill in the rows from the records" },
    );
  }

  byPosition(table: string, paths: readonly Text[]): void {
    const [first] = paths;
    this.add(
      "GR809",
      {
        zh: `“${table}”表有的栏没有表头，${paths.length} 个数按位置对应（如 ${first?.zh ?? ""}）`,
        en: `columns of the table ${table} have no header; ${paths.length} figures were told by their position (${first?.en ?? ""})`,
      },
      { zh: "对照原文核对这些数", en: "check these figures against the document" },
    );
  }

  unread(place: Text, text: string): void {
    this.add("GR807", {
      zh: `没有读懂${place.zh}：${shorten(text)}`,
      en: `not understood, ${place.en}: ${shorten(text)}`,
    });
  }

  unreadTable(grid: DocumentGrid, rows: number): void {
    const name =
      typeof grid.name === "number"
        ? { zh: `第${grid.name}张表`, en: `table ${grid.name}` }
        : { zh: grid.name, en: grid.name };
    this.add("GR807", {
      zh: `${name.zh}没有对应法定表格，${rows} 行数没有读`,
      en: `${name.en} is no table of the form; ${rows} rows of figures were not read`,
    });
  }
}
