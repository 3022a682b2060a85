import type { Expr, TemplateSteps } from "../../template/steps.ts";

/** Offsets into the template are of where a thing begins and of what follows it. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface MarkupAttribute extends Placed {
  readonly name: string;
  /** With `printMark` for every tag of the template language in it. */
  readonly value: string;
  readonly quoted: boolean;
  readonly prints: readonly Expr[];
}

export interface MarkupTag extends Placed {
  readonly kind: "tag";
  /** In lower case. */
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: readonly MarkupAttribute[];
}

/** What is no text and no tag: a comment, `<!doctype html>`, what stands in a style, or `<` where nothing of the kind begins. */
interface MarkupOther extends Placed {
  readonly kind: "comment" | "declaration" | "raw" | "torn";
  readonly text: string;
}

export type MarkupToken = MarkupTag | MarkupOther;

/** Stands for what a tag of the template language will print. */
export const printMark = "\ue000";

/** Text that is printed without a block in between, with where in the template each character stands. */
interface Run {
  text: string;
  readonly at: number[];
  readonly prints: Map<number, Expr>;
}

/**
 * The markup of a template as a browser will see it, whatever branches are taken: no block begins or ends within a tag, a
 * comment or a style, or the piece is `torn`.
 */
export function scanMarkup(steps: TemplateSteps): readonly MarkupToken[] {
  return runsOf(steps).flatMap(scanRun);
}

function runsOf(steps: TemplateSteps): readonly Run[] {
  const runs: Run[] = [emptyRun()];
  const inner: Run[] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (step.kind === "literal" && run) {
      run.text += step.text;
      for (let i = 0; i < step.text.length; i++) run.at.push(step.at[0] + i);
    } else if (step.kind === "print" && run) {
      run.prints.set(run.text.length, step.value);
      run.text += printMark;
      run.at.push(step.at[0]);
    } else if (step.kind !== "literal" && step.kind !== "print") {
      inner.push(...runsOf(step.body), ...("otherwise" in step ? runsOf(step.otherwise) : []));
      runs.push(emptyRun());
    }
  }
  return [...runs, ...inner];
}

function emptyRun(): Run {
  return { text: "", at: [], prints: new Map() };
}

/** Elements whose content is no markup. */
const rawElements = new Set(["style", "script"]);
/** As a browser ends a comment, also the odd ones. */
const comment = /<!--(?:-?>|[\s\S]*?(?:-->|--!>))/y;
const declaration = /<[!?][^>]*>|<\/[^a-zA-Z][^>]*>/y;
const tagStart = /<(\/?)([a-zA-Z][^\s/>]*)/y;
const attribute = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?/y;
const tagEnd = /[\s/]*>/y;

function scanRun(run: Run): readonly MarkupToken[] {
  const { text } = run;
  const tokens: MarkupToken[] = [];
  let from = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", from)) {
    const tag = tagAt(run, at);
    const other = tag ? undefined : otherAt(run, at);
    const token = tag?.token ?? other?.token;
    from = tag?.end ?? other?.end ?? at + 1;
    if (!token) continue;
    tokens.push(token);
    if (!tag || tag.token.closing || !rawElements.has(tag.token.name)) continue;
    const close = text.slice(from).search(new RegExp(`</${tag.token.name}[\\s/>]`, "i"));
    const end = close < 0 ? text.length : from + close;
    tokens.push({ kind: close < 0 ? "torn" : "raw", text: text.slice(from, end), ...placeOf(run, from, end) });
    from = end;
  }
  return tokens;
}

function otherAt(run: Run, at: number): { readonly token: MarkupOther; readonly end: number } | undefined {
  const { text } = run;
  const found = match(comment, text, at) ?? match(declaration, text, at);
  if (!found) {
    // A bare `<` before anything else is text.
    if (!/[a-zA-Z!?/]/.test(text[at + 1] ?? "") && at + 1 < text.length) return undefined;
    return { token: { kind: "torn", text: text.slice(at), ...placeOf(run, at, text.length) }, end: text.length };
  }
  const [whole] = found;
  const kind = whole.startsWith("<!--") ? "comment" : "declaration";
  return { token: { kind, text: whole, ...placeOf(run, at, at + whole.length) }, end: at + whole.length };
}

function tagAt(run: Run, at: number): { readonly token: MarkupTag; readonly end: number } | undefined {
  const { text } = run;
  const opened = match(tagStart, text, at);
  if (!opened) return undefined;
  const [whole, slash = "", name = ""] = opened;
  const attributes: MarkupAttribute[] = [];
  let from = at + whole.length;
  for (;;) {
    const closed = match(tagEnd, text, from);
    if (closed) {
      const end = from + closed[0].length;
      const token = { kind: "tag", name: name.toLowerCase(), closing: slash !== "", attributes } as const;
      return { token: { ...token, ...placeOf(run, at, end) }, end };
    }
    const found = match(attribute, text, from);
    if (!found) return undefined;
    const end = from + found[0].length;
    attributes.push(attributeOf(run, found, from, end));
    from = end;
  }
}

function attributeOf(run: Run, found: RegExpExecArray, from: number, end: number): MarkupAttribute {
  const [, name = "", double, single, bare] = found;
  const prints = [...run.prints].flatMap(([at, value]) => (at >= from && at < end ? [value] : []));
  const value = double ?? single ?? bare ?? "";
  return { name: name.toLowerCase(), value, quoted: bare === undefined, prints, ...placeOf(run, from, end) };
}

function placeOf({ at }: Run, start: number, end: number): Placed {
  const first = at[start] ?? (at.at(-1) ?? -1) + 1;
  return { start: first, end: (at[end - 1] ?? first - 1) + 1 };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
