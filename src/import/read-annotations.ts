import { type Contact, noteMark } from "../core/tally.ts";
import { readDateLine } from "./title.ts";

/** A line under a table that says it is a note. */
export function isNote(line: string): boolean {
  return noteMark.test(line);
}

/** The notes in such lines, without the marks that a report sets before them; one cell may hold several. */
export function notesIn(lines: readonly string[]): readonly string[] {
  const notes = lines.flatMap((line) => line.split(/(?<=\S)\s+(?=注\d*[：:])/u)).map((line) => line.trim());
  const marks = notes.map((line, i) => new RegExp(`^注${notes.length > 1 ? i + 1 : ""}[：:]\\s*`, "u").exec(line)?.[0]);
  return marks.every((mark) => mark !== undefined) ? notes.map((line, i) => line.slice(marks[i]?.length)) : notes;
}

/** How the public reaches the office, and a text without the sentences that this program itself prints of it. */
export interface FoundContact {
  readonly contact: Contact;
  readonly text: string;
}

const copyWords = /(?:本报告(?:的)?电子版可在(?<copy>[^。]{2,120}?)(?:查阅、下载|查阅|下载)。)/u;
const doubtWords =
  /(?:如对本报告有(?:任何)?(?:疑问|意见|问题)[^。，]{0,10}，\s*请(?:直接)?与(?<office>[^。，]{2,40}?)联系(?:[（(](?<ways>[^）)]{3,200})[）)])?。?)/u;
const own =
  /(?:本报告电子版可在[^。]{2,120}?查阅、下载。)?(?:如对本报告有疑问，请与[^。，]{2,40}?联系(?:（[^）]{3,200}）)?。)?$/u;

const wayWords: Readonly<Record<string, keyof Contact>> = {
  地址: "address",
  联系地址: "address",
  邮政编码: "postcode",
  邮编: "postcode",
  联系电话: "telephone",
  电话: "telephone",
};

/** Looks for the contact in a paragraph. Words that are not ours stay in the text, where a report says them already. */
export function contactIn(text: string, unit: string | undefined): FoundContact | undefined {
  const { copy } = copyWords.exec(text)?.groups ?? {};
  const { office, ways } = doubtWords.exec(text)?.groups ?? {};
  const named = (ways ?? "").split(/[；;，,]/u).flatMap((way) => {
    const [, name = "", value = ""] = /^\s*([^：:]{2,6})[：:]\s*(.+?)\s*$/u.exec(way) ?? [];
    const key = wayWords[name];
    return key && value !== "" ? [[key, value] as const] : [];
  });
  const contact: Contact = {
    ...(office !== undefined && office !== unit && { office }),
    ...Object.fromEntries(named),
    ...(copy !== undefined && { onlineCopy: copy }),
  };
  if (Object.keys(contact).length === 0) return undefined;
  const printed = own.exec(text)?.[0] ?? "";
  return { contact, text: text.slice(0, text.length - printed.length).trimEnd() };
}

/** Who signed at the end of a report, and the day below. */
export interface FoundSignature {
  /** Absent where it is the unit alone. */
  readonly issuers?: readonly string[];
  readonly published: string;
  /** How many lines at the end it takes. */
  readonly lines: number;
}

const organ =
  /(?:政府|委员会|局|厅|办|办公室|中心|院|处|镇|乡|街道|委|公司|学校|大学|学院|医院|会|队|所|站|馆|社|区|县|市|省)$/u;
/** A name may take two lines, and several offices sign together. */
const mostLines = 8;

export function signatureAt(lines: readonly string[], unit: string | undefined): FoundSignature | undefined {
  const published = readDateLine(lines.at(-1) ?? "");
  if (published === undefined) return undefined;
  const names: string[] = [];
  let taken = 1;
  let open = "";
  for (const line of lines.slice(0, -1).toReversed().slice(0, mostLines)) {
    const joined = line + open;
    if (line.length > 30 || /[。；，、：:？！]/.test(line) || (open === "" && !organ.test(line))) break;
    taken++;
    if (joined === unit || (organ.test(joined) && startsName(line))) {
      names.unshift(joined);
      open = "";
    } else open = joined;
    if (joined === unit) break;
  }
  if (open !== "" || names.length === 0) return { published, lines: 1 };
  const alone = names.length === 1 && (names[0] === unit || unit === undefined);
  return { published, lines: taken, ...(alone ? {} : { issuers: names }) };
}

/** The second line of a name that was broken says by itself no place. */
function startsName(line: string): boolean {
  return line.length >= 5;
}
