import { describe, expect, it } from "vitest";
import { runRules } from "../../../src/check/run.ts";
import type { Prose, ProseText } from "../../../src/core/prose.ts";
import type { CheckInput } from "../../../src/core/rule.ts";
import { composeProse } from "../../../src/model/compose.ts";
import { inputFor, numberRules } from "../../sentences/corpus.ts";

const reports = ["zero", "small", "bureau", "city"];

/** The edition's own text of a report, as if the unit had written it. */
function composed(report: string): { readonly input: CheckInput; readonly texts: Prose } {
  const { tally: written, edition, figures, previous } = inputFor(report, "");
  const tally = { ...written, prose: new Map() };
  const { value } = composeProse({ tally, edition, figures, ...(previous && { previous: previous.figures }) });
  return { input: { tally, edition, figures, ...(previous && { previous }) }, texts: value ?? new Map() };
}

/** The same characters with nothing known of where they come from. */
function typed(text: string): ProseText {
  return { text, own: true, pieces: [{ start: 0, end: text.length, source: [0, text.length] }] };
}

function check(input: CheckInput, texts: Prose) {
  const prose = new Map([...input.tally.prose, ...[...texts].map(([id, { text }]) => [id, passage(text)] as const)]);
  return runRules(numberRules, { ...input, tally: { ...input.tally, prose }, prose: texts });
}

const passage = (text: string) => ({
  text,
  span: { file: "t.yaml", start: 0, end: text.length },
  places: [[0, 0] as const],
});

describe.each(reports)("the text composed for %s", (report) => {
  const { input, texts } = composed(report);

  it("draws no finding, typed by hand or taken from the tally", () => {
    expect(texts.get("overview")?.text.length).toBeGreaterThan(200);
    const own: Prose = new Map([...texts].map(([id, text]) => [id, { ...text, own: true }]));
    const byHand: Prose = new Map([...texts].map(([id, { text }]) => [id, typed(text)]));
    expect(check(input, own).map(({ message }) => message.zh)).toEqual([]);
    expect(check(input, byHand).map(({ message }) => message.zh)).toEqual([]);
  });

  it("draws one at each figure that is changed by one", () => {
    const missed: string[] = [];
    let changed = 0;
    for (const [id, { text, pieces }] of texts) {
      if (id !== "overview") continue; // what section 五 says of the figures is said in windings
      for (const { start, end, paths } of pieces) {
        const said = text.slice(start, end);
        const [path] = paths ?? [];
        if (path === "activity.processingFee") continue; // has a rule of its own
        if (!path || paths?.length !== 1 || !/^\d+$/.test(said)) continue;
        changed++;
        const other = text.slice(0, start) + String(Number(said) + 1) + text.slice(end);
        const found = check(input, new Map([[id, typed(other)]]));
        const hit = found.some(({ span }) => span && span.start < end + 2 && span.end > start);
        if (!hit) missed.push(`${path}: ${text.slice(Math.max(0, start - 14), end + 6)}`);
      }
    }
    expect(changed).toBeGreaterThan(5);
    expect(missed).toEqual([]);
  });
});
