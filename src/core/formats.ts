/** What a format of reports is called and how the program treats it. How it is made stands in `render/index.ts`. */
export interface FormatSpec {
  /** For people: Word. */
  readonly name: string;
  /** What its template is called in an edition's folder. */
  readonly template: string;
  /** A zip of XML parts: its template is drawn and compiled ahead of time. */
  readonly office: boolean;
  /** How the main figures over the years are shown: an annex with charts, a sheet of its own, a picture beside the file. */
  readonly trend?: "charts" | "sheet" | "picture";
  /** Whether it prints the texts of the sections. */
  readonly texts: boolean;
}

/** A format, as the end of its files' names. */
export type Format = "docx" | "xlsx" | "md";

export const formatSpecs: Readonly<Record<Format, FormatSpec>> = {
  docx: { name: "Word", template: "report.docx", office: true, trend: "charts", texts: true },
  xlsx: { name: "Excel", template: "report.xlsx", office: true, trend: "sheet", texts: false },
  md: { name: "Markdown", template: "report.md.hbs", office: false, trend: "picture", texts: true },
};

/** In the order in which they are made and named. */
export const formats: readonly Format[] = Object.keys(formatSpecs) as readonly Format[];

/** Whether a report of this name shows the picture of a trend beside it. */
export function showsPicture(name: string): boolean {
  return formats.some((format) => name.endsWith(`.${format}`) && formatSpecs[format].trend === "picture");
}

const pictureName = /(?:-图\d+\.(?:png|jpeg|svg)|\.svg)$/;

/** Whether a file is a picture beside a report of its name: that of its trend, or one of a text. */
export function isPicture(name: string): boolean {
  return pictureName.test(name);
}

/** A report's file name without its extension; that of the report a picture stands beside. */
export function reportName(name: string): string {
  return isPicture(name) ? name.replace(pictureName, "") : name.replace(/\.[^.]*$/, "");
}
