import exceljs from "exceljs";
import { strFromU8, unzipSync } from "fflate";

/** What a Word file says, line by line: paragraphs as they are, cells with the columns and rows they cover. */
export function wordTexts(bytes: Uint8Array): readonly string[] {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts).filter((name) => /^word\/(document|header\d+|footer\d+)\.xml$/.test(name));
  const texts = names.map((name) => ({ name, lines: partTexts(strFromU8(parts[name] ?? new Uint8Array())) }));
  const body = texts.filter(({ name }) => name === "word/document.xml").flatMap(({ lines }) => lines);
  // Header and footer files are numbered by whoever wrote them.
  const around = texts.filter(({ name }) => name !== "word/document.xml").map(({ lines }) => lines.join("|"));
  return [...around.sort(), ...body];
}

const marks =
  /<w:(tr|tc|p)[ >/]|<w:gridSpan w:val="(\d+)"|<w:vMerge(?: w:val="(\w+)")?|<w:t(?:>| [^>]*>)([^<]*)<\/w:t>|<\/w:(tc|p)>/g;

function partTexts(xml: string): readonly string[] {
  const lines: string[] = [];
  let text = "";
  let cell: { span: string; down: string } | undefined;
  for (const [whole, open, span, down, written, close] of xml.matchAll(marks)) {
    if (open === "tr") lines.push("row");
    else if (open === "tc") cell = { span: "1", down: "" };
    else if (span !== undefined && cell) cell.span = span;
    else if (whole.startsWith("<w:vMerge") && cell) cell.down = down ?? "continue";
    else if (written !== undefined) text += plain(written);
    else if (close === "tc" && cell) {
      lines.push(`cell ${cell.span} ${cell.down} ${text}`);
      cell = undefined;
      text = "";
    } else if (close === "p" && !cell) {
      lines.push(text);
      text = "";
    }
  }
  return lines;
}

function plain(xml: string): string {
  return xml.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) =>
    code ? String.fromCodePoint(Number(code)) : (entities[name] ?? "?"),
  );
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** What a workbook says: every cell that holds something, its number format, and the merged areas. */
export async function workbookTexts(bytes: Uint8Array): Promise<readonly string[]> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook.worksheets.flatMap((sheet) => {
    const lines = [`sheet ${sheet.name} ${sheet.pageSetup.orientation} ${sheet.pageSetup.printTitlesRow ?? ""}`];
    sheet.eachRow((row, number) => {
      row.eachCell((cell, column) => {
        if (cell.isMerged && cell.master !== cell) return;
        const value = cell.value === null ? "" : JSON.stringify(cell.value);
        const { border } = cell;
        if (value !== "") lines.push(`${number} ${column} ${value} ${cell.numFmt ?? ""} ${border?.top?.style ?? ""}`);
      });
    });
    return [...lines, ...[...sheet.model.merges].sort()];
  });
}
