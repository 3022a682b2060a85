import type Handlebars from "handlebars";
import * as module from "handlebars/runtime.js";
import { helpers } from "../../core/helpers.ts";
import { StampError } from "../../core/report.ts";

/** What a part is written with, and how many turns all its loops have made together. */
export interface RenderJob {
  readonly view: unknown;
  turns: number;
}

export interface RuntimeParts<Job extends RenderJob> {
  /** What write values, by the names that tags are compiled to. */
  readonly writers: Readonly<Record<string, (value: unknown, room: number, job: Job) => string>>;
  /** A group of figures as blocks can enter it. */
  readonly plain: (group: object) => object;
}

export type Render<Job> = (job: Job) => string;

/** A report has some hundred paragraphs. */
const mostTurns = 20_000;

/** Makes a precompiled template a function. */
export function createRuntime<Job extends RenderJob>({
  writers,
  plain,
}: RuntimeParts<Job>): (precompiled: unknown) => Render<Job> {
  type Options = Handlebars.HelperOptions & { readonly data: { readonly job: Job } };
  const runtime: typeof Handlebars = (module as unknown as { readonly default: typeof Handlebars }).default.create();

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

  runtime.registerHelper("each", each as Handlebars.HelperDelegate);
  runtime.registerHelper("with", enter as Handlebars.HelperDelegate);
  for (const [name, write] of Object.entries(writers)) {
    // `{{$word value}}`, or with the room first: `{{$sheet 32000 value}}`.
    runtime.registerHelper(name, (...args: unknown[]) => {
      const { job } = (args.at(-1) as Options).data;
      return args.length > 2 ? write(args[1], Number(args[0]), job) : write(args[0], 0, job);
    });
  }
  for (const [name, pure] of Object.entries(helpers)) {
    // Handlebars hands its options over as the last argument: `and` would take them for a true value.
    runtime.registerHelper(name, (...args: unknown[]) => pure(...args.slice(0, -1)));
  }
  return (precompiled) => {
    const template = runtime.template(precompiled as TemplateSpecification);
    return (job) => template(job.view, { data: { job } });
  };
}

function endless(): StampError {
  return new StampError("GR708", {
    zh: `模板里的 #each 重复超过 ${mostTurns} 次，请检查是否循环套循环`,
    en: `the template's loops made more than ${mostTurns} turns: is there a loop in a loop?`,
  });
}
