import Handlebars from "handlebars";
import { lineStarts } from "../core/text/source.ts";
import { syntaxFault, type TemplateError, tooLarge } from "./errors.ts";
import { plainProgram } from "./plain-tags.ts";

/** A text before its names are looked up: its tags as a tree, or what is wrong with them. */
export interface TextTemplate {
  readonly source: string;
  /** Absent where the text has no tag at all, or where it cannot be read. */
  readonly program?: hbs.AST.Program;
  readonly faults: readonly TemplateError[];
  /** Offset of a place that the parser gives by line and column. */
  offset(position: hbs.AST.Position): number;
}

export interface ParseOptions {
  /** UTF-16 units. */
  readonly longest: number;
  readonly mostTags: number;
  /** Whether a block tag that has a line to itself leaves no line behind. */
  readonly lines: boolean;
}

/** A province's whole prose has about five thousand characters. */
const textLimits: ParseOptions = { longest: 100_000, mostTags: 5_000, lines: true };
/** A form has some 600 tags; the shipped text template has about a thousand characters. */
export const templateLimits: ParseOptions = { longest: 2_000_000, mostTags: 20_000, lines: true };
const deepest = 24;
const rememberedTexts = 256;
const remembered = new Map<string, TextTemplate>();

/** Reads the tags of a text. The shipped texts come again for every unit, so the last few hundred are kept. */
export function parseText(source: string): TextTemplate {
  if (!source.includes("{{")) return parseTemplate(source);
  const known = remembered.get(source);
  if (known) {
    // Units' own texts come once; they must not push out those that come again.
    remembered.delete(source);
    remembered.set(source, known);
    return known;
  }
  const fresh = parseTemplate(source);
  if (remembered.size >= rememberedTexts) {
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  }
  remembered.set(source, fresh);
  return fresh;
}

/** Reads the tags of a template. */
export function parseTemplate(source: string, options: ParseOptions = textLimits): TextTemplate {
  const { longest, mostTags, lines } = options;
  let starts: readonly number[] | undefined;
  const offset = ({ line, column }: hbs.AST.Position): number => {
    starts ??= lineStarts(source);
    return Math.min(source.length, (starts[line - 1] ?? source.length) + column);
  };
  const broken = (fault: TemplateError): TextTemplate => ({ source, faults: [fault], offset });

  if (source.length > longest) {
    const en = `the text has ${source.length} characters, more than ${longest}`;
    return broken(tooLarge(`文字长达${source.length}字，超过${longest}字`, en, [0, 0]));
  }
  if (!source.includes("{{")) return checkLiteral({ source, faults: [], offset });
  const tags = source.split("{{").length - 1;
  if (tags > mostTags) {
    return broken(
      tooLarge(`文字中有${tags}处引用，超过${mostTags}处`, `the text has ${tags} tags, more than ${mostTags}`, [0, 0]),
    );
  }
  const plain = plainProgram(source);
  if (plain) return { source, program: plain, faults: [], offset };
  const deep = tooDeep(source);
  if (deep) return broken(deep);
  try {
    return {
      source,
      program: lines ? Handlebars.parse(source) : Handlebars.parseWithoutProcessing(source),
      faults: [],
      offset,
    };
  } catch (error) {
    return broken(unreadable(error, source, offset));
  }
}

/** Deep nesting costs the parser seconds, so it is looked for first. An {{else if}} stands a level below its {{#if}}. */
function tooDeep(source: string): TemplateError | undefined {
  const levels: number[] = [];
  let depth = 0;
  for (const tag of source.matchAll(/\{\{[^{}]*/g)) {
    const at = [tag.index, tag.index + tag[0].length] as const;
    if (/^\{\{~?#/.test(tag[0])) {
      levels.push(depth);
      depth += 1;
    } else if (/^\{\{~?\//.test(tag[0])) depth = levels.pop() ?? 0;
    else if (/^\{\{~?\s*else\s+\S/.test(tag[0])) depth += 1;
    const brackets = tag[0].split("(").length - 1;
    if (depth > deepest || brackets > deepest) {
      return tooLarge(`标记嵌套超过${deepest}层`, `tags are nested more than ${deepest} deep`, at);
    }
  }
  return undefined;
}

/** Closing braces without opening ones are a tag that lost a brace. */
function checkLiteral(template: TextTemplate): TextTemplate {
  const stray = template.source.indexOf("}}");
  return stray < 0 ? template : { ...template, faults: [strayBraces(stray)] };
}

export function strayBraces(at: number): TemplateError {
  return syntaxFault(
    "“}}”前面没有对应的“{{”",
    '"}}" without "{{" before it',
    [at, at + 2],
    "引用数据要写成 {{名称}}",
    "a tag is written {{name}}",
  );
}

/** The parser throws with a drawing in its message, or with line and column for blocks that do not match. */
function unreadable(error: unknown, source: string, offset: TextTemplate["offset"]): TemplateError {
  const message = error instanceof Error ? error.message : "";
  const line = Number(/line (\d+)/.exec(message)?.[1] ?? /- (\d+):\d+$/.exec(message)?.[1] ?? 1);
  const start = offset({ line, column: 0 });
  const stop = source.slice(start).search(/[\r\n]/);
  const end = stop < 0 ? source.length : start + stop;
  const mismatch = /^(\S+) doesn't match (\S+) - (\d+):(\d+)$/.exec(message);
  if (mismatch) {
    const [, opened = "", closed = ""] = mismatch;
    return syntaxFault(
      `{{#${opened}}} 与 {{/${closed}}} 不配对`,
      `{{#${opened}}} is closed by {{/${closed}}}`,
      [start, end],
      `请用 {{/${opened}}} 结束`,
      `close it with {{/${opened}}}`,
    );
  }
  const place = lastTag(source, start, end, message);
  if (/got 'EOF'/.test(message) && /OPEN_ENDBLOCK/.test(message)) {
    return syntaxFault(
      "有 {{#…}} 没有用 {{/…}} 结束",
      "a {{#…}} is never closed",
      place,
      "每个 {{#if}}、{{#each}} 都要有对应的 {{/if}}、{{/each}}",
      "every {{#if}} and {{#each}} needs its {{/if}} or {{/each}}",
    );
  }
  return syntaxFault(
    "引用数据的写法有误",
    "a tag cannot be read",
    place,
    "引用数据要写成 {{名称}}，名称之间用点号隔开，用两个半角花括号括起",
    "a tag is written {{name}} or {{name.name}}, in two braces on each side",
  );
}

/** The tag that the parser's caret points at, if it can be told; the line otherwise. */
function lastTag(source: string, start: number, end: number, message: string): readonly [number, number] {
  const [, shown = "", caret = ""] = message.split("\n");
  const before = shown.slice(0, Math.max(0, caret.indexOf("^")));
  const around = before.slice(before.lastIndexOf("{{")).replace(/^\.\.\./, "");
  const at = around.startsWith("{{") ? source.lastIndexOf(around) : -1;
  if (at < 0) return [start, end];
  const close = source.indexOf("}}", at);
  const stop = close < 0 ? source.length : close + 2;
  const line = source.slice(at, stop).search(/[\r\n]/);
  return [at, line < 0 ? stop : at + line];
}
