import { visible } from "./width.ts";

/**
 * JSON that is also harmless on a terminal: control, format and direction characters are written as escapes, which is the
 * same text to a program.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/[\x7f-\x9f\xad\p{Cf}\u2028\u2029]/gu, (char) =>
    [...Array(char.length).keys()].map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** A text for Markdown: it can neither end its cell nor become a link, a tag or code. */
export function toMarkdown(text: string): string {
  return visible(text).replace(/[\\|`<[\]*_]/g, "\\$&");
}

/**
 * A text for XML, in an element or an attribute. What XML forbids becomes U+FFFD: it must be seen that something stood there.
 * Line breaks and what moves or turns text are written as references.
 */
export function toXml(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|\p{Cs}/gu, "\ufffd")
    .replace(/[&<>"']/g, (char) => xmlEscapes[char] ?? char)
    .replace(/[\t\n\r\p{Cf}\u2028\u2029]/gu, (char) => `&#${char.codePointAt(0)};`);
}

const xmlEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** A path as a URI reference: relative as it is, absolute with `file:`; every segment percent-encoded. */
export function toUri(path: string): string {
  const encoded = path
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map((segment) => encodeURIComponent(segment))
    .join("/");
  if (path.startsWith("/")) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${path.slice(0, 2)}${encoded.slice(4)}` : encoded;
}

/** A path below the current folder as seen from `base`, the folder's own way from the repository's root. */
export function below(base: string, path: string): string {
  return base === "" || path.startsWith("/") || /^[A-Za-z]:\//.test(path) ? path : `${base}/${path}`;
}
