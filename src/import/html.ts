import { type DefaultTreeAdapterMap, parse } from "parse5";
import {
  type DocumentBlock,
  type DocumentPicture,
  type FlowCell,
  layFlow,
  oneLine,
  type ReadDocument,
} from "./document.ts";
import { DocumentPictures, pictureInAddress } from "./document-pictures.ts";
import { UnreadableDocument } from "./package-parts.ts";
import { readTitle } from "./title.ts";

type HtmlNode = DefaultTreeAdapterMap["node"];
type HtmlElement = DefaultTreeAdapterMap["element"];

/** What is no text of the page. */
const skipped = new Set(
  "script style noscript template head nav aside header footer select option button input textarea svg iframe object map".split(
    " ",
  ),
);
/** What runs on within its line. */
const inline = new Set(
  "a abbr b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr o:p".split(
    " ",
  ),
);
const deepest = 400;
const largestSpan = 1_000;

/** Reads a web page: its paragraphs and tables, without what stands around the report as far as that can be told. */
export function readHtml(html: string): ReadDocument {
  const page = new Page();
  page.flow(parse(html), 0);
  page.flush();
  return page.finish();
}

interface PlacedBlock {
  readonly block: DocumentBlock;
  /** The elements that it lies in, from the outermost. */
  readonly within: readonly HtmlElement[];
}

class Page {
  readonly #blocks: PlacedBlock[] = [];
  readonly #titles: string[] = [];
  readonly #around: string[] = [];
  #within: HtmlElement[] = [];
  #text = "";
  /** What the browser sets before the paragraph that begins. */
  #item = "";
  #paragraphs = 0;
  #tables = 0;
  readonly #pictures = new DocumentPictures();
  /** Pictures that the page only points at. */
  readonly #lost: { readonly lost: DocumentPicture; readonly within: readonly HtmlElement[] }[] = [];
  /** What the last picture shows: a caption that says the same again is not read. */
  #words = "";

  flow(node: HtmlNode, depth: number): void {
    if (depth > deepest) {
      throw new UnreadableDocument("unsafe", { zh: "网页嵌套过深", en: "the page is nested too deeply" });
    }
    if (node.nodeName === "title" && "childNodes" in node) this.#titles.push(...titlesOf(textOf(node)));
    if (node.nodeName === "#text" && "value" in node) this.#text += node.value;
    if (!("childNodes" in node)) return;
    if (!("tagName" in node)) {
      for (const child of node.childNodes) this.flow(child, depth + 1);
      return;
    }
    if (node.tagName === "head")
      for (const child of node.childNodes) if (child.nodeName === "title") this.flow(child, depth + 1);
    if (node.tagName === "aside") this.#around.push(oneLine(node.childNodes.map(textOf).join(" ")));
    if (skipped.has(node.tagName) || isHidden(node)) return;
    if (inline.has(node.tagName)) {
      for (const child of node.childNodes) this.flow(child, depth + 1);
      return;
    }
    this.flush();
    if (node.tagName === "img") this.#picture(node);
    if (node.tagName === "figcaption" && this.#words !== "" && oneLine(textOf(node)) === this.#words) return;
    this.#item = node.tagName === "li" ? itemMark(node) : this.#item;
    this.#within.push(node);
    if (node.tagName === "table" && !isFrame(node)) this.#table(node);
    else for (const child of node.childNodes) this.flow(child, depth + 1);
    this.flush();
    this.#within.pop();
  }

  flush(): void {
    const words = oneLine(this.#text);
    this.#text = "";
    // A heading that a page sets as an item of a list has its own number.
    const text = /^(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(]|\d)/u.test(words) ? words : this.#item + words;
    if (words !== "") this.#item = "";
    if (words !== "") this.#add({ kind: "paragraph", text, number: ++this.#paragraphs });
  }

  #picture(image: HtmlElement): void {
    const [address = "", alt = "", name = ""] = ["src", "alt", "data-name"].map((key) => attributeOf(image, key));
    const number = this.#paragraphs + 1;
    const place = { zh: `第${number}段之前`, en: `before paragraph ${number}` };
    this.#words = oneLine(alt);
    const line = this.#pictures.line({ bytes: pictureInAddress(address), name, words: alt, place });
    if (line !== undefined) this.#add({ kind: "paragraph", text: line, number: ++this.#paragraphs });
    for (const lost of this.#pictures.lost.splice(0)) this.#lost.push({ lost, within: [...this.#within] });
  }

  #table(table: HtmlElement): void {
    for (const caption of elementsIn(table, "caption")) {
      const words = oneLine(textOf(caption));
      if (this.#isSaid(words)) continue;
      this.#text += words;
      this.flush();
    }
    const rows = elementsIn(table, "tr").map((row) =>
      row.childNodes.flatMap((child): readonly FlowCell[] => {
        if (!("tagName" in child) || (child.tagName !== "td" && child.tagName !== "th")) return [];
        const [colSpan, rowSpan] = [spanOf(child, "colspan"), spanOf(child, "rowspan")];
        return [{ text: oneLine(textOf(child)), colSpan, rowSpan, right: isRight(child) }];
      }),
    );
    this.#add(layFlow(++this.#tables, rows));
  }

  /** Whether a caption only repeats, for whoever hears the table read, the heading that it stands under. */
  #isSaid(caption: string): boolean {
    const from = this.#blocks.findLastIndex(({ block }) => block.kind === "grid") + 1;
    const above = this.#blocks.slice(from).map(({ block }) => (block.kind === "paragraph" ? block.text : ""));
    return above.some((text) => text === caption || text.endsWith(`、${caption}`));
  }

  #add(block: DocumentBlock): void {
    this.#blocks.push({ block, within: [...this.#within] });
  }

