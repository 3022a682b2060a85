/** What a format of reports is called and how the program treats it. How it is made stands in `render/index.ts`. */
export interface FormatSpec {
  /** For people: Word. */
  readonly name: string;
  /** What its template is called in an edition's folder. */
  readonly template: string;
  /** A zip of XML parts: its template is drawn and compiled ahead of time. */
  readonly office: boolean;
  /** Built where nobody says what. */
  readonly usual: boolean;
  /** Whether a web page of the report links to it. */
  readonly linked: boolean;
  /** How the main figures over the years are shown: an annex with charts, a sheet of its own, a picture beside the file. */
  readonly trend?: "charts" | "sheet" | "picture";
  /** Whether it prints the texts of the sections. */
  readonly texts: boolean;
}

/** A format, as the end of its files' names. A fragment is what a site's editor takes of a page. */
export type Format = "docx" | "xlsx" | "md" | "html" | "fragment.html";

const file = { office: false, usual: true, linked: true, texts: true } as const;
const page = { ...file, template: "report.html.hbs", usual: false, linked: false } as const;

export const formatSpecs: Readonly<Record<Format, FormatSpec>> = {
  docx: { ...file, name: "Word", template: "report.docx", office: true, trend: "charts" },
  xlsx: { ...file, name: "Excel", template: "report.xlsx", office: true, trend: "sheet", texts: false },
  md: { ...file, name: "Markdown", template: "report.md.hbs", trend: "picture" },
  html: { ...page, name: "HTML", trend: "charts" },
  "fragment.html": { ...page, name: "HTML" },
};

/** In the order in which they are made and named. */
export const formats: readonly Format[] = Object.keys(formatSpecs) as readonly Format[];

/** What is built where nobody says what. */
export const usualFormats: readonly Format[] = formats.filter((format) => formatSpecs[format].usual);

/** What the templates are called in an edition's folder; some formats are made by one. */
export const templateNames: readonly string[] = [...new Set(formats.map((format) => formatSpecs[format].template))];

/** What the words of a companion (解读) are called among an edition's texts, and its Word template. */
export const companionText = "companion";
export const companionTemplate = "companion.docx";
/** What its files have behind the report's name. */
export const companionSuffix = "-解读";

/** The formats that a companion is made in: it has texts and no sheets. */
export function companionFormats(wanted: readonly Format[]): readonly Format[] {
  return wanted.filter((format) => formatSpecs[format].texts);
}

/** Whether a file is the companion of a report. */
export function isCompanion(name: string): boolean {
  const format = formatOf(name);
  return format !== undefined && name.endsWith(`${companionSuffix}.${format}`);
}

/** What a file is by its name; undefined where it is no report. */
export function formatOf(name: string): Format | undefined {
  // A fragment's name ends as a page's does, and with more.
  return formats.findLast((format) => name.endsWith(`.${format}`));
}

/** A file that a report is asked for as: a format, or PDF, which another program makes of one. */
export type OutputFormat = Format | "pdf";

export const outputFormats: readonly OutputFormat[] = [...formats, "pdf"];

/** The same of a file by its name. */
export function outputFormatOf(name: string): OutputFormat | undefined {
  return name.endsWith(".pdf") ? "pdf" : formatOf(name);
}

/** For people: Word, PDF. */
export function formatName(format: OutputFormat): string {
  return format === "pdf" ? "PDF" : formatSpecs[format].name;
}

/** Those of some formats that a web page of the report links to. */
export function linkedFormats(wanted: readonly OutputFormat[]): readonly OutputFormat[] {
  return outputFormats.filter((format) => wanted.includes(format) && (format === "pdf" || formatSpecs[format].linked));
}

/** Whether a report of this name shows the picture of a trend beside it. */
export function showsPicture(name: string): boolean {
  const format = formatOf(name);
  return format !== undefined && formatSpecs[format].trend === "picture";
}

const pictureName = /(?:-图\d+\.(?:png|jpeg|svg)|\.svg)$/;

/** Whether a file is a picture beside a report of its name: that of its trend, or one of a text. */
export function isPicture(name: string): boolean {
  return pictureName.test(name);
}

/** A report's file name without its extension; that of the report a picture stands beside. */
export function reportName(name: string): string {
  const format = formatOf(name);
  if (format !== undefined) return name.slice(0, -format.length - 1);
  return isPicture(name) ? name.replace(pictureName, "") : name.replace(/\.[^.]*$/, "");
}
