import { describe, expect, it } from "vitest";
import { readText } from "../../../src/check/prose/compare/analyse.ts";
import type { Statement } from "../../../src/check/prose/resolve/statement.ts";
import { inputFor } from "../../sentences/corpus.ts";

/** Each figure with what it was taken to say for certain: rows of the form, last year's in brackets. */
function said(text: string, report = "small"): readonly string[] {
  return sayings(text, report).filter((each) => !each.endsWith("?"));
}

/** A question mark behind what is compared only where other figures bear it out. */
function sayings(text: string, report: string): readonly string[] {
  return readText(inputFor(report, text), text).statements.map((statement) => {
    const words = text.slice(statement.figure.start, statement.figure.end);
    const doubt = statement.kind === "level" && statement.doubt !== undefined ? "?" : "";
    return `${words} ${statement.period === "now" ? "" : `[${statement.period}] `}${inWords(statement)}${doubt}`;
  });
}

function inWords(statement: Statement): string {
  if (statement.kind !== "level") return statement.kind;
  const [first = []] = statement.readings;
  return first.map(({ path, columns }) => `${path}${columns ? `/${columns.join("+")}` : ""}`).join(" + ");
}

describe("the scope of a figure", () => {
  it("is its clause: a noun behind a comma or a full stop is another's", () => {
    expect(said("本年新收申请已全部办结。全年接待来访810件。")).toEqual([]);
    expect(said("政府信息公开申请办理规范，接待来访8件。")).toEqual([]);
  });

  it("reaches over 、 and 和 to things that share it", () => {
    expect(said("行政复议、行政诉讼均为0件。")).toEqual(["0件 disputes.review", "0件 disputes.litigation"]);
    expect(said("行政复议和行政诉讼分别为1件和2件。")).toEqual(["1件 disputes.review", "2件 disputes.litigation"]);
    expect(said("行政复议、行政诉讼共3件。")).toEqual(["3件 disputes.review + disputes.litigation"]);
  });

  it("takes its noun from behind, where it stands right there", () => {
    expect(said("处理了8件政府信息公开申请。")[0]).toMatch(/^8件 requests/);
    expect(said("依申请公开方面，3件予以公开，1件结转下年度。")).toEqual([
      "3件 requests.outcomes.granted",
      "1件 requests.carriedForward",
    ]);
    expect(said("收到8件信访申请。")).toEqual([]);
  });

  it("ends at a word that is not known: it may change what is counted", () => {
    expect(said("收到涉及征地的政府信息公开申请5件。")).toEqual([]);
    expect(said("收到政府信息公开申请补正材料5件。")).toEqual([]);
    expect(said("公示行政许可信息58条，移送行政处罚线索3件。")).toEqual([]);
  });

  it("carries the subject over in an enumeration, and not over a figure of something else", () => {
    expect(said("收到政府信息公开申请8件，办结9件。")).toHaveLength(2);
    expect(said("收到政府信息公开申请8件，接待来访30件，办结9件。")).toHaveLength(1);
    expect(sayings("收到政府信息公开申请8件，接待来访30件，办结9件。", "small")).toEqual([
      "8件 requests.received",
      "9件 requests.outcomes?",
    ]);
    expect(said("收到政府信息公开申请8件。办结9件。")).toHaveLength(1);
  });

  it("comes from the heading of the paragraph, where nothing nearer says it", () => {
    expect(said("（二）依申请公开。办结9件。")).toHaveLength(1);
    expect(said("（二）依申请公开。接听电话30次，办结9件。")).toEqual([]);
    expect(said("（二）依申请公开。\n（三）政府信息管理。办结9件。")).toEqual([]);
    expect(said("行政诉讼：2件。")).toEqual(["2件 disputes.litigation"]);
  });
});

describe("a figure with another measure word", () => {
  it("is another quantity", () => {
    expect(said("收到政府信息公开申请8人次。")).toEqual([]);
    expect(said("政策解读会3场，政策解读6条。")).toEqual(["6条 activity.interpretations"]);
    expect(said("组织培训2次，58人次参加。")).toEqual([
      "2次 activity.training.sessions",
      "58人次 activity.training.attendances",
    ]);
  });
});

describe("numbers that count nothing", () => {
  it.each([
    "2025年1月1日至12月31日",
    "根据国办公开办函〔2021〕30号文件",
    "依照条例第二十条第（一）项、第三十六条",
    "咨询电话0512-58123456",
    "自收到申请之日起20个工作日内答复",
    "（一）收到。1.申请。一是受理",
    "投入资金38.6万元",
    "统一社会信用代码12320582MB1234567X",
  ])("%s", (text) => {
    expect(said(`${text}。`)).toEqual([]);
  });
});

describe("whose figures, and when", () => {
  it("another body's are passed over, to the end of the sentence", () => {
    expect(said("县自然资源局收到政府信息公开申请124件，办结123件。")).toEqual([]);
    expect(said("松陂镇人民政府收到政府信息公开申请8件。")).toHaveLength(1);
    expect(said("县自然资源局收到申请124件，我镇收到申请8件。")).toHaveLength(1);
  });

  it("the office's own cases stand beside an area's table", () => {
    expect(said("全市收到政府信息公开申请3525件。", "city")).toHaveLength(1);
    expect(said("市政府办公室收到政府信息公开申请312件。", "city")).toEqual([]);
  });

  it("last year's are last year's, parts of a year are nobody's", () => {
    expect(said("2024年新收申请6件，2025年新收申请8件。")).toEqual([
      "6件 [past] requests.received",
      "8件 requests.received",
    ]);
    expect(said("由上年的6件增加到8件。")).toEqual([]);
    expect(said("新收申请由上年的6件增加到8件。")).toEqual(["6件 [past] requests.received", "8件 requests.received"]);
    expect(said("1—11月，收到政府信息公开申请7件。")[0]).toContain("[other]");
    expect(said("下一步，组织培训4次。")[0]).toContain("[other]");
    expect(said("答复2024年收到的申请1件。")).toEqual([]);
  });
});

describe("changes and shares", () => {
  it("are no levels", () => {
    expect(said("新收申请比上年增加2件，增长33.3%，环比下降5%。")).toEqual(["2件 change", "33.3% change"]);
    expect(said("新收申请增加2件。")).toEqual([]);
    expect(said("予以公开及部分公开5件，占办结总数的55.6%。").at(-1)).toBe("55.6% rate");
  });
});

describe("a percentage", () => {
  it("may have been worked out from two of the six counts before it in its sentence, no earlier ones", () => {
    const text =
      "收到政府信息公开申请1件，办结2件，收到申请3件，办结4件，收到申请5件，办结6件，收到申请7件，办结8件，办结率99.2%。";
    const [rate] = readText(inputFor("small", text), text).statements.filter(({ kind }) => kind === "rate");
    const literal = rate?.kind === "rate" ? rate.literal : [];
    const counts = new Set(literal.flatMap(({ part, whole }) => [part.value, whole.value]));
    expect([...counts].sort()).toEqual([3, 4, 5, 6, 7, 8]);
  });
});
