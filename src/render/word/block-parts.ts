import type { PageBlock, ReportModel } from "../../core/report.ts";

type List = Extract<PageBlock, { readonly kind: "list" }>;

/** A template of a clerk's own may have lists itself; none has so many. */
const firstId = 900;

/** The numbering of a report's list. */
export function listId(number: number): number {
  return firstId + number;
}

const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const contentTypes = "[Content_Types].xml";
const relations = "word/_rels/document.xml.rels";
const numbering = "word/numbering.xml";

/** The parts that the blocks of a report need beside the body, new or changed. `read` gives a part of the template. */
export function blockParts(
  report: ReportModel,
  read: (name: string) => string | undefined,
): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  const lists = report.sections.flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ block }) => (block?.kind === "list" ? [block] : [])),
  );
  if (lists.length === 0) return parts;
  const before = read(numbering);
  parts.set(numbering, withLists(before, lists));
  if (before !== undefined) return parts;
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";
  const override = `<Override PartName="/${numbering}" ContentType="${type}"/>`;
  parts.set(contentTypes, insertLast(read(contentTypes) ?? "", "Types", override));
  const relation = `<Relationship Id="rIdNumbering" Type="${office}/numbering" Target="numbering.xml"/>`;
  parts.set(relations, insertLast(read(relations) ?? "", "Relationships", relation));
  return parts;
}

function insertLast(xml: string, root: string, element: string): string {
  const at = xml.lastIndexOf(`</${root}>`);
  if (at < 0) throw new Error(`a part of a template without </${root}>`);
  return xml.slice(0, at) + element + xml.slice(at);
}

/** One way of marking and one of numbering, and a number for each list, so that each begins anew. */
function withLists(before: string | undefined, lists: readonly List[]): string {
  const [marks, numbers] = [firstId, firstId + 1];
  const level = (i: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/></w:lvl>`;
  const kind = (id: number, levels: readonly string[]) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="hybridMultilevel"/>${levels.join("")}</w:abstractNum>`;
  const kinds =
    kind(
      marks,
      ["•", "◦", "▪"].map((mark, i) => level(i, "bullet", mark)),
    ) + kind(numbers, [level(0, "decimal", "%1.")]);
  const uses = lists.map(({ number, from }) => {
    const start =
      from === undefined ? "" : `<w:lvlOverride w:ilvl="0"><w:startOverride w:val="${from}"/></w:lvlOverride>`;
    const of = from === undefined ? marks : numbers;
    return `<w:num w:numId="${listId(number)}"><w:abstractNumId w:val="${of}"/>${start}</w:num>`;
  });
  const whole = before ?? `${declaration}<w:numbering xmlns:w="${word}"></w:numbering>`;
  // Kinds of lists stand before their uses, and a clean-up mark of Word behind them all.
  const first = /<w:num\s|<w:numIdMacAtCleanup\b|<\/w:numbering>/.exec(whole)?.index ?? whole.length;
  const last = /<w:numIdMacAtCleanup\b|<\/w:numbering>/.exec(whole)?.index ?? whole.length;
  return whole.slice(0, first) + kinds + whole.slice(first, last) + uses.join("") + whole.slice(last);
}
