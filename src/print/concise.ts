import { kindOf, type Text } from "../core/diagnostic.ts";
import type { Item, Run } from "./findings.ts";
import { visible } from "./width.ts";
import { kindNames } from "./words.ts";

/** A line for each finding, as editors and `grep` take it: `file:line:column: code kind: message`. */
export function conciseReport({ files, failure }: Run, lang: keyof Text): string {
  const lines = files.flatMap(({ items }) => items.map((item) => line(item, lang)));
  if (failure) lines.push(`gov-report: ${visible(failure.message[lang])}`);
  return lines.join("\n");
}

function line(item: Item, lang: keyof Text): string {
  const { file, start, name } = item.place ?? { file: item.file };
  const place = name ? `${name[lang]}:` : start ? `${start.line}:${start.column}:` : "";
  const kind = `${kindNames[kindOf(item)][lang]}${lang === "zh" ? "：" : ": "}`;
  return `${visible(file)}:${visible(place)} ${item.code} ${kind}${visible(item.message[lang])}`;
}
