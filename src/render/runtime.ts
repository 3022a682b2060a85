import type Handlebars from "handlebars";
import * as module from "handlebars/runtime.js";
import { printNumber } from "../core/figures.ts";
import { helpers } from "../core/helpers.ts";
import { pageText, printed, sheetText, wordText, xmlText } from "./escape.ts";
import { StampError } from "./faults.ts";
import { type Formula, formulaCell } from "./formulas.ts";
import { longestCell } from "./limits.ts";
import { plain } from "./view.ts";

/** What one part is stamped with; helpers reach it through Handlebars' data. */
export interface Job {
  readonly view: unknown;
  readonly formulas: readonly Formula[];
  /** Turns that all loops have made together. */
  turns: number;
}

type Options = Handlebars.HelperOptions & { readonly data: { readonly job: Job } };

/** A report has some hundred paragraphs. */
const mostTurns = 20_000;

/** The helpers that write values: compiled around each tag, and not to be had by name. */
const writers: Readonly<Record<string, (...args: readonly unknown[]) => string>> = {
  $word: (value) => wordText(value),
  $text: (value) => xmlText(value),
  $page: (room, value) => {
    fits(printed(value), Number(room));
    return pageText(value);
  },
  $sheet: (room, value) => sheetPart(value, Number(room)),
  $cell: (value) => cell(value),
  $formula: (index, options) => {
    const { view, formulas } = (options as Options).data.job;
    const formula = formulas[Number(index)];
    return formula ? formulaCell(formula, formulas, view) : "/>";
  },
};

export const writerNames: readonly string[] = Object.keys(writers);

/** The rest of a cell behind its address and style: a number where it is one, else a text (33万余), else nothing. */
function cell(value: unknown): string {
  if (typeof value === "number" && Number.isFinite(value)) return `><v>${printNumber(value)}</v></c>`;
  if (value === undefined || value === null || value === "") return "/>";
  return ` t="inlineStr"><is><t xml:space="preserve">${sheetPart(value, longestCell)}</t></is></c>`;
}

function sheetPart(value: unknown, room: number): string {
  const text = printed(value);
  fits(text, room);
  return sheetText(text);
}

function fits(text: string, room: number): void {
  if (text.length <= room) return;
  throw new StampError("GR728", {
    zh: `工作簿此处最多放 ${room} 个字，“${text.slice(0, 12)}……”放不下`,
    en: `this place of the workbook holds at most ${room} characters: "${text.slice(0, 12)}…" does not fit`,
  });
}

/** #each with a bound: a template that loops in loops would otherwise not come to an end. */
function each(this: unknown, list: unknown, options: Options): string {
  const frame = runtime.createFrame(options.data);
  const keys = Array.isArray(list) ? undefined : Object.keys(Object(list));
  const count = Array.isArray(list) ? list.length : (keys?.length ?? 0);
  const items = list as Readonly<Record<string | number, unknown>>;
  let result = "";
  for (let i = 0; i < count; i++) {
    if (++options.data.job.turns > mostTurns) throw endless();
    const key = keys?.[i] ?? i;
    Object.assign(frame, { key, index: i, first: i === 0, last: i === count - 1 });
    result += options.fn(items[key], { data: frame });
  }
  return count === 0 ? options.inverse(this) : result;
}

/** #with, for groups of figures only. */
function enter(this: unknown, group: unknown, options: Options): string {
  return typeof group === "object" && group !== null ? options.fn(plain(group)) : options.inverse(this);
}

function endless(): StampError {
  return new StampError("GR729", {
    zh: `模板里的 #each 重复超过 ${mostTurns} 次，请检查是否循环套循环`,
    en: `the template's loops made more than ${mostTurns} turns: is there a loop in a loop?`,
  });
}

const runtime: typeof Handlebars = (module as unknown as { readonly default: typeof Handlebars }).default.create();
runtime.registerHelper("each", each as Handlebars.HelperDelegate);
runtime.registerHelper("with", enter as Handlebars.HelperDelegate);
for (const [name, write] of Object.entries(writers)) runtime.registerHelper(name, write as Handlebars.HelperDelegate);
for (const [name, pure] of Object.entries(helpers)) {
  // Handlebars hands its options over as the last argument: `and` would take them for a true value.
  runtime.registerHelper(name, (...args: unknown[]) => pure(...args.slice(0, -1)));
}

export type Render = (job: Job) => string;

/** A precompiled template as a function. */
export function asRender(precompiled: unknown): Render {
  const template = runtime.template(precompiled as TemplateSpecification);
  return (job) => template(job.view, { data: { job } });
}
