import { describe, expect, it } from "vitest";
import { computeFigures } from "../../src/core/figures.ts";
import { composeProse } from "../../src/model/compose.ts";
import { buildReport, paragraphsOf } from "../../src/model/report.ts";
import { edition2021 } from "../support/editions.ts";
import { makeTally, type TallyExtra } from "../support/make-tally.ts";

const edition = edition2021();

function report(extra: TallyExtra = {}) {
  const tally = makeTally(edition, { requests: { received: { naturalPerson: 3 } } }, extra);
  const figures = computeFigures(tally, edition);
  const { value: prose } = composeProse({ tally, edition, figures });
  if (!prose) throw new Error("no prose");
  return buildReport({ tally, edition, figures, prose, draft: false, findings: [] });
}

describe("report", () => {
  it("has the edition's sections in order, each with its prose or its table", () => {
    const { sections, figures } = report();
    expect(
      sections.map(({ heading, paragraphs, tables }) => [heading, paragraphs.length > 0, tables.map((t) => t.table)]),
    ).toEqual([
      ["一、总体情况", true, []],
      ["二、主动公开政府信息情况", false, ["proactive"]],
      ["三、收到和处理政府信息公开申请情况", false, ["requests"]],
      ["四、政府信息公开行政复议、行政诉讼情况", false, ["disputes"]],
      ["五、存在的主要问题及改进情况", true, []],
      ["六、其他需要报告的事项", true, []],
    ]);
    expect(figures).toMatchObject({ requests: { received: { naturalPerson: 3, business: 0, total: 3 } } });
  });

  it("writes its date without leading zeros, and none while there is none", () => {
    expect(report({ published: "2026-01-06" }).published).toBe("2026年1月6日");
    expect(report({ published: "2026-11-16" }).published).toBe("2026年11月16日");
    expect(report().published).toBe("");
  });
});

describe("paragraphs", () => {
  const lines = (text: string) => paragraphsOf(text).map(({ level, lead, text: words }) => `${level}|${lead}|${words}`);

  it("are the lines that say something, without the space around them", () => {
    expect(lines("　　第一段。 \r\n\r\n\n\t第二段，　中间的空格不动。\n")).toEqual([
      "0||第一段。",
      "0||第二段，　中间的空格不动。",
    ]);
  });

  it.each([
    ["（一）主动公开", "2||（一）主动公开"],
    ["（一）主动公开。", "2||（一）主动公开。"],
    ["(一)主动公开", "2||(一)主动公开"],
    ["（一）主动公开。全年公开42条。", "0|（一）主动公开。|全年公开42条。"],
    ["（十一）主动公开情况：全年公开42条。", "0|（十一）主动公开情况：|全年公开42条。"],
    ["（一）全年公开42条。其中网站3条。", "0||（一）全年公开42条。其中网站3条。"],
    ["（一）本年未收到政府信息公开申请，也无结转。", "0||（一）本年未收到政府信息公开申请，也无结转。"],
    ["1.加强业务培训", "3||1.加强业务培训"],
    ["1．加强业务培训", "3||1．加强业务培训"],
    ["1.加强业务培训。全年两次。", "0||1.加强业务培训。全年两次。"],
    ["1.5万件", "0||1.5万件"],
    ["=1+1", "0||=1+1"],
  ])("%s", (line, expected) => {
    expect(lines(line)).toEqual([expected]);
  });

  it("say the words as they were written", () => {
    const text = "（一）主动公开。全年。\n1.一\n（二）二。\n三";
    expect(paragraphsOf(text).map((p) => p.lead + p.text)).toEqual(text.split("\n"));
  });
});
