import { severityOf } from "../catalogue/index.ts";
import type { Code, Diagnostic, Text } from "../core/diagnostic.ts";
import { type Passage, placeIn } from "../core/tally.ts";
import { nearest } from "../core/text/nearest.ts";
import { lineStarts, positionAt } from "../core/text/source.ts";
import type { SourceRange } from "./steps.ts";

/** A mistake in a text, by offsets into its source; it becomes a diagnostic where the text's place is known. */
export interface TemplateError {
  readonly code: Code;
  readonly message: Text;
  readonly help?: Text;
  readonly start: number;
  readonly end: number;
}

/** The same without a place. */
export type LanguageFault = Pick<TemplateError, "code" | "message" | "help">;

/** Where in a template something is: 正文, 页眉, 工作表“表二”单元格 D7, and the words around it. */
export interface TemplatePlace {
  readonly zh: string;
  readonly en: string;
  /** The text that holds the tag, cut to what a person needs to find it. */
  readonly around?: string;
}

/** A fault in a unit's own words, under the characters that make it. */
export function errorInPassage(fault: TemplateError, passage: Passage): Diagnostic {
  const { code, message, help } = fault;
  const span = placeIn(passage, fault.start, fault.end);
  return { code, severity: severityOf(code), message, file: span.file, span, ...(help ? { help } : {}), related: [] };
}

/** A fault in a template of an edition, which is no tally: its line stands in the message. */
export function errorInTemplate(fault: TemplateError, file: string, source: string): Diagnostic {
  const { line, column } = positionAt(lineStarts(source), fault.start);
  const { code, help } = fault;
  const message = {
    zh: `模板 ${file} 第${line}行第${column}列：${fault.message.zh}`,
    en: `template ${file}, line ${line}, column ${column}: ${fault.message.en}`,
  };
  const span = { file, start: fault.start, end: fault.end };
  return { code, severity: severityOf(code), message, file, span, ...(help ? { help } : {}), related: [] };
}

function error(code: Code, zh: string, en: string, [start, end]: SourceRange, help?: Text): TemplateError {
  return { code, message: { zh, en }, ...(help && { help }), start, end };
}

export function syntaxFault(zh: string, en: string, at: SourceRange, helpZh: string, helpEn: string): TemplateError {
  return error("GR701", zh, en, at, { zh: helpZh, en: helpEn });
}

/** Braces that were meant to be a tag: `found` as it stands, `code` as it should stand in two braces. */
export function nearTag(found: string, code: string, at: SourceRange): TemplateError {
  const zh = `“${found}”不是标签，会原样印出`;
  const en = `"${found}" is no tag and would be printed as it stands`;
  return syntaxFault(zh, en, at, `写成 {{${code}}}，用两个半角花括号，中间不空格`, `write {{${code}}}`);
}

export function unknownName(name: string, suggestion: string | undefined, at: SourceRange): TemplateError {
  const help = suggestion
    ? { zh: `是否应为“${suggestion}”？`, en: `did you mean "${suggestion}"?` }
    : { zh: "请对照填报数据中的项目名称填写", en: "use a name that the tally has" };
  return error("GR702", `没有名为“${name}”的数据`, `there is no figure named "${name}"`, at, help);
}

export function notOneFigure(name: string, examples: readonly string[], at: SourceRange): TemplateError {
  const some = examples.slice(0, 3);
  const help =
    some.length === 0
      ? undefined
      : { zh: `请写明是哪一个，例如“${some.join("”“")}”`, en: `say which one, for example "${some.join('", "')}"` };
  const en = `"${name}" holds several figures and is not one itself`;
  return error("GR702", `“${name}”下有多个数，本身不是一个数`, en, at, help);
}

/** `allowed` says what may be written instead. */
export function forbidden(zh: string, en: string, at: SourceRange, allowed: Text): TemplateError {
  return error("GR703", `这里不能使用${zh}`, `${en} cannot be used here`, at, allowed);
}

/** A helper, or a block with its `#`, that nobody has made; `known` are those there are. */
export function unknownCall(name: string, known: readonly string[], at: SourceRange, allowed: Text): TemplateError {
  const [zh, en] = name.startsWith("#") ? ["块", "block"] : ["函数", "helper"];
  const near = nearest(name, known);
  const help = near === undefined ? allowed : { zh: `是否应为“${near}”？`, en: `did you mean "${near}"?` };
  return error("GR704", `没有名为“${name}”的${zh}`, `there is no ${en} named "${name}"`, at, help);
}

export function wrongArguments(name: string, zh: string, en: string, at: SourceRange): TemplateError {
  return error("GR704", `“${name}”的写法不对：${zh}`, `"${name}" is used wrongly: ${en}`, at);
}

export function numberAsCondition(name: string, at: SourceRange): TemplateError {
  const zh = `“${name}”是一个数，不能直接作条件：0 会被当作没有`;
  const en = `"${name}" is a number and no condition: 0 would be taken for nothing`;
  return error("GR705", zh, en, at, {
    zh: `已填报即可，写 (has ${name})；大于0才算，写 (pos ${name})`,
    en: `write (has ${name}) where it is given at all, (pos ${name}) where it is more than 0`,
  });
}

export function notGiven(name: string, at: SourceRange): TemplateError {
  const en = `the text speaks of "${name}", which is not given`;
  return error("GR706", `文字引用了“${name}”，但没有填报这个数`, en, at, {
    zh: `请补填该数；如可有可无，用 {{#if (has ${name})}}…{{/if}} 括起`,
    en: `give the figure, or put the words into {{#if (has ${name})}}…{{/if}}`,
  });
}

export function noLastYear(name: string, year: number, at: SourceRange): TemplateError {
  const zh = `“${name}”要算同比，但没有上年（${year}年）的填报数据`;
  const en = `"${name}" is to be compared, but last year's tally (${year}) is missing`;
  return error("GR707", zh, en, at, {
    zh: "用 --previous 指明上年的填报文件（或在 gov-report.yaml 中写明“上年”），没有的删去同比的表述",
    en: "name last year's tally with --previous (or `previous` in gov-report.yaml), or leave the comparison out",
  });
}

export function notInLastYear(name: string, year: number, at: SourceRange): TemplateError {
  const zh = `“${name}”要算同比，但上年（${year}年）的填报数据中没有这个数`;
  const en = `"${name}" is to be compared, but last year's tally (${year}) does not have it`;
  const help = { zh: "请在上年数据中补填，或删去同比的表述", en: "give it there, or leave the comparison out" };
  return error("GR707", zh, en, at, help);
}

export function tooLarge(zh: string, en: string, at: SourceRange): TemplateError {
  return error("GR708", zh, en, at, { zh: "请精简文字", en: "make the text shorter" });
}

export function noResult(call: string, zh: string, en: string, at: SourceRange): TemplateError {
  return error("GR709", `“${call}”算不出结果：${zh}`, `"${call}" has no result: ${en}`, at);
}
