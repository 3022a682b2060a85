import type { Text } from "../../core/diagnostic.ts";
import { type BuiltFile, childNamed, walk, type XmlElement } from "../../ooxml/xml.ts";
import { longestCell } from "../office/escape.ts";
import { type Area, parseAddress, parseArea } from "./addresses.ts";
import { textsIn } from "./sheet-text.ts";

/** The rules of a sheet that no schema holds; Excel repairs or refuses what breaks them. */
export function checkSheet(part: string, root: XmlElement): readonly Text[] {
  const problems: Text[] = [];
  const report = (zh: string, en: string) => problems.push({ zh: `${part}：${zh}`, en: `${part}: ${en}` });
  let lastRow = 0;
  for (const row of childNamed(root, "sheetData")?.children ?? []) {
    const number = Number(row.attributes["r"]);
    if (!(number > lastRow)) report(`第 ${number} 行次序不对`, `row ${number} is out of order`);
    lastRow = number;
    let lastColumn = 0;
    for (const cell of row.children) {
      const name = cell.attributes["r"] ?? "";
      const address = parseAddress(name);
      if (!address || address.row !== number || address.column <= lastColumn) {
        report(`单元格 ${name} 次序不对`, `cell ${name} is out of order`);
      }
      lastColumn = address?.column ?? lastColumn;
      checkCell(cell, name, report);
    }
  }
  checkMerges(root, report);
  return problems;
}

type ReportProblem = (zh: string, en: string) => void;

function checkCell(cell: XmlElement, name: string, report: ReportProblem): void {
  const type = cell.attributes["t"] ?? "n";
  const value = childNamed(cell, "v")?.text;
  if (type === "n" && value !== undefined && !/^-?\d+(\.\d+)?(E[-+]?\d+)?$/i.test(value)) {
    report(`单元格 ${name} 的数 ${value} 不是数`, `cell ${name}: ${value} is no number`);
  }
  const string = childNamed(cell, "is");
  const length = string ? textsIn(string).reduce((sum, { text }) => sum + text.length, 0) : 0;
  if (length > longestCell) report(`单元格 ${name} 的文字过长`, `cell ${name}: the text is too long`);
}

const mostMerges = 3_000;

/** Merged areas may not overlap. */
function checkMerges(root: XmlElement, report: ReportProblem): void {
  const areas: Area[] = [];
  const merges = childNamed(root, "mergeCells")?.children ?? [];
  if (merges.length > mostMerges) report("合并区域太多", "there are too many merged areas");
  for (const { attributes } of merges.slice(0, mostMerges)) {
    const area = parseArea(attributes["ref"] ?? "");
    if (!area) report(`合并区域 ${attributes["ref"]} 有误`, `the merge ${attributes["ref"]} is no area`);
    else if (areas.some((other) => overlap(area, other))) report("合并区域重叠", "merged areas overlap");
    else areas.push(area);
  }
}

function overlap(a: Area, b: Area): boolean {
  return (
    a.from.row <= b.to.row && b.from.row <= a.to.row && a.from.column <= b.to.column && b.from.column <= a.to.column
  );
}

export function checkSheetNames(file: BuiltFile): readonly Text[] {
  const root = file.xml.get("xl/workbook.xml")?.root;
  const names = root
    ? [...walk(root)].filter(({ name }) => name === "sheet").map(({ attributes }) => attributes["name"] ?? "")
    : [];
  const seen = new Set<string>();
  return names.flatMap((name) => {
    const bad = name === "" || name.length > 31 || /[/\\?*[\]:]|^'|'$/.test(name) || seen.has(name.toLowerCase());
    seen.add(name.toLowerCase());
    return bad
      ? [{ zh: `工作表名“${name}”不合规或重复`, en: `the sheet name "${name}" is not allowed, or used twice` }]
      : [];
  });
}