  /** The smallest part of the page that holds all its tables and numbered headings; of the rest only what may be a title. */
  finish(): ReadDocument {
    const marks = this.#blocks.filter(({ block }) =>
      block.kind === "grid" ? block.rows.length > 1 : /^[一二三四五六七八九十]{1,3}\s*[、.．]/u.test(block.text),
    );
    const [first, ...others] = marks;
    let shared = first ? first.within.slice(0, -1) : [];
    for (const { within } of others) shared = shared.filter((element, i) => within[i] === element);
    const inside = ({ within }: Pick<PlacedBlock, "within">) => shared.every((element, i) => within[i] === element);
    const outside = this.#blocks.filter((placed) => !inside(placed));
    const titles = outside.flatMap(({ block }) =>
      block.kind === "paragraph" && readTitle(block.text) ? [block.text] : [],
    );
    return {
      blocks: this.#blocks.filter(inside).map(({ block }) => block),
      titles: [...titles.toReversed(), ...this.#titles],
      pictures: { kept: this.#pictures.kept, lost: this.#lost.filter(inside).map(({ lost }) => lost) },
      around: [
        ...this.#around,
        ...outside.flatMap(({ block }) =>
          block.kind === "paragraph" ? [block.text] : block.rows.map((row) => row.map((cell) => cell?.text).join(" ")),
        ),
      ],
    };
  }
}

/** 凤凰镇2024年政府信息公开工作年度报告_凤凰市人民政府: the page's own title and the site's. */
function titlesOf(text: string): readonly string[] {
  return [text, ...text.split(/[_|｜\-–—]+/u)].map(oneLine).filter((part) => part !== "");
}

function itemMark({ parentNode }: HtmlElement): string {
  if (!parentNode || !("tagName" in parentNode)) return "";
  return parentNode.tagName === "ul" ? "- " : "";
}

/** A table that other tables stand in, or of one cell, only places things on the page. */
function isFrame(table: HtmlElement): boolean {
  const cells = elementsIn(table, "td").length + elementsIn(table, "th").length;
  return cells <= 1 || holdsTable(table);
}

function holdsTable(element: HtmlElement): boolean {
  return element.childNodes.some((child) => "tagName" in child && (child.tagName === "table" || holdsTable(child)));
}

function isHidden({ attrs }: HtmlElement): boolean {
  return attrs.some(
    ({ name, value }) =>
      name === "hidden" ||
      (name === "style" && /display\s*:\s*none/i.test(value)) ||
      (name === "aria-hidden" && value === "true"),
  );
}

/** Elements of a name, not those of tables within. */
function elementsIn(element: HtmlElement, name: string): readonly HtmlElement[] {
  return element.childNodes.flatMap((child): readonly HtmlElement[] => {
    if (!("tagName" in child)) return [];
    if (child.tagName === name) return [child];
    return child.tagName === "table" ? [] : elementsIn(child, name);
  });
}

function textOf(node: HtmlNode): string {
  if ("value" in node && node.nodeName === "#text") return node.value;
  if (!("childNodes" in node)) return "";
  if ("tagName" in node && (node.tagName === "br" || (skipped.has(node.tagName) && node.tagName !== "head")))
    return " ";
  const text = node.childNodes.map(textOf).join("");
  return "tagName" in node && !inline.has(node.tagName) ? ` ${text} ` : text;
}

function isRight(cell: HtmlElement): boolean {
  if (attributeOf(cell, "align")?.toLowerCase() === "right") return true;
  if (/text-align\s*:\s*right/i.test(attributeOf(cell, "style") ?? "")) return true;
  return (attributeOf(cell, "class") ?? "").split(/\s+/).includes("right");
}

function attributeOf({ attrs }: HtmlElement, name: string): string | undefined {
  return attrs.find((attribute) => attribute.name === name)?.value;
}

function spanOf(element: HtmlElement, name: string): number {
  const span = Number.parseInt(attributeOf(element, name) ?? "1", 10);
  return Number.isNaN(span) ? 1 : Math.min(largestSpan, Math.max(1, span));
}
