import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from "docx";
import { tableSizes } from "../../../src/core/form/table-type.ts";
import { font } from "../../../src/draw/fonts.ts";
import { grid, size, twoCharacters } from "../../../src/draw/page.ts";

const line = { line: grid.linePitch, lineRule: LineRuleType.EXACT };
const indent = { firstLine: twoCharacters };

function style(
  id: string,
  face: string,
  type: number,
  paragraph: IParagraphStyleOptions["paragraph"],
): IParagraphStyleOptions {
  return {
    id,
    name: id,
    basedOn: "Normal",
    run: { font: face, size: type },
    paragraph: { spacing: line, ...paragraph },
  };
}

const sizes = Object.values(tableSizes);

/** The report's styles as `docx` takes them: named, so that cells and paragraphs carry nothing but a name. */
export const styles: IStylesOptions = {
  default: { document: { run: { font: font.body, size: size.body } } },
  characterStyles: [{ id: "Lead", name: "Lead", run: { font: font.subheading } }],
  paragraphStyles: [
    style("Title", font.title, size.title, { alignment: AlignmentType.CENTER, keepNext: true }),
    style("Heading1", font.heading, size.body, { indent, keepNext: true, outlineLevel: 0 }),
    style("Heading2", font.subheading, size.body, { indent, keepNext: true, outlineLevel: 1 }),
    style("Heading3", font.body, size.body, { indent, keepNext: true, outlineLevel: 2 }),
    style("BodyText", font.body, size.body, { indent, alignment: AlignmentType.BOTH }),
    style("Signature", font.body, size.body, { alignment: AlignmentType.RIGHT, keepNext: true }),
    style("Date", font.body, size.body, { alignment: AlignmentType.RIGHT }),
    style("Header", font.heading, size.pageNumber, { alignment: AlignmentType.CENTER }),
    style("Footer", font.table, size.pageNumber, { alignment: AlignmentType.RIGHT }),
    style("FooterEven", font.table, size.pageNumber, { alignment: AlignmentType.LEFT }),
    ...sizes.flatMap((type) => [
      style(`Head${type}`, font.table, type, { alignment: AlignmentType.CENTER, spacing: {} }),
      style(`Label${type}`, font.table, type, { alignment: AlignmentType.LEFT, spacing: {} }),
      style(`Figure${type}`, font.table, type, { alignment: AlignmentType.CENTER, spacing: {} }),
    ]),
  ],
};
