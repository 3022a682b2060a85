import { type Trend, trendWords } from "../../core/trend.ts";

/** Markdown with the picture of a trend at its end, by its name: it lies in the same folder. */
export function markdownPicture(bytes: Uint8Array, trend: Trend, picture: string): Uint8Array {
  const image = `![${trend.unit.replace(/[\\[\]]/g, "\\$&")}${trendWords.title}](${linkTo(picture)})`;
  const text = new TextDecoder().decode(bytes);
  return new TextEncoder().encode(`${text}\n${image}\n`);
}

/** A file's name as the target of a link: Chinese stays readable, what ends a target or begins another meaning does not stay. */
function linkTo(name: string): string {
  const spelt: Readonly<Record<string, string>> = { "(": "%28", ")": "%29" };
  return name.replace(/[\s()<>%#?&\\]/g, (char) => spelt[char] ?? encodeURIComponent(char));
}
