/** Line breaks of every kind: within a paragraph of a report there are none. */
export const lineBreaks: RegExp = /[\r\n\v\f\u0085\u2028\u2029]+/g;
/** Characters that are no text: controls, what turns the direction of writing round, tags, and code points that are none. */
export const unprintable: RegExp =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\udb40[\udc00-\udc7f]/g;

/** Anything but plain characters: most texts have none and are handed back as they are. */
const special =
  /[^ !#-%(-;=?-~\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd]/;
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A file's name as the target of a link: Chinese stays readable, what ends a target or begins another meaning does not stay. */
export function linkTo(name: string): string {
  const spelt: Readonly<Record<string, string>> = { "(": "%28", ")": "%29" };
  return name
    .replace(unprintable, "")
    .replace(/[\s()<>%#?&\\:"]/g, (character) => spelt[character] ?? encodeURIComponent(character));
}

/** A text as HTML that shows exactly this text, in one line, between tags and between quotation marks alike. */
export function escapeHtml(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(lineBreaks, " ")
    .replace(unprintable, "")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
