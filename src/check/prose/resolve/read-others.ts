import type { TopicFrame } from "../lexicon/meaning.ts";
import type { Figure } from "../tokenize/figure.ts";
import { type SentenceState, type TextState, tableOf } from "./state.ts";

/** 除新收3件外，其他各项均为0: every row of the tables spoken of that the sentence does not name. */
export function readOthers(figure: Figure, scene: TextState, state: SentenceState): void {
  const { statements, sentence, lexicons, lead } = scene;
  const named = state.mentions.flatMap(({ quantity }) => (quantity?.frame.statutory ? [quantity] : []));
  const frames: readonly TopicFrame[] = named.length > 0 ? named.map(({ frame }) => frame) : lead ? [lead] : [];
  const tables = new Set(frames.filter(({ statutory }) => statutory).map((frame) => tableOf({ frame })));
  if (tables.size === 0 || state.foreignSubject || state.period !== "now") return;
  const paths = named.flatMap(({ readings, frame, columns }) =>
    columns ? [frame.root] : readings.flatMap((sum) => sum.map(({ path }) => path)),
  );
  const isNamed = (line: string): boolean => paths.some((path) => line === path || line.startsWith(`${path}.`));
  const lines = lexicons
    .flatMap((lexicon) => lexicon.frames)
    .filter((frame) => frame.statutory && tables.has(tableOf({ frame })))
    .flatMap((frame) => frame.lines);
  for (const path of new Set(lines.filter((line) => !isNamed(line)))) {
    statements.push({
      ...{ kind: "level", figure, period: "now", sentence, readings: [[{ path, minus: false }]] },
      ...{
        own: false,
        none: true,
        channel: false,
        activity: false,
        atMost: false,
        loose: undefined,
        beside: [],
        apart: [],
      },
    });
  }
}
