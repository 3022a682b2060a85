import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/** Colours, or plain text when `colour` is off. */
export type Style = (format: Format, text: string) => string;

export function styler(colour: boolean): Style {
  return (format, text) => (colour && text !== "" ? styleText(format, text, { validateStream: false }) : text);
}
