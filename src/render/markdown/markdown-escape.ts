/** Line breaks of every kind, and the control characters that no report has. */
const breaks = /[\r\n\v\f\u0085\u2028\u2029]+/g;
const controls = /[\u0000-\u0008\u000e-\u001f\u007f]/g;
/** Characters that mean something anywhere; `&` only where an entity would follow, `#` at the end of a heading. */
const special = /[\\`*_[\]<>|~]|&(?=[#\w])|#(?=[#\s]*$)/g;
/** What only means something at the beginning of a line: a heading, a list, a quotation, a rule. */
const opening = /^(\s*)([#+\-=:]|\d+(?=[.)](?:\s|$)))/;

/** A text as Markdown that shows exactly this text, in one line. Figures need no escaping and get none. */
export function escapeMarkdown(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return value === undefined || value === null || value === false ? "" : String(value);
  const line = value.replace(breaks, " ").replace(controls, "").replace(special, "\\$&");
  return line.replace(opening, (_, space: string, mark: string) =>
    /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
  );
}
