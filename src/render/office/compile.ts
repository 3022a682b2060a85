import { type Checked, hasErrors } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import { companionTemplate } from "../../core/formats.ts";
import { StampError, type Template } from "../../core/report.ts";
import type { Codec } from "../../ooxml/codec.ts";
import {
  isBlock,
  isTag,
  nestBlocks,
  type SayFault,
  type TemplateNode,
  type TemplatePiece,
} from "../../template/compile/blocks.ts";
import { mostMarks, toProgram } from "../../template/compile/program.ts";
import { officeLanguage } from "../../template/language.ts";
import { annexesTag, namesTextBlocks } from "../../template/name-tree.ts";
import { draftWorkbook } from "../sheet/xlsx.ts";
import { draftWord } from "../word/docx.ts";
import { checkContents } from "./allow-list.ts";
import { warnOfMissingCells } from "./coverage.ts";
import type { PartDraft } from "./draft.ts";
import { addFault, addLanguageFault, type Faults, gatherFaults } from "./faults.ts";
import { mendContainers } from "./paragraphs.ts";
import { probeViews } from "./probe.ts";
import { type CompiledPart, makeStamp, type OfficeStamp } from "./stamp.ts";
import { checkStructure } from "./structure.ts";
import { templateEntries, templateParts } from "./template-archive.ts";

export type OfficeFormat = "docx" | "xlsx";

export interface Compiled {
  readonly stamp: OfficeStamp;
  readonly parts: readonly CompiledPart[];
}

/** Compiles a Word or Excel template. All that can be wrong with it is found here, with its place. */
export function compileOffice(
  format: OfficeFormat,
  template: Template,
  edition: Edition,
  codec: Codec,
): Checked<Compiled> {
  const faults = gatherFaults(template.name);
  const entries = templateEntries(template.bytes, format, faults);
  const parts = entries && templateParts(entries, faults, codec);
  if (!entries || !parts) return { value: undefined, diagnostics: faults.found };
  checkContents({ parts, edition, faults });

  const drafts = (format === "docx" ? draftWord : draftWorkbook)({ parts, edition, faults });
  const printed = new Set<string>();
  const compiled = drafts.map((draft) => compilePart(draft, { faults, edition, printed }));
  if (hasErrors(faults.found)) return { value: undefined, diagnostics: faults.found };

  // A companion tells of a report and does not print it.
  if (!template.name.endsWith(companionTemplate)) {
    warnOfMissingCells(
      edition,
      printed,
      drafts.map(({ formulas }) => formulas),
      faults,
    );
  }
  const stamp = makeStamp(entries, compiled, codec);
  probe(stamp, { format, edition, faults, codec });
  return { value: hasErrors(faults.found) ? undefined : { stamp, parts: compiled }, diagnostics: faults.found };
}

/** A form has some 600 tags and stretches in its largest part. */
const mostPieces = 20_000;

function compilePart(
  { name, pieces, formulas, figures, hosts, annexStyles, needs, without }: PartDraft,
  check: { readonly faults: Faults; readonly edition: Edition; readonly printed: Set<string> },
): CompiledPart {
  const { faults, edition, printed } = check;
  if (pieces.length > mostPieces) {
    tooLarge(faults);
    return { name, stretches: [], formulas: [] };
  }
  const say: SayFault = (fault, place) => addLanguageFault(faults, fault, place);
  const nodes: TemplateNode[] = nestBlocks(pieces, say);
  annexesOutsideLoops(nodes, faults);
  mendContainers(nodes, hosts);
  const program = toProgram(nodes, officeLanguage(edition), say);
  const { stretches, steps } = program;
  for (const path of program.printed) printed.add(path);
  if (Math.max(stretches.length, pieces.length) > mostMarks) tooLarge(faults);
  if (hasErrors(faults.found)) return { name, stretches: [], formulas: [] };
  const part = {
    ...{ name, stretches, formulas },
    ...(figures && figures.length > 0 && { figures }),
    ...(program.noted.length > 0 && { notes: program.noted }),
    ...(annexStyles && { annexStyles }),
    ...(needs !== undefined && { needs }),
    ...(without && { without }),
    ...(pieces.some(namesAnnexes) && { annexes: true as const }),
    ...(pieces.some(printsBlocks) && { blocks: true as const }),
  };
  return pieces.every((piece) => typeof piece === "string") ? part : { ...part, steps };
}

/** In a loop all annexes would be printed again and again. */
function annexesOutsideLoops(nodes: readonly TemplateNode[], faults: Faults, loop = false): void {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    if (isBlock(node)) {
      for (const { head, nodes: inner } of node.branches) {
        annexesOutsideLoops(inner, faults, loop || /^(#|else )(each|with)\b/.test(head?.code ?? ""));
      }
    } else if (loop && isTag(node) && node.writer.startsWith("$annex")) {
      const { code, place } = node;
      const what = { zh: `{{${code}}} 不能放在循环里`, en: `{{${code}}} cannot stand in a loop` };
      addFault(faults, "GR720", what, { place });
    }
  }
}

/** `{{annexes}}`, or a loop over them. */
function namesAnnexes(piece: TemplatePiece): boolean {
  return typeof piece === "object" && isTag(piece) && new RegExp(`\\b${annexesTag}\\b`).test(piece.code);
}

function printsBlocks(piece: TemplatePiece): boolean {
  return typeof piece === "object" && isTag(piece) && piece.kind === "value" && namesTextBlocks(piece.code);
}

function tooLarge(faults: Faults): void {
  addFault(faults, "GR708", { zh: "标签太多", en: "there are too many tags" });
}

const lookThere = {
  zh: "这样生成的文件打不开；请检查这里的循环、条件和合并的单元格，循环一次也不重复时也要有内容留下",
  en: "such a file would not open: look at the loops, conditions and merged cells there; something has to stay when a loop runs not once",
};

/** Stamps made-up reports and looks at the files: a broken template is refused before any unit is built with it. */
function probe(
  stamp: OfficeStamp,
  { format, edition, faults, codec }: { format: OfficeFormat; edition: Edition; faults: Faults; codec: Codec },
): void {
  for (const view of probeViews(edition)) {
    try {
      for (const { zh, en } of checkStructure(stamp.stampView(view), format, codec))
        addFault(faults, "GR727", { zh, en }, { help: lookThere });
    } catch (error) {
      if (!(error instanceof StampError)) throw error;
      addFault(faults, error.code, error.text);
    }
  }
}
