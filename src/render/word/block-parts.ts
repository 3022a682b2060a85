import { type Picture, pictureTypes } from "../../core/picture.ts";
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

/** The pictures of a report: `shown` everywhere, and an SVG, `drawn`, by programs that know it. */
export function pictureRelation(
  number: number,
  { type }: Picture,
): { readonly shown: string; readonly drawn?: string } {
  const own = `rIdPicture${number}`;
  return type === "svg" ? { shown: "rIdPictureBox", drawn: own } : { shown: own };
}

/** A grey dot, which programs that know no SVG spread over its place. */
const greyBox: Uint8Array = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGN4AAAA4gDhFXZEAAAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);

/** The parts that the blocks of a report need beside the body, new or changed. `read` gives a part of the template. */
export function blockParts(
  report: ReportModel,
  read: (name: string) => string | undefined,
): ReadonlyMap<string, string | Uint8Array> {
  const parts = new Map<string, string | Uint8Array>();
  const blocks = report.sections.flatMap(({ paragraphs }) => paragraphs.flatMap(({ block }) => block ?? []));
  const types: string[] = [];
  const links: string[] = [];
  const relate = (id: string, kind: string, target: string) =>
    links.push(`<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`);

  const lists = blocks.filter((block) => block.kind === "list");
  if (lists.length > 0) {
    const before = read(numbering);
    parts.set(numbering, withLists(before, lists));
    if (before === undefined) {
      const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";
      types.push(`<Override PartName="/${numbering}" ContentType="${type}"/>`);
      relate("rIdNumbering", "numbering", "numbering.xml");
    }
  }
  const pictures = new Map(
    blocks.flatMap((block) =>
      block.kind === "picture" && block.picture ? [[block.number, block.picture] as const] : [],
    ),
  );
  const addPart = (id: string, name: string, bytes: Uint8Array) => {
    parts.set(`word/media/${name}`, bytes);
    relate(id, "image", `media/${name}`);
  };
  for (const [number, picture] of pictures)
    addPart(`rIdPicture${number}`, `text-${number}.${picture.type}`, picture.bytes);
  const kinds = new Set([...pictures.values()].map(({ type }) => type));
  if (kinds.has("svg")) addPart("rIdPictureBox", "text-box.png", greyBox);
  const known = read(contentTypes) ?? "";
  const defaults = [...(kinds.has("svg") ? kinds.add("png") : kinds)]
    .filter((type) => !new RegExp(`<Default[^>]*\\bExtension="${type}"`, "i").test(known))
    .map((type) => `<Default Extension="${type}" ContentType="${pictureTypes[type]}"/>`);
  if (defaults.length + types.length > 0) {
    const first = /<(?:Default|Override)\b|<\/Types>/.exec(known)?.index ?? 0;
    parts.set(
      contentTypes,
      insertLast(known.slice(0, first) + defaults.join("") + known.slice(first), "Types", types.join("")),
    );
  }
  if (links.length > 0) parts.set(relations, insertLast(read(relations) ?? "", "Relationships", links.join("")));
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
