import type { Text } from "../core/diagnostic.ts";
import { columns } from "../print/width.ts";
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

export function openProgress(io: Io, total: number): Progress {
  const silent = { step: () => undefined, pause: () => undefined, end: () => undefined };
  if (io.quiet || total < fewUnits) return silent;
  if (process.stderr.isTTY) return bar(io, total);
  let done = 0;
  return {
    ...silent,
    step: () => {
      done++;
      if (done % unitsALine === 0 && done < total)
        io.err(io.localize({ zh: `已完成 ${done}/${total}`, en: `${done} of ${total} done` }));
    },
  };
}

const barWidth = 40;
/** Milliseconds between two drawings of the bar. */
const redrawAfter = 200;

/** Drawn in the last line, from the first column on; wiped before anything else is written there. */
function bar(io: Io, total: number): Progress {
  const { stderr } = process;
  const start = performance.now();
  let done = 0;
  let drawn: number | undefined;
  const wipe = (): void => {
    if (drawn !== undefined) stderr.write(`${firstColumn}${eraseLine}`);
    drawn = undefined;
  };
  return {
    step: () => {
      done++;
      const now = performance.now();
      if (drawn !== undefined && now - drawn < redrawAfter) return;
      drawn = now;
      const words = io.localize(progressText(done, total, (now - start) / 1000));
      const width = Math.min(barWidth, Math.max(1, (stderr.columns || 80) - columns(words) - 2));
      const full = Math.floor((done / total) * width);
      stderr.write(`${firstColumn}${"█".repeat(full)}${"░".repeat(width - full)} ${words}${eraseRest}`);
    },
    pause: wipe,
    end: wipe,
  };
}

const firstColumn = "\u001b[1G";
const eraseLine = "\u001b[2K";
const eraseRest = "\u001b[0K";

/** Fewer units or less time say nothing of the pace: the first unit loads the templates. */
const leastSample = { units: 20, seconds: 1 };

/** Beside the bar: how many units are done, how many a second, and how long the rest will take at that pace. */
export function progressText(done: number, total: number, seconds: number): Text {
  const count = `${done}/${total}`;
  if (done < leastSample.units || seconds < leastSample.seconds) return { zh: count, en: count };
  const pace = done / seconds;
  const remaining = Math.ceil((total - done) / pace);
  const [minutes, rest] = [Math.floor(remaining / 60), remaining % 60];
  const time =
    minutes > 0
      ? { zh: `${minutes} 分 ${rest} 秒`, en: `${minutes} min ${rest} s` }
      : { zh: `${rest} 秒`, en: `${rest} s` };
  const rate = Math.round(pace);
  return {
    zh: `${count}，每秒 ${rate} 份，还需 ${time.zh}`,
    en: `${count}, ${rate} a second, ${time.en} left`,
  };
}
