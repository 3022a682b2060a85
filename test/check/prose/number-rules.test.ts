import { describe, expect, it } from "vitest";
import { runRules } from "../../../src/check/run.ts";
import type { Diagnostic } from "../../../src/core/diagnostic.ts";
import type { TracedSegment } from "../../../src/core/prose.ts";
import type { CheckInput } from "../../../src/core/rule.ts";
import { inputFor, numberRules } from "../../sentences/corpus.ts";

function check(report: string, text: string): readonly Diagnostic[] {
  return runRules(numberRules, inputFor(report, text));
}

/** A sentence with one tag in it, expanded. */
function withTag(report: string, before: string, tag: string, value: string, after: string): CheckInput {
  const input = inputFor(report, before + tag + after);
  const end = before.length + value.length;
  const pieces: TracedSegment[] = [
    { start: 0, end: before.length, source: [0, before.length] },
    { start: before.length, end, source: [before.length, before.length + tag.length], paths: ["requests.received"] },
    {
      start: end,
      end: end + after.length,
      source: [before.length + tag.length, before.length + tag.length + after.length],
    },
  ];
  return { ...input, prose: new Map([["overview", { text: before + value + after, own: true, pieces }]]) };
}

describe("what a finding says", () => {
  it("names the figure of the year before where the text still has it", () => {
    // Six requests the year before, eight now.
    const [found] = check("small", "我镇本年新收政府信息公开申请6件。");
    expect(found?.help?.zh).toMatch(/^这正是上年填报的数，多半是沿用了上年的文字；改为 8 件/);
    const [other] = check("small", "我镇本年新收政府信息公开申请5件。");
    expect(other?.help?.zh).toMatch(/^改为 8 件/);
    expect(check("small", "我镇本年新收政府信息公开申请8件，上年新收6件。")).toEqual([]);
  });

  it("in the form's own words it is an error with both numbers, the label, the place and the cells", () => {
    const [found, ...others] = check("small", "我镇本年新收政府信息公开申请9件。");
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "GR310", severity: "error", span: { start: 1014, end: 1016 } });
    expect(found?.message.zh).toBe("正文写的是 9件，表中“本年新收政府信息公开申请”是 8 件");
    expect(found?.message.en).toBe("the text says 9件, requests.received is 8 件");
    expect(found?.help?.zh).toMatch(/^改为 8 件，或核对填报的“本年新收”/);
    expect(found?.related.map(({ message }) => message.zh)).toEqual([
      "“一、本年新收政府信息公开申请数量”的“自然人”：7",
      "“一、本年新收政府信息公开申请数量”的“商业企业”：1",
    ]);
  });

  it("in other words it is a warning with every reading and its sum", () => {
    const [found] = check("small", "共收到政府信息公开申请10件。");
    expect(found).toMatchObject({ code: "GR311", severity: "warning" });
    expect(found?.message.zh).toBe(
      "正文写的是 10件，与填报数据的各种口径都不符：“本年新收” 8；“本年新收” 8 + “上年结转” 1 = 9",
    );
    expect(found?.help?.zh).toMatch(/^改为 8 件 或 9 件/);
  });

  it("of an area's report it is never more than a warning: the text may speak of the office alone", () => {
    expect(check("city", "本年新收政府信息公开申请312件。").map(({ severity }) => severity)).toEqual(["warning"]);
  });

  it("an approximate figure that the cell lies outside of is a warning", () => {
    expect(check("small", "本年新收政府信息公开申请近30件。")).toMatchObject([{ code: "GR311" }]);
  });

  it("where the text says there is none it names what there is", () => {
    const [found] = check("small", "全年未收到政府信息公开申请。");
    expect(found?.message.zh).toContain("正文说“未收到政府信息公开申请”");
    expect(found?.code).toBe("GR311");
  });

  it("where the text says it of all it names what it was said of, and no more than two readings", () => {
    const [found] = check("small", "收到政府信息公开申请8件，均为企业申请。");
    expect(found?.code).toBe("GR311");
    expect([found?.message.zh, found?.help?.zh]).toEqual([
      "正文说“均为企业申请”（共 8），填报的是：“本年新收”的“商业企业” 1；“本年新收”的“商业企业等 5 类” 1",
      "按填报的数改写这句话，或核对填报的“本年新收”的“商业企业”",
    ]);
  });

  it("a rate, a change and parts each have their own code", () => {
    expect(check("small", "热线工单办结率99.9%。").map(({ code }) => code)).toEqual(["GR312"]);
    expect(check("small", "答复来信9件，其中涉及土地7件、涉及社保5件。").map(({ code }) => code)).toEqual(["GR313"]);
    expect(check("small", "新收申请同比增长50%。").map(({ code }) => code)).toEqual(["GR314"]);
  });

  it("a change says what it would be, and what both years have", () => {
    const [found] = check("bureau", "新收申请124件，同比下降12.73%。");
    expect(found?.message.zh).toBe("正文写的是下降 12.73%，今年“本年新收” 124，上年“本年新收” 110，应为增长12.73%");
  });

  it("money is compared in yuan, whatever it is written in", () => {
    expect(check("small", "收取行政事业性收费3800元。")).toEqual([]);
    expect(check("small", "收取行政事业性收费0.38万元。")).toEqual([]);
    expect(check("small", "收取行政事业性收费38万元。")[0]?.message.zh).toContain("是 0.38万元");
  });
});

describe("one fault, one finding", () => {
  it("a wrong part explains parts that exceed the whole", () => {
    expect(check("bureau", "被申请行政复议10件，其中结果维持9件，结果纠正1件，其他结果2件。")).toHaveLength(1);
  });

  it("a rate worked out from a wrong count is not reported as well", () => {
    expect(check("small", "收到留言24条，回复22条，回复率91.7%。")).toHaveLength(1);
  });

  it("parts of one cell in one sentence are added up before they are compared", () => {
    expect(check("small", "依申请公开中，本机关不掌握2件，不掌握相关政府信息1件。")).toEqual([]);
  });
});

describe("what needs no looking at", () => {
  it("a figure that a tag has written is right by construction", () => {
    expect(runRules(numberRules, withTag("small", "本年新收申请", "{{requests.received}}", "9", "件。"))).toEqual([]);
  });

  it("but it opens the context for those behind it, whose place is found behind the tag", () => {
    const input = withTag("small", "收到政府信息公开申请", "{{requests.received}}", "8", "件，其中自然人9件。");
    const [found] = runRules(numberRules, input);
    const source = "收到政府信息公开申请{{requests.received}}件，其中自然人9件。";
    expect(found?.span).toMatchObject({ start: 1000 + source.indexOf("9件"), end: 1000 + source.indexOf("9件") + 2 });
  });

  it("a text the edition composed is not the unit's to correct", () => {
    const input = inputFor("small", "本年新收政府信息公开申请9件。");
    const prose = new Map([...(input.prose ?? [])].map(([id, text]) => [id, { ...text, own: false }]));
    expect(runRules(numberRules, { ...input, prose })).toEqual([]);
  });

  it("a blank cell has been reported, and a figure that is not given cannot differ", () => {
    const input = inputFor("small", "本年新收政府信息公开申请9件，发布政策解读9条。");
    const figures = { ...input.figures, value: () => undefined };
    expect(runRules(numberRules, { ...input, figures })).toEqual([]);
  });

  it("a comparison without last year's tally", () => {
    const { previous: _, ...input } = inputFor("small", "新收申请同比增长90%，上年新收申请77件。");
    expect(runRules(numberRules, input)).toEqual([]);
  });
});
