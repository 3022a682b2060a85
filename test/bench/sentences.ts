import { type Score, score, type Verdict } from "../sentences/corpus.ts";

/** Precision and recall of the number check on the labelled sentences, one line for each split and for each kind. */
export function scoreLines(verdicts: readonly Verdict[]): readonly string[] {
  const held = verdicts.filter(({ sentence }) => sentence.held);
  const working = verdicts.filter(({ sentence }) => !sentence.held);
  const kinds = [...new Set(verdicts.map(({ sentence }) => kindOf(sentence)))];
  return [
    ...[line("working set", score(working)), line("held back", score(held)), line("all", score(verdicts))],
    ...(["statutory", "words", "activity"] as const).flatMap((figureClass) => {
      const of = (some: readonly Verdict[]) =>
        score(some.filter(({ sentence }) => sentence.figureClass === figureClass));
      return [line(`${figureClass} in passages`, of(working)), line(`${figureClass}, held`, of(held))];
    }),
    ...kinds.flatMap((kind) => [
      line(kind, score(working.filter(({ sentence }) => kindOf(sentence) === kind))),
      line(`${kind}, held`, score(held.filter(({ sentence }) => kindOf(sentence) === kind))),
    ]),
  ];
}

/** A file named kind-….txt holds one kind of sentence; the others are mixed. */
function kindOf({ file }: Verdict["sentence"]): string {
  return file.startsWith("kind-") ? file.slice("kind-".length, -".txt".length) : "mixed";
}

/** What was missed and what was wrongly said, sentence by sentence. */
export function faultLines(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts.flatMap(({ sentence, found, alarms }) => {
    const where = `${sentence.file}:${sentence.line} ${sentence.text}`;
    const missed = found < sentence.wrong.length ? [`missed  ${where}`] : [];
    return [...missed, ...alarms.map((alarm) => `alarm   ${where}\n        ${alarm.code} ${alarm.message.zh}`)];
  });
}

function line(name: string, { sentences, right, wrongFigures, found, alarms, precision, recall }: Score): string {
  const percent = (value: number): string => `${(value * 100).toFixed(1)}%`;
  const counted = `${sentences} sentences (${right} right), ${found} of ${wrongFigures} wrong figures found, ${alarms} false alarms`;
  return `${name.padEnd(18)} ${counted}: precision ${percent(precision)}, recall ${percent(recall)}`;
}
