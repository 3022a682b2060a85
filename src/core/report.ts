import type { Checked, Code, Text } from "./diagnostic.ts";
import type { FigureTree } from "./figures.ts";
import type { Annex, AnnexTable } from "./form/annex.ts";
import type { Edition } from "./form/edition.ts";
import type { Layout } from "./form/laid-table.ts";
import type { Format, OutputFormat } from "./formats.ts";
import type { Picture } from "./picture.ts";
import type { Unit } from "./tally.ts";
import type { TextList, TextPicture, TextTable } from "./text/text-blocks.ts";

/** A paragraph of prose. `lead` is a heading that runs into its text (（一）主动公开。), set in the heading's face. */
export interface Paragraph {
  /** 0 for text; 2 or 3 for a heading on a line of its own. */
  readonly level: 0 | 2 | 3;
  readonly lead: string;
  readonly text: string;
  /** A table, a list or a picture in its place; the words above are empty then. */
  readonly block?: Exclude<PageBlock, SignatureBlock>;
}

/** 署名 and 成文日期; `names` a line each. */
interface SignatureBlock {
  readonly kind: "signature";
  readonly names: readonly string[];
  readonly date: string;
}

/** A table of a text, as it is written and as it is laid out. */
interface TableBlock extends TextTable {
  readonly layout: AnnexTable;
}

/** A list of a text; `number` tells the lists of a report apart, from 1. */
interface ListBlock extends TextList {
  readonly number: number;
}

/** A picture of a text; `picture` is there unless its file could not be used, which is an error and leaves room for a draft. */
interface PictureBlock extends TextPicture {
  /** From 1; the same file has the same number. */
  readonly number: number;
  /** From 1, counted by places. */
  readonly place: number;
  readonly picture?: Picture;
  /** What its copy beside a Markdown report is called. */
  readonly copy: string;
}

/** What a template sets as a whole in the place of a paragraph. */
export type PageBlock = SignatureBlock | TableBlock | ListBlock | PictureBlock;

export interface ReportSection {
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly Paragraph[];
  readonly tables: readonly Layout[];
  /** Where it is an annex of the form: 附件 or 附件1, and the lines around its tables, in full. */
  readonly annex?: { readonly mark: string; readonly above: readonly string[]; readonly below: readonly string[] };
}

/** A file of a report that a web page of it links to. */
export interface ReportFile {
  readonly format: OutputFormat;
  readonly name: string;
}

/** What a published report says now and said before (更正说明); days in words. */
export interface Correction {
  /** Of the report that is corrected, and of the one that corrects it. */
  readonly versions: { readonly before: number; readonly after: number };
  /** When the one was published and the other. */
  readonly published: { readonly before: string; readonly after: string };
  readonly reason: string;
  readonly by: string;
  /** As they are printed; what was blank is empty. */
  readonly cells: readonly CorrectedCell[];
  /** The sentences that only one of the two has. */
  readonly texts: readonly {
    readonly heading: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
  /** What a page of it links to: the report before, the notice. Paths start at the page. */
  readonly links?: readonly { readonly name: string; readonly path: string }[];
}

interface CorrectedCell {
  readonly section: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

/** A finished report before it takes a format: everything a template may print. */
export interface ReportModel {
  /** In one line. */
  readonly title: string;
  /** The title broken where the sense allows, for a page that is twenty characters wide. */
  readonly titleLines: readonly string[];
  readonly unit: Unit;
  readonly year: number;
  readonly edition: string;
  /** The tables' cells and the activity figures by id: figures.requests.received.naturalPerson. */
  readonly figures: FigureTree;
  readonly sections: readonly ReportSection[];
  /** How the public reaches the unit, as the opening paragraph says it; absent where that is not given. */
  readonly contact?: string;
  /** What is remarked on single figures, in brackets, by path: （含自然失效29件）. Absent where nothing is. */
  readonly remarks?: ReadonlyMap<string, string>;
  /** The lines under each table of the form, by its id; a table without any is not in it. */
  readonly notes: Readonly<Record<string, readonly string[]>>;
  /** Beside the annexes of the form itself, which are sections: what this unit prints after them. */
  readonly annexes: readonly Annex[];
  /** 2026年1月16日; empty while it is not known. */
  readonly published: string;
  /** The same as YYYY-MM-DD. */
  readonly publishedOn?: string;
  /** 索引号. */
  readonly indexNumber?: string;
  /** What it is built as in the same run, by the names that the files have beside one another. */
  readonly files?: readonly ReportFile[];
  /** 署名, a line each: a long name is broken where the sense allows. */
  readonly signedBy: readonly string[];
  /** A draft says so on every page and lists what was found. */
  /** The hash of what it says: `sha256:…`. */
  readonly contentHash: string;
  readonly draft: boolean;
  readonly findings: readonly string[];
  /** Where it corrects a report that was published. */
  readonly correction?: Correction;
}

/** Names that templates have beside the tables: no table may be called so. */
export const templateWords: readonly string[] = [
  ...[
    "title",
    "titleLines",
    "unit",
    "year",
    "published",
    "indexNumber",
    "draft",
    "draftMark",
    "contentHash",
    "findings",
  ],
  ...["heading", "text", "sections", "mark", "annexList", "annexSections", "annexes", "signature"],
  ...["remarks", "notes", "noteText", "contact", "files", "metadata"],
  ...["corrected", "correction", "corrections"],
];

/** A template file: `name` as messages call it. */
export interface Template {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a template has a place for, beside what every template must print. */
export interface TemplatePlaces {
  readonly annexes: boolean;
  /** The tables, lists and pictures of texts; without, they are printed as lines. */
  readonly blocks: boolean;
  /** The notes under a table, by its id. */
  notes(table: string): boolean;
  /** The remark on the figure at a path. */
  remark(path: string): boolean;
}

/** Compiled once a run, stamped for every unit. Stamping touches no disk and no clock. */
export interface Stamp {
  readonly places: TemplatePlaces;
  stamp(report: ReportModel): Uint8Array;
}

/** A report that cannot be stamped with a template that is itself in order: a text too long, a loop without end. */
export class StampError extends Error {
  readonly code: Code;
  readonly text: Text;

  constructor(code: Code, text: Text) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}

export interface Renderer {
  readonly format: Format;
  /** Checks the template whole: what cannot be stamped is said here and not when a report is built. */
  compile(template: Template, edition: Edition): Checked<Stamp> | Promise<Checked<Stamp>>;
}
