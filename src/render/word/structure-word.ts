import type { Text } from "../../core/diagnostic.ts";
import { type BuiltFile, childNamed, walk, type XmlElement } from "../../ooxml/xml.ts";

/** The rules of a Word file that no schema holds. */
export function checkWord(file: BuiltFile): readonly Text[] {
  const styles = idsOf(file, "word/styles.xml", "w:style", "w:styleId");
  const numbers = idsOf(file, "word/numbering.xml", "w:num", "w:numId").add("0");
  const problems: Text[] = [];
  for (const [name, { root }] of file.xml) {
    if (!/^w:(document|hdr|ftr|footnotes|endnotes)$/.test(root.name)) continue;
    const bookmarks = new Set<string>();
    for (const element of walk(root)) {
      const problem =
        checkContainer(element) ??
        (element.name === "w:tbl" ? checkTable(element) : undefined) ??
        checkReference(element, styles, numbers) ??
        checkBookmark(element, bookmarks);
      if (problem) problems.push({ zh: `${name}：${problem.zh}`, en: `${name}: ${problem.en}` });
    }
  }
  return problems;
}

function idsOf(file: BuiltFile, part: string, name: string, attribute: string): Set<string> {
  const root = file.xml.get(part)?.root;
  const elements = root ? [...walk(root)].filter((element) => element.name === name) : [];
  return new Set(elements.map(({ attributes }) => attributes[attribute] ?? ""));
}

function checkContainer(element: XmlElement): Text | undefined {
  const last = element.children.findLast(({ name }) => !/^w:bookmark|^w:proofErr/.test(name))?.name;
  if (element.name === "w:tc" && last !== "w:p" && last !== "w:sdt") {
    return { zh: "单元格不以段落结尾", en: "a table cell does not end with a paragraph" };
  }
  if (
    /^w:(hdr|ftr|txbxContent)$/.test(element.name) &&
    !element.children.some(({ name }) => /^w:(p|sdt)$/.test(name))
  ) {
    return { zh: "页眉、页脚或文本框里没有段落", en: "a page head, foot or text box holds no paragraph" };
  }
  if (element.name === "w:tbl" && !element.children.some(({ name }) => /^w:(tr|sdt)$/.test(name))) {
    return { zh: "表格没有行", en: "a table has no row" };
  }
  if (element.name === "w:tr" && !element.children.some(({ name }) => /^w:(tc|sdt)$/.test(name))) {
    return { zh: "表格的行没有单元格", en: "a table row has no cell" };
  }
  return undefined;
}

/** Every row fills the grid, and a cell merged upwards has one to merge with. */
function checkTable(table: XmlElement): Text | undefined {
  const columns = childNamed(table, "w:tblGrid")?.children.length ?? 0;
  if (columns === 0) return undefined;
  let above = new Map<number, number>();
  for (const row of table.children) {
    if (row.name !== "w:tr") continue;
    const merged = new Map<number, number>();
    const properties = childNamed(row, "w:trPr");
    let column = numberOf(childNamed(properties, "w:gridBefore"), 0);
    for (const cell of row.children) {
      if (cell.name !== "w:tc") continue;
      const format = childNamed(cell, "w:tcPr");
      const span = numberOf(childNamed(format, "w:gridSpan"), 1);
      const merge = childNamed(format, "w:vMerge");
      if (merge) {
        const begins = merge.attributes["w:val"] === "restart";
        if (!begins && above.get(column) !== span) {
          return { zh: "纵向合并的单元格上面没有起始格", en: "a cell merged upwards has no cell to merge with" };
        }
        merged.set(column, span);
      }
      column += span;
    }
    column += numberOf(childNamed(properties, "w:gridAfter"), 0);
    if (column !== columns) {
      return { zh: `表格有 ${columns} 列，有一行却占 ${column} 列`, en: `a row fills ${column} of ${columns} columns` };
    }
    above = merged;
  }
  return undefined;
}

function numberOf(element: XmlElement | undefined, otherwise: number): number {
  return element ? Number(element.attributes["w:val"]) : otherwise;
}

function checkReference(element: XmlElement, styles: Set<string>, numbers: Set<string>): Text | undefined {
  const id = element.attributes["w:val"] ?? "";
  if (/^w:(pStyle|rStyle|tblStyle)$/.test(element.name) && !styles.has(id)) {
    return { zh: `没有样式 ${id}`, en: `no style ${id}` };
  }
  if (element.name === "w:numId" && !numbers.has(id)) return { zh: `没有编号 ${id}`, en: `no numbering ${id}` };
  return undefined;
}

function checkBookmark(element: XmlElement, seen: Set<string>): Text | undefined {
  const id = element.attributes["w:id"] ?? "";
  if (element.name !== "w:bookmarkStart") return undefined;
  if (seen.has(id)) {
    const name = element.attributes["w:name"];
    return {
      zh: `书签 ${name} 出现两次，请移出循环`,
      en: `the bookmark ${name} is there twice: move it out of the loop`,
    };
  }
  seen.add(id);
  return undefined;
}
