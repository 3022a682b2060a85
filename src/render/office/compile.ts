import Handlebars from "handlebars";
import { type Checked, hasErrors } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import { helpers } from "../../core/helpers.ts";
import type { Template } from "../../core/report.ts";
import { annexesTag } from "../../template/compile/name-tree.ts";
import { draftWorkbook } from "../sheet/xlsx.ts";
import { draftWord } from "../word/docx.ts";
import { checkContents } from "./allow-list.ts";
import { inflateAll, readEntries } from "./archive.ts";
import { isTag, nestBlocks, type TemplateNode, type TemplatePiece } from "./blocks.ts";
import type { Codec } from "./codec.ts";
import { warnOfMissingCells } from "./coverage.ts";
import type { PartDraft } from "./draft.ts";
import { checkNodes } from "./expressions.ts";
import { addFault, type Faults, gatherFaults, StampError } from "./faults.ts";
import { mendContainers } from "./paragraphs.ts";
import { probeViews } from "./probe.ts";
import { mostMarks, toProgram } from "./program.ts";
import { type CompiledPart, makeStamp, type OfficeStamp } from "./stamp.ts";
import { checkStructure } from "./structure.ts";
import { writers } from "./writers.ts";

export type OfficeFormat = "docx" | "xlsx";

/** A part whose template is still JavaScript source. */
export interface PartSource extends Omit<CompiledPart, "template"> {
  readonly template?: string;
}

export interface Compiled {
  readonly stamp: OfficeStamp;
  readonly parts: readonly PartSource[];
}

/** Compiles a Word or Excel template. All that can be wrong with it is found here, with its place. */
export function compileOffice(
  format: OfficeFormat,
  template: Template,
  edition: Edition,
  codec: Codec,
): Checked<Compiled> {
  const faults = gatherFaults(template.name);
  const entries = readEntries(template.bytes, format, faults);
  const parts = entries && inflateAll(entries, faults, codec);
  if (!entries || !parts) return { value: undefined, diagnostics: faults.found };
  checkContents({ parts, edition, faults });

  const drafts = (format === "docx" ? draftWord : draftWorkbook)({ parts, edition, faults });
  const printed = new Set<string>();
  const sources = drafts.map((draft) => compilePart(draft, { faults, edition, printed }));
  if (hasErrors(faults.found)) return { value: undefined, diagnostics: faults.found };

  warnOfMissingCells(
    edition,
    printed,
    drafts.map(({ formulas }) => formulas),
    faults,
  );
  const stamp = makeStamp(entries, sources.map(evaluate), codec);
  probe(stamp, { format, edition, faults, codec });
  return { value: hasErrors(faults.found) ? undefined : { stamp, parts: sources }, diagnostics: faults.found };
}

const known: Readonly<Record<string, true>> = Object.fromEntries(
  [...Object.keys(helpers), ...Object.keys(writers), "each", "if", "unless", "with"].map((name) => [
    name,
    true as const,
  ]),
);

/** A form has some 600 tags and stretches in its largest part. */
const mostPieces = 20_000;

function compilePart(
  { name, pieces, formulas, hosts, annexStyles, needs, without }: PartDraft,
  check: { readonly faults: Faults; readonly edition: Edition; readonly printed: Set<string> },
): PartSource {
  if (pieces.length > mostPieces) tooLarge(check.faults);
  const nodes: TemplateNode[] = nestBlocks(pieces, check.faults);
  if (pieces.length <= mostPieces) checkNodes(nodes, check);
  mendContainers(nodes, hosts);
  const { source, stretches, slots } = toProgram(nodes);
  if (Math.max(stretches.length, slots.length) > mostMarks) tooLarge(check.faults);
  if (hasErrors(check.faults.found)) return { name, stretches: [], slots: [], formulas: [] };
  const part = {
    ...{ name, stretches, slots, formulas },
    ...(annexStyles && { annexStyles }),
    ...(needs !== undefined && { needs }),
    ...(without && { without }),
    ...(pieces.some(namesAnnexes) && { annexes: true as const }),
  };
  if (pieces.every((piece) => typeof piece === "string")) return part;
  // Handlebars writes nothing by itself: every value goes through a writer of ours, which escapes.
  const options = { knownHelpers: known, knownHelpersOnly: true, noEscape: true };
  return { ...part, template: String(Handlebars.precompile(source, options)) };
}

/** `{{annexes}}`, or a loop over them. */
function namesAnnexes(piece: TemplatePiece): boolean {
  return typeof piece === "object" && isTag(piece) && new RegExp(`\\b${annexesTag}\\b`).test(piece.code);
}

function tooLarge(faults: Faults): void {
  addFault(faults, "GR726", { zh: "标签太多", en: "there are too many tags" });
}

/** What Handlebars itself does with its output; the source holds nothing but checked tags. */
function evaluate(part: PartSource): CompiledPart {
  return part.template === undefined ? part : { ...part, template: new Function(`return ${part.template}`)() };
}

/** Stamps made-up reports and looks at the files: a broken template is refused before any unit is built with it. */
function probe(
  stamp: OfficeStamp,
  { format, edition, faults, codec }: { format: OfficeFormat; edition: Edition; faults: Faults; codec: Codec },
): void {
  for (const view of probeViews(edition)) {
    try {
      for (const { zh, en } of checkStructure(stamp.stampView(view), format, codec))
        addFault(faults, "GR727", { zh, en });
    } catch (error) {
      if (!(error instanceof StampError)) throw error;
      addFault(faults, error.code, error.text);
    }
  }
}
