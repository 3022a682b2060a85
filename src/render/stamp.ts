import type { Stamp } from "../core/report.ts";
import type { Entry } from "./archive.ts";
import { StampError } from "./faults.ts";
import type { Formula } from "./formulas.ts";
import { deflated, inOrder, pack } from "./pack.ts";
import { markBase, markStart } from "./program.ts";
import { asRender, type Render } from "./runtime.ts";
import { type View, viewOf } from "./view.ts";

/** A part of a compiled template, as data and one precompiled function. */
export interface CompiledPart {
  readonly name: string;
  /** The static source between the tags. */
  readonly stretches: readonly string[];
  readonly formulas: readonly Formula[];
  /** Handlebars' precompiled form. */
  readonly template: unknown;
}

export interface OfficeStamp extends Stamp {
  stampView(view: View): Uint8Array;
}

/** A part in the output may not be larger; the largest known report has 0.3 MB. */
const mostBytes = 33_554_432;

/** A stamp of a template: its entries as they are, but for the compiled parts. */
export function makeStamp(entries: readonly Entry[], parts: readonly CompiledPart[]): OfficeStamp {
  const fills = new Map(parts.map((part) => [part.name, prepare(part)]));
  const ordered = inOrder(entries);
  const stampView = (view: View): Uint8Array => pack(ordered.map((entry) => fills.get(entry.name)?.(view) ?? entry));
  return { stampView, stamp: (report) => stampView(viewOf(report)) };
}

function prepare({ name, stretches, formulas, template }: CompiledPart): (view: View) => Entry {
  const bytes = stretches.map((stretch) => Buffer.from(stretch, "utf8"));
  const render: Render = asRender(template);
  return (view) => deflated(name, assemble(render({ view, formulas, turns: 0 }), bytes));
}

/** Every stamp writes into the same memory: a part is deflated before the next one begins. */
let scratch: Buffer = Buffer.allocUnsafe(262_144);

function reserve(used: number, more: number): void {
  const needed = used + more;
  if (needed <= scratch.length) return;
  if (needed > mostBytes) {
    throw new StampError("GR726", {
      zh: "按此模板生成的文件过大",
      en: "the file that this template makes is too large",
    });
  }
  const larger = Buffer.allocUnsafe(Math.max(needed, scratch.length * 2));
  scratch.copy(larger, 0, 0, used);
  scratch = larger;
}

const mark: number = markStart.charCodeAt(0);

/** Puts the stretches back where their marks are; what lies between is values. */
export function assemble(rendered: string, stretches: readonly Buffer[]): Buffer {
  let used = 0;
  let at = 0;
  while (at < rendered.length) {
    if (rendered.charCodeAt(at) === mark) {
      const stretch = stretches[rendered.charCodeAt(at + 1) - markBase];
      if (!stretch) throw new Error("a mark without its stretch");
      reserve(used, stretch.length);
      scratch.set(stretch, used);
      used += stretch.length;
      at += 2;
      continue;
    }
    let end = rendered.indexOf(markStart, at);
    if (end < 0) end = rendered.length;
    reserve(used, (end - at) * 3);
    used = writeText(rendered, at, end, used);
    at = end;
  }
  return scratch.subarray(0, used);
}

/** Most values are a digit or two: cheaper by hand than through a call into the engine. */
function writeText(text: string, from: number, to: number, used: number): number {
  let at = used;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f || i - from > 40) return at + scratch.write(text.slice(i, to), at, "utf8");
    scratch[at++] = code;
  }
  return at;
}
