/** What turns a look on and off again on a terminal. */
const looks = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
  gray: [90, 39],
} as const;

type Look = keyof typeof looks;

/** Colours, or plain text when `colour` is off. */
export type Style = (look: Look | readonly Look[], text: string) => string;

export function styler(colour: boolean): Style {
  return (look, text) => {
    if (!colour || text === "") return text;
    const wanted = (typeof look === "string" ? [look] : look).map((name) => looks[name]);
    const sequence = (codes: readonly number[]): string => codes.map((code) => `\u001b[${code}m`).join("");
    return sequence(wanted.map(([on]) => on)) + text + sequence(wanted.map(([, off]) => off).reverse());
  };
}
