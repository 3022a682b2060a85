import type { XmlElement } from "../../ooxml/xml.ts";

/** A stretch of text of one paragraph, in one element. */
export interface TextRun {
  readonly element: XmlElement;
  readonly text: string;
  /** Why no tag may stand here. */
  readonly refused: Refusal | undefined;
}

type Refusal = "revision" | "field" | "break";

/** What stands where a tab, a break or a picture is: it ends a tag. XML cannot hold this character. */
export const gap = "\u0000";

/** Elements inside a run that are invisible and take no room. */
const silent: ReadonlySet<string> = new Set(["w:rPr", "w:lastRenderedPageBreak", "w:proofErr"]);
/** Elements inside a paragraph that are not runs and hold none. */
const between: ReadonlySet<string> = new Set([
  "w:pPr",
  "w:proofErr",
  "w:bookmarkStart",
  "w:bookmarkEnd",
  "w:permStart",
  "w:permEnd",
  "w:sdtPr",
  "w:sdtEndPr",
  "w:smartTagPr",
  "w:commentRangeStart",
  "w:commentRangeEnd",
]);
const revisions: ReadonlySet<string> = new Set(["w:ins", "w:del", "w:moveFrom", "w:moveTo"]);

/** The text of one paragraph in order, over all its runs. Paragraphs of a text box inside it are their own. */
export function textRunsOf(paragraph: XmlElement): readonly TextRun[] {
  const found: TextRun[] = [];
  const visit = (element: XmlElement, refused: Refusal | undefined) => {
    for (const child of element.children) {
      if (between.has(child.name)) continue;
      if (child.name === "w:r") visitRun(child, refused);
      else if (child.name === "w:p") found.push(cut(child));
      else visit(child, revisions.has(child.name) ? "revision" : child.name === "w:fldSimple" ? "field" : refused);
    }
  };
  const visitRun = (run: XmlElement, refused: Refusal | undefined) => {
    for (const child of run.children) {
      if (silent.has(child.name)) continue;
      if (child.name === "w:t") found.push({ element: child, text: child.text, refused });
      else if (child.name === "w:delText") found.push({ element: child, text: child.text, refused: "revision" });
      else if (child.name === "w:instrText") found.push({ element: child, text: child.text, refused: "field" });
      else found.push(cut(child));
    }
  };
  visit(paragraph, undefined);
  return found;
}

function cut(element: XmlElement): TextRun {
  return { element, text: gap, refused: "break" };
}

/** The run around a text. */
export function runOf(text: XmlElement): XmlElement {
  return text.parent ?? text;
}

/** The nearest paragraph around an element. */
export function paragraphOf(element: XmlElement): XmlElement | undefined {
  let at = element.parent;
  while (at && at.name !== "w:p") at = at.parent;
  return at;
}
