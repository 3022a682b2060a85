import type { Session } from "../pipeline/unit/session.ts";

let open: (() => Session) | undefined;
let opened: Session | undefined;

/** Says where the forms and templates come from: the program's folder in Node, the script itself in a browser. Called once, by the entry. */
export function useForms(from: () => Session): void {
  open = from;
  opened = undefined;
}

/** The shipped forms and templates, read when they are first needed. */
export function forms(): Session {
  if (!open) throw new Error("the library was not loaded through one of its entries");
  opened ??= open();
  return opened;
}
