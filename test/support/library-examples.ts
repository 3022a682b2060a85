import { readFileSync } from "node:fs";

/** An example of the library's page, and what it says that it prints. */
export interface LibraryExample {
  readonly code: string;
  readonly prints: string;
}

/** The blocks of one kind: `js`, `js worker`. */
export function libraryExamples(kind: string): readonly LibraryExample[] {
  const text = readFileSync(new URL("../../.github/LIBRARY.md", import.meta.url), "utf8");
  const blocks = text.matchAll(/^```([\w ]+)\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```)?/gm);
  return [...blocks].flatMap(([, own, code = "", prints = ""]) => (own === kind ? [{ code, prints }] : []));
}
