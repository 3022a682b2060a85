import type { SingleBar } from "cli-progress";
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
    zh: "{bar} {value}/{total}，每秒 {rate} 份，还需 {eta_formatted}",
    en: "{bar} {value}/{total}, {rate} a second, {eta_formatted} left",
  });
  const options = { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, etaBuffer: 500, fps: 5 };
  const shown: SingleBar = new progress.SingleBar(options, progress.Presets.shades_classic);
  const start = performance.now();
  let done = 0;
  let visible = false;
  return {
    step: () => {
      done++;
      const rate = Math.round(done / Math.max(0.001, (performance.now() - start) / 1000));
      if (visible) shown.update(done, { rate });
      else shown.start(total, done, { rate });
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
