import { helpers, isTrue } from "../../core/helpers.ts";
import { StampError } from "../../core/report.ts";
import type { LoopItem } from "../steps.ts";
import type { Operand, PartStep } from "./program.ts";

/** One run through the steps of a part: the report, the blocks around the step at hand, and how many turns all loops have made. */
export interface StepRun {
  readonly view: unknown;
  frames: readonly unknown[];
  items: readonly LoopItem[];
  turns: number;
}

export type Work<Run> = (run: Run) => void;
type Get = (run: StepRun) => unknown;

/** What is done with what steps print. */
export interface StepTarget<Run> {
  /** Prints a static stretch. */
  stretch(index: number): Work<Run>;
  /** Prints a value by a writer. `path` is where it is looked up, when that is from the root. */
  value(writer: string, get: Get, path: readonly string[] | undefined): Work<Run>;
}

/** A report has some hundred paragraphs. */
const mostTurns = 20_000;

/** Makes the steps of a part one function, once for all reports. */
export function prepareSteps<Run extends StepRun>(steps: readonly PartStep[], target: StepTarget<Run>): Work<Run> {
  const works = steps.map((step): Work<Run> => {
    if (typeof step === "number") return target.stretch(step);
    if ("write" in step) {
      return target.value(step.write, getter(step.value), "path" in step.value ? step.value.path : undefined);
    }
    const body = prepareSteps(step.body, target);
    const otherwise = prepareSteps(step.otherwise ?? [], target);
    if ("if" in step) {
      const test = getter(step.if);
      return (run) => (isTrue(test(run)) ? body : otherwise)(run);
    }
    return "each" in step ? each(getter(step.each), body, otherwise) : enter(getter(step.with), body, otherwise);
  });
  return (run) => {
    for (const work of works) work(run);
  };
}

function each<Run extends StepRun>(list: Get, body: Work<Run>, otherwise: Work<Run>): Work<Run> {
  return (run) => {
    const { frames, items } = run;
    const listed = list(run);
    const entries: readonly (readonly [key: string | number, value: unknown])[] = Array.isArray(listed)
      ? [...listed.entries()]
      : Object.entries(Object(listed));
    if (entries.length === 0) otherwise(run);
    for (const [index, [key, value]] of entries.entries()) {
      if (++run.turns > mostTurns) throw endless();
      run.frames = [...frames, value];
      run.items = [...items, { value, key, index, first: index === 0, last: index === entries.length - 1 }];
      body(run);
    }
    run.frames = frames;
    run.items = items;
  };
}

/** Only groups of figures can be entered. */
function enter<Run extends StepRun>(group: Get, body: Work<Run>, otherwise: Work<Run>): Work<Run> {
  return (run) => {
    const { frames } = run;
    const entered = group(run);
    if (typeof entered !== "object" || entered === null) otherwise(run);
    else {
      run.frames = [...frames, entered];
      body(run);
      run.frames = frames;
    }
  };
}

function getter(operand: Operand): Get {
  if ("path" in operand) return ({ view }) => lookUp(view, operand.path);
  if ("parts" in operand) return ({ frames }) => lookUp(frames[frames.length - 1 - operand.up], operand.parts);
  if ("loop" in operand) return ({ items }) => items.at(-1)?.[operand.loop];
  if ("literal" in operand) return () => operand.literal;
  const args = operand.args.map(getter);
  const helper = helpers[operand.helper];
  return (run) => helper?.(...args.map((arg) => arg(run)));
}

function lookUp(from: unknown, path: readonly string[]): unknown {
  let at = from;
  for (const part of path) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[part];
  }
  return at;
}

function endless(): StampError {
  return new StampError("GR708", {
    zh: `模板里的 #each 重复超过 ${mostTurns} 次，请检查是否循环套循环`,
    en: `the template's loops made more than ${mostTurns} turns: is there a loop in a loop?`,
  });
}
