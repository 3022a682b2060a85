import { describe, expect, it } from "vitest";
import { fingerprint } from "../src/check/copying/fingerprint.ts";
import { readMarkdown, readPlainText } from "../src/import/markdown.ts";
import { readTally } from "../src/tally/read-tally.ts";
import { findNearTags } from "../src/template/near-tags.ts";
import { parseText } from "../src/template/parse.ts";
import { edition2021, editions } from "./support/editions.ts";
import { makeTally } from "./support/make-tally.ts";
import { processorSeconds } from "./support/steps.ts";

/** What a pattern may go over again and again when there is nothing else. */
const tokens = [
  ..."十百二一0、，。（《“共件万%年月占比未无和及{a #|…[*'-",
  ...["1234567890", "其中", "分别", "上年", "{{", "\n", "[a: ", "- a\n", " *a", "1月1日至"],
];

const head = "year: 2025\nunit: { name: 云溪县小河镇人民政府, kind: township }\n";
const read = (text: string) => readTally({ file: "test.yaml", text: head + text }, editions());

/** Whoever meets a text before a rule does. The rules are held by `check/leftovers/long.test.ts` and `check/prose/number-bounds.test.ts`. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "a text of a tally": (text) => read(`narrative:\n  overview: |\n    ${text.replaceAll("\n", "\n    ")}\n`),
  "a text without a block": (text) => read(`narrative:\n  overview: ${text}\n`),
  "a line of a tally": (text) => read(text),
  "a key of a tally": (text) => read(`proactive:\n  ${text}: 1\n`),
  "a figure of a tally": (text) => read(`proactive:\n  licences: ${text}\n`),
  "tags of a text": parseText,
  "braces that make no tag": findNearTags,
  "the fingerprint of a text": (text) => fingerprint(text, makeTally(edition2021(), {}, {})),
  "an imported text": readPlainText,
  "imported Markdown": readMarkdown,
};

describe("a hundred thousand characters of one token", () => {
  it.each(Object.keys(readers))("%s", (name) => {
    const bad = tokens.filter((token) => {
      const text = token.repeat(Math.ceil(100_000 / token.length));
      return processorSeconds(() => readers[name]?.(text)) > 4;
    });
    expect(bad).toEqual([]);
  });
});
