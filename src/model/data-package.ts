import type { DataColumn } from "../core/open-data.ts";
import type { DataKeys } from "./open-data.ts";

/** A table of open data: its file and its columns in order. */
interface DataTable {
  readonly file: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly columns: readonly HeadedColumn[];
}

/** A column under the head it has in this file. */
export type HeadedColumn = DataColumn & {
  readonly head: string;
  /** The only values it has. */
  readonly values?: readonly string[];
  /** Several in one cell, separated by this. */
  readonly separator?: string;
};

/** The figures, the dictionary of their paths, and by which columns the one refers to the other. */
export interface DataSet {
  readonly figures: DataTable;
  readonly dictionary: DataTable;
  /** Of the long form. */
  readonly refers: boolean;
}

const reference = ["edition", "path"];

/** Metadata for the Web's tables (W3C, Metadata Vocabulary for Tabular Data), to lie beside the figures as `….csv-metadata.json`. */
export function csvwMetadata({ figures, dictionary, refers }: DataSet, keys: DataKeys): string {
  const table = ({ file, title, columns }: DataTable, more: object) => ({
    url: file,
    "dc:title": [text(title.zh, "zh"), text(title.en, "en")],
    tableSchema: {
      columns: columns.map((column) => ({
        name: nameOf(column.id),
        titles: column.head,
        "dc:description": [text(column.about.zh, "zh"), text(column.about.en, "en")],
        datatype: column.values
          ? {
              base: "string",
              format: column.values.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"),
            }
          : column.type,
        ...(column.required && { required: true }),
        ...(column.separator !== undefined && { separator: column.separator }),
      })),
      ...more,
    },
  });
  const foreign = {
    columnReference: reference.map(nameOf),
    reference: { resource: dictionary.file, columnReference: reference.map(nameOf) },
  };
  return json({
    "@context": ["http://www.w3.org/ns/csvw", { "@language": keys }],
    dialect: { encoding: "utf-8", delimiter: ",", header: true, lineTerminators: ["\r\n"] },
    tables: [
      table(figures, refers ? { foreignKeys: [foreign] } : {}),
      table(dictionary, { primaryKey: reference.map(nameOf) }),
    ],
  });
}

/** The same as a Data Package (Frictionless Data, Table Schema), `datapackage.json` in the folder. */
export function dataPackage({ figures, dictionary, refers }: DataSet): string {
  const headOf = (table: DataTable, id: string) => table.columns.find((column) => column.id === id)?.head ?? id;
  const keysOf = (table: DataTable) => reference.map((id) => headOf(table, id));
  const resource = (name: string, { file, title, columns }: DataTable, more: object) => ({
    ...{ name, path: file, title: `${title.zh} · ${title.en}` },
    ...{ profile: "tabular-data-resource", format: "csv", mediatype: "text/csv", encoding: "utf-8" },
    schema: {
      fields: columns.map(({ head, about, type, required, values }) => ({
        ...{ name: head, type: type === "decimal" ? "number" : type, description: `${about.zh} · ${about.en}` },
        ...((required || values) && {
          constraints: { ...(required && { required }), ...(values && { enum: values }) },
        }),
      })),
      ...more,
    },
  });
  const foreign = { fields: keysOf(figures), reference: { resource: "dictionary", fields: keysOf(dictionary) } };
  return json({
    ...{ name: "figures", profile: "tabular-data-package", title: `${figures.title.zh} · ${figures.title.en}` },
    resources: [
      resource("figures", figures, refers ? { foreignKeys: [foreign] } : {}),
      resource("dictionary", dictionary, { primaryKey: keysOf(dictionary) }),
    ],
  });
}

/** Names of columns may hold letters and digits of ASCII only, to be usable in URIs; the rest is written as its code. */
function nameOf(id: string): string {
  return id.replace(/[^A-Za-z0-9_.]/gu, (found) =>
    [...new TextEncoder().encode(found)].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(""),
  );
}

function text(value: string, lang: DataKeys): object {
  return { "@value": value, "@language": lang };
}

function json(value: unknown): string {
  return `${inertJson(value, 2)}\n`;
}

/** JSON that shows no control or direction-changing character and can stand in a page: all of them escaped, none lost. */
export function inertJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(
    /[<>&\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
