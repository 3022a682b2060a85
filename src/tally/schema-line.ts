import type { Lang, Text } from "../core/diagnostic.ts";
import type { Edition, Editions } from "../core/form/edition.ts";
import { rootKeys } from "../edition/names.ts";
import { schemaName } from "../edition/tally-schema.ts";

/** The comment by which an editor knows the JSON Schema of a tally; what it names lies beside the tally or above it. */
interface SchemaLine {
  /** Of the file's name in the text, without the way to it. */
  readonly start: number;
  readonly end: number;
  /** As it is written, with the way to it. */
  readonly reference: string;
  /** The edition and the language that a schema of this name is of. */
  readonly edition: Edition;
  readonly lang: Lang;
}

const written = /^#[^\S\n]*yaml-language-server:[^\S\n]*\$schema=((?:[^\s/]*\/)*)([^\s/]+)[^\S\n]*$/m;

/** The line that names a schema of ours; undefined where there is none, or it names another's. */
export function schemaLineIn(text: string, { all }: Pick<Editions, "all">): SchemaLine | undefined {
  const found = written.exec(text);
  const [line = "", way = "", name = ""] = found ?? [];
  for (const edition of found ? all : []) {
    const lang = (["zh", "en"] as const).find((each) => name === schemaName(edition.id, each));
    const start = (found?.index ?? 0) + line.lastIndexOf(name);
    if (lang) return { start, end: start + name.length, reference: `${way}${name}`, edition, lang };
  }
  return undefined;
}

/** A tally's text with the line for `reference` in the place of the one it has, else above all. */
export function withSchemaLine(text: string, reference: string): string {
  const line = `# yaml-language-server: $schema=${reference}`;
  return written.test(text) ? text.replace(written, () => line) : `${line}\n${text}`;
}

/** The language of a tally's keys: that of its `year`, else of whatever stands at the beginning of a line. */
export function keysOf(text: string): Lang {
  const { id, name } = rootKeys.year;
  const year = new RegExp(`^(${id}|${name})\\s*:`, "m").exec(text)?.[1];
  if (year !== undefined) return year === name ? "zh" : "en";
  return /^\p{Script=Han}/mu.test(text) ? "zh" : "en";
}

/** What is to be said where an editor checks a tally by a form or a language that are not its own. */
export function wrongSchema(wanted: string): { readonly message: Text; readonly help: Text } {
  return {
    message: {
      zh: "编辑器会按另一份 JSON Schema 核对，把对的项目名标成错的",
      en: "an editor will check this by another JSON Schema and mark right keys as wrong",
    },
    help: {
      zh: `改成 ${wanted}；加 --fix 可自动改，并补上这个文件`,
      en: `make it ${wanted}; --fix does, and writes that file`,
    },
  };
}
