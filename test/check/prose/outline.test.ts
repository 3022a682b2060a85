import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { rules } from "../../../src/check/index.ts";
import { runRules } from "../../../src/check/run.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { editions } from "../../support/editions.ts";

const file = fileURLToPath(new URL("../../../samples/chain/units/shuili-ju-2018.yaml", import.meta.url));
const tally = readTally({ file, text: readFileSync(file, "utf8") }, editions()).value!;
const edition = editions().get(tally.edition)!;
const numberRules = rules.filter(({ code }) => /^GR31/.test(code));

/** What is said of a text beside the statistical table: 7 received, 6 closed in time, 6 answered, no review, 412 items. */
function said(text: string): readonly string[] {
  const prose = new Map([
    ["requests", { text, own: true, pieces: [{ start: 0, end: text.length, source: [0, text.length] as const }] }],
  ]);
  return runRules(numberRules, { tally, edition, figures: computeFigures(tally, edition), prose }).map(
    ({ message }) => message.zh,
  );
}

describe("numbers in a text beside the statistical table", () => {
  it.each([
    ["全年收到政府信息公开申请8件，按时办结6件。", "正文写的是 8件，表中“收到申请”是 7 件"],
    ["全年收到政府信息公开申请7件，按时办结5件。", "正文写的是 5件，表中“申请办结”的“按时办结”是 6 件"],
    ["发生行政复议2件。", "正文写的是 2件，表中“行政复议”是 0 件"],
    [
      "全年主动公开政府信息500条。",
      "正文写的是 500条，与填报数据的各种口径都不符：“主动公开信息”的“总数” 412；“公开信息”的“总数” 412",
    ],
  ])("%s", (text, message) => {
    expect(said(text)).toEqual([message]);
  });

  it.each([
    "全年收到政府信息公开申请7件，按时办结6件，同意公开3件。",
    "全年没有发生行政复议、行政诉讼，未收到举报投诉。",
    "全年主动公开政府信息412条，其中规范性文件2条。",
    "收到信访件30件，收到政府信息公开申请7件。",
  ])("%s is right", (text) => {
    expect(said(text)).toEqual([]);
  });
});
