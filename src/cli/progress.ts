import type { SingleBar } from "cli-progress";
import type { Text } from "../core/diagnostic.ts";
import type { Io } from "./io.ts";

/** How far a batch has come, on stderr: a bar on a terminal, now and then a line elsewhere, nothing for few units. */
export interface Progress {
  step(): void;
  /** Makes room for lines of another kind. */
  pause(): void;
  end(): void;
}

const fewUnits = 200;
const unitsALine = 1000;

export async function openProgress(io: Io, total: number): Promise<Progress> {
  const silent = { step: () => undefined, pause: () => undefined, end: () => undefined };
  if (io.quiet || total < fewUnits) return silent;
  if (process.stderr.isTTY) return bar(io, total);
  let done = 0;
  return {
    ...silent,
    step: () => {
      done++;
      if (done % unitsALine === 0 && done < total)
        io.err(io.say({ zh: `已完成 ${done}/${total}`, en: `${done} of ${total} done` }));
    },
  };
}

async function bar(io: Io, total: number): Promise<Progress> {
  // Loaded only where somebody watches.
  const { default: progress } = await import("cli-progress");
  const format = io.say({
    zh: "{bar} {value}/{total}，每秒 {rate} 份，还需 {left}",
    en: "{bar} {value}/{total}, {rate} a second, {left} left",
  });
  const options = { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, fps: 5 };
  const shown: SingleBar = new progress.SingleBar(options, progress.Presets.shades_classic);
  const start = performance.now();
  let done = 0;
  let visible = false;
  return {
    step: () => {
      done++;
      // Reckoned over the whole run: the bar itself begins anew after every line that comes between.
      const pace = paceOf(done, total, (performance.now() - start) / 1000);
      const words = { rate: pace.rate, left: io.say(pace.left) };
      if (visible) shown.update(done, words);
      else shown.start(total, done, words);
      visible = true;
    },
    pause: () => {
      if (visible) shown.stop();
      visible = false;
    },
    end: () => {
      if (visible) shown.stop();
    },
  };
}

/** Units a second so far, and the time the rest will take at that pace. */
export function paceOf(done: number, total: number, seconds: number): { readonly rate: number; readonly left: Text } {
  const pace = done / Math.max(0.001, seconds);
  const left = Math.ceil((total - done) / pace);
  const [minutes, rest] = [Math.floor(left / 60), left % 60];
  const time =
    minutes > 0
      ? { zh: `${minutes} 分 ${rest} 秒`, en: `${minutes} min ${rest} s` }
      : { zh: `${rest} 秒`, en: `${rest} s` };
  return { rate: Math.round(pace), left: time };
}
