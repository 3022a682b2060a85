import type { Text } from "./diagnostic.ts";

/** The command was used wrongly: a path that does not exist, a pattern that matches nothing. */
export class UsageError extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** A file that could not be read or written, in words for the person at the keyboard. */
export class FileError extends Error {
  readonly file: string;
  readonly text: Text;

  constructor(file: string, text: Text) {
    super(`${file}: ${text.en}`);
    this.file = file;
    this.text = text;
  }
}

/** The program cannot work as it is installed: neither the input is at fault nor the command. */
export class InstallationError extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}
