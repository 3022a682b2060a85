import { type Trend, trendWords } from "../../core/trend.ts";

/** Markdown with the picture of a trend, by its name, under the table of the same figures; without that table, as it is. */
export function markdownPicture(bytes: Uint8Array, trend: Trend, picture: string): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const title = text.lastIndexOf(` ${trendWords.title}\n`);
  const table = title < 0 ? null : /(?:(?:^\|.*\n)+|<\/table>\n)(?:\n注：.*\n)?/m.exec(text.slice(title));
  if (!table) return bytes;
  const at = title + table.index + table[0].length;
  const image = `![${trend.unit.replace(/[\\[\]]/g, "\\$&")}${trendWords.title}](${linkTo(picture)})`;
  return new TextEncoder().encode(`${text.slice(0, at)}\n${image}\n${text.slice(at)}`);
}

/** A file's name as the target of a link: Chinese stays readable, what ends a target or begins another meaning does not stay. */
function linkTo(name: string): string {
  const spelt: Readonly<Record<string, string>> = { "(": "%28", ")": "%29" };
  return name.replace(/[\s()<>%#?&\\]/g, (char) => spelt[char] ?? encodeURIComponent(char));
}
