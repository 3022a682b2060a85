/**
 * The defined names that bind the cells of an Excel entry form (填报表) to what they hold, whatever happens to rows and
 * columns around them: `gov_requests_received_naturalPerson`. Letters, digits and underscores, which every program takes.
 */
const name = (kind: string, path: string): string => `gov_${kind}${path.replaceAll(".", "_")}`;

export const entryNames = {
  /** The version of the entry form, the edition's id and the report's year: what a reader asks first. */
  about: (field: "form" | "edition" | "year"): string => name("about_", field),
  unit: (field: string): string => name("unit_", field),
  /** How the public reaches the office: telephone … */
  contact: (field: string): string => name("contact_", field),
  /** The notes under a table, one a line. */
  note: (table: string): string => name("note_", table),
  /** Who did a step and when: prepared.by, approved.on. */
  signoff: (field: string): string => name("signoff_", field),
  published: "gov_published",
  /** A cell of a table, or a figure of the activity. */
  figure: (path: string): string => name("", path),
  text: (section: string): string => name("text_", section),
  /** 本表其余空格都是 0. */
  rest: (table: string): string => name("rest_", table),
  /** A figure that the unit names itself, below an open group of the activity: from 1. */
  ownName: (group: string, index: number): string => name("name_", `${group}_${index}`),
  ownValue: (group: string, index: number): string => name("value_", `${group}_${index}`),
} as const;

/** How many figures of its own a unit may name in one group. */
export const ownFigures = 8;
/** What the cell 本表其余空格都是 0 says where it is so. */
export const restIsZero = "是";
