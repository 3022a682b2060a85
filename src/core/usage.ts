import type { Text } from "./diagnostic.ts";

/** The command was used wrongly: a path that does not exist, a pattern that matches nothing. */
export class UsageError extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}
