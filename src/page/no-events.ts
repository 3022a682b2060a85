// Stands in the page for `js-yaml`: a page reads a tally or two, for which `yaml` alone is quick enough, and is sent by post.

/** No text is read by events: every one is left to `yaml`, with the same result. */
export function parseEvents(): never {
  throw new Error("a page has no second reader");
}

/** What is never asked, as there are no events. */
export function getScalarValue(): string {
  return "";
}

export const EVENT_ID: Readonly<Record<string, number>> = {};
export const SCALAR_STYLE: Readonly<Record<string, number>> = {};
