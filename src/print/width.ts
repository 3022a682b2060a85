import { eastAsianWidth } from "get-east-asian-width";

/** Columns a text takes on a terminal: 汉 takes two. */
export function columns(text: string): number {
  let sum = 0;
  for (const char of text) sum += eastAsianWidth(char.codePointAt(0) ?? 0);
  return sum;
}

/** Pads on the right to a number of terminal columns. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}

/**
 * A text that cannot move the cursor, change colours or turn the reading direction: control and format characters
 * are shown as their code points. Tallies come from strangers.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (char) => {
    if (char === "\t") return " ";
    return `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
  });
}
