import { describe, expect, it } from "vitest";
import { hasErrors } from "../../src/core/diagnostic.ts";
import { computeFigures } from "../../src/core/figures.ts";
import { placeInProse } from "../../src/core/prose.ts";
import { composeProse } from "../../src/model/compose.ts";
import { city } from "../support/city-tally.ts";
import { edition2021, editions } from "../support/editions.ts";
import type { Cells } from "../support/expand-text.ts";
import { about, makeTally, type TallyExtra } from "../support/make-tally.ts";

const edition = edition2021();

function compose(cells: Cells, extra: TallyExtra = {}, before?: Cells) {
  const tally = makeTally(edition, cells, extra);
  const figures = computeFigures(tally, edition);
  const previous = before && computeFigures(makeTally(edition, before), edition);
  const { value, diagnostics } = composeProse({ tally, edition, figures, ...(previous ? { previous } : {}) });
  if (!value) throw new Error("no prose");
  const text = (id: string): readonly string[] => (value.get(id)?.text ?? "").split("\n").filter((line) => line.trim());
  return { tally, prose: value, text, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

const opening =
  "根据《中华人民共和国政府信息公开条例》和《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号），编制本报告。本报告所列数据的统计期限为2025年1月1日至12月31日。";

describe("composed text", () => {
  it("says zeros plainly, and leaves out what nothing is known of", () => {
    const { text, codes } = compose({});
    expect(text("overview")).toEqual([
      opening,
      "（一）主动公开。全年未制发、废止行政规范性文件。未作出行政许可、行政处罚、行政强制处理决定，未收取行政事业性收费。",
      "（二）依申请公开。本年未收到政府信息公开申请，也无上年结转的申请。",
      "（三）政府信息管理。截至年底，无现行有效的行政规范性文件。",
      "（四）监督保障。全年未发生政府信息公开行政复议、行政诉讼。",
    ]);
    expect(text("problems")).toEqual([
      "（一）存在的主要问题。从本年度数据看，没有结转下年度继续办理的政府信息公开申请，也没有结果纠正或者尚未审结的行政复议、行政诉讼。",
      "（二）改进情况。下一步，继续依照《中华人民共和国政府信息公开条例》做好主动公开和依申请公开工作。",
    ]);
    expect(text("other")).toEqual(["无其他需要报告的事项。"]);
    expect(codes).toEqual(["GR303", "GR301", "GR302"]);
  });

  it("a township with figures in every part", () => {
    const cells: Cells = {
      proactive: { normativeDocuments: { issued: 4, inForce: 32 }, licences: 12, penalties: 30, fees: 0.38 },
      requests: {
        received: { naturalPerson: 13, business: 2 },
        outcomes: {
          granted: { naturalPerson: 6 },
          partlyGranted: { naturalPerson: 2 },
          unableToProvide: { notHeld: { naturalPerson: 3, business: 2 } },
          otherwiseClosed: { other: { naturalPerson: 1 } },
        },
        carriedForward: { naturalPerson: 1 },
      },
      disputes: { review: { upheld: 1 } },
      activity: {
        itemsPublished: {
          total: 1186,
          channels: { website: 263, wechat: 923 },
          topics: { 财政资金: 305, 住房保障: 31 },
        },
        interpretations: 15,
        responses: { raised: 16, answered: 16 },
        hotline: { received: 392, closed: 388, onTime: 380, satisfied: 371 },
        messages: { received: 54, closed: 54 },
        services: { accepted: about(330000, "33万余"), closed: about(325500, "32.55万余") },
        training: { sessions: 2, attendances: about(160, "160余") },
        staff: { fullTime: 0, partTime: 2 },
        processingFee: 0,
      },
    };
    const { text, codes } = compose(cells, {}, { requests: { received: { naturalPerson: 12 } } });
    // 13 + 2 = 15; 12 → 15 is a quarter more; 6 + 2 + 5 + 1 = 14; 388 ÷ 392 = 98.98%; 392 − 388 = 4.
    expect(text("overview")).toEqual([
      opening,
      "（一）主动公开。全年主动公开政府信息1186条。重点领域信息公开情况为：财政资金305条、住房保障31条。发布政策解读15条。收到社会关切问题16次，作出回应16次。全年制发行政规范性文件4件。作出行政许可处理决定12件、行政处罚处理决定30件，收取行政事业性收费0.38万元。",
      "（二）依申请公开。本年新收政府信息公开申请15件，同比增长25%。新收申请中，自然人提出13件，法人或其他组织提出2件。无上年结转的申请。本年度办结14件，办理结果为：予以公开6件、部分公开2件、无法提供5件、其他处理1件。结转下年度继续办理1件。",
      "（三）政府信息管理。截至年底，现行有效行政规范性文件32件。",
      "（四）政府信息公开平台建设。按公开渠道统计，政府网站公开263条、政务微信公开923条。受理热线工单392件，办结388件，办结率98.98%，按时办结380件，群众满意371件。收到网上留言54条，办结54条，办结率100%。受理政务服务事项33万余件，办结32.55万余件。",
      "（五）监督保障。政府信息公开工作由兼职人员2人承担。组织培训2次，参训160余人次。政府信息公开行政复议1件，结果维持1件。未发生政府信息公开行政诉讼。",
    ]);
    expect(text("problems")).toEqual([
      "（一）存在的主要问题。从本年度数据看，主要存在以下问题：有1件政府信息公开申请未能在本年度办结，结转下年度继续办理；有4件热线工单尚未办结；没有专职工作人员，政府信息公开工作由2名兼职人员承担。",
      "（二）改进情况。下一步，对结转的申请，在法定期限内办结并答复；对尚未办结的群众诉求，继续跟踪办理并及时反馈；加强对兼职人员的业务指导。",
    ]);
    expect(text("other")).toEqual([
      "根据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），本年度收取信息处理费0元。",
    ]);
    expect(codes).toEqual(["GR303", "GR301"]);
  });

  it("the busy city: every subtotal is the sum of its rows", () => {
    const { text } = compose(city, { name: "杭州市", kind: "prefecture", scope: "area" });
    // 不予公开 13+30+11+51+104+85+286+150 = 730; 无法提供 3222+180+19 = 3421; 不予处理 203+148+0+101+5 = 457;
    // 其他处理 318+203+965 = 1486; 5548+2168+730+3421+457+1486 = 13810; 14069+560 = 14629; 56+156 = 212.
    expect(text("overview").slice(1)).toEqual([
      "（一）主动公开。全年制发规章3件，废止规章5件，制发行政规范性文件564件，废止行政规范性文件984件。作出行政许可处理决定11398889件、行政处罚处理决定6937489件、行政强制处理决定166105件，收取行政事业性收费316441万元。",
      "（二）依申请公开。本年新收政府信息公开申请14069件。新收申请中，自然人提出13612件，法人或其他组织提出457件。上年结转560件，两项合计14629件。本年度办结13810件，办理结果为：予以公开5548件、部分公开2168件、不予公开730件、无法提供3421件、不予处理457件、其他处理1486件。结转下年度继续办理819件。",
      "（三）政府信息管理。截至年底，现行有效规章74件、行政规范性文件4185件。",
      "（四）监督保障。政府信息公开行政复议790件，结果维持376件、结果纠正97件、其他结果196件、尚未审结121件。政府信息公开行政诉讼212件（未经复议直接起诉56件、复议后起诉156件），结果维持90件、结果纠正2件、其他结果42件、尚未审结78件。",
    ]);
    // 121 + 27 + 51 = 199 pending.
    expect(text("problems")[0]).toBe(
      "（一）存在的主要问题。从本年度数据看，主要存在以下问题：有819件政府信息公开申请未能在本年度办结，结转下年度继续办理；行政复议结果纠正97件、行政诉讼结果纠正2件，申请办理的规范化水平有待提高；有199件行政复议、行政诉讼尚未审结。",
    );
  });

  it("only activity figures, some approximate, some 0", () => {
    const { text } = compose({
      activity: {
        itemsPublished: { total: about(400, "近400"), channels: { website: about(30, "近30"), weibo: 0, 示范栏: 12 } },
        interpretations: 0,
        responses: { answered: 15 },
        hotline: { received: 0 },
        messages: { received: 3, closed: 5 },
        training: { sessions: 0 },
        staff: { fullTime: 1, partTime: 2 },
        processingFee: 380,
      },
    });
    expect(text("overview").slice(1)).toEqual([
      "（一）主动公开。全年主动公开政府信息近400条。全年未发布政策解读。回应社会关切15次。全年未制发、废止行政规范性文件。未作出行政许可、行政处罚、行政强制处理决定，未收取行政事业性收费。",
      "（二）依申请公开。本年未收到政府信息公开申请，也无上年结转的申请。",
      "（三）政府信息管理。截至年底，无现行有效的行政规范性文件。",
      // 5 closed of 3 received is no rate: the others came in a year before.
      "（四）政府信息公开平台建设。按公开渠道统计，政府网站公开近30条、示范栏公开12条。全年未受理热线工单。收到网上留言3条，办结5条。",
      "（五）监督保障。政府信息公开工作由专职人员1人、兼职人员2人承担。全年未组织培训。全年未发生政府信息公开行政复议、行政诉讼。",
    ]);
    expect(text("other")).toEqual([
      "根据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），本年度收取信息处理费380元。",
    ]);
  });

  it("requests brought forward only, none closed", () => {
    const { text } = compose(
      { requests: { broughtForward: { naturalPerson: 2 }, carriedForward: { naturalPerson: 2 } } },
      {},
      { requests: { received: { naturalPerson: 4 } } },
    );
    expect(text("overview")[2]).toBe(
      "（二）依申请公开。本年未收到政府信息公开申请，同比下降100%，上年结转2件。本年度尚未办结。结转下年度继续办理2件。",
    );
  });

  it("says nothing of a table with a blank, rather than nothing was received", () => {
    const { text, diagnostics } = compose({
      "requests.received.business": undefined,
      "disputes.review.other": undefined,
    });
    expect(text("overview").join("")).not.toMatch(/申请\d*件|未收到|未发生|undefined|NaN/);
    expect(hasErrors(diagnostics)).toBe(false);
  });

  it("has no unfinished clause whatever is missing, and every figure it says is one of the tally's", () => {
    const some: readonly Cells[] = [
      { activity: { itemsPublished: { total: 0 } } },
      { activity: { hotline: { closed: 3 } } },
      { activity: { training: { attendances: about(160, "160余") } } },
      { activity: { responses: { raised: 0, answered: 0 }, messages: { closed: 0 }, services: { accepted: 0 } } },
      { proactive: { regulations: { repealed: 1 }, coerciveMeasures: 2 } },
      {
        requests: {
          received: { otherOrganization: 1 },
          outcomes: { notProcessed: { repeated: { otherOrganization: 1 } } },
        },
      },
      { disputes: { litigation: { afterReview: { other: 1 } } } },
    ];
    for (const cells of some) {
      const { text } = compose(cells);
      for (const line of [...text("overview"), ...text("problems"), ...text("other")]) {
        expect(line).toMatch(/。$/);
        expect(line).not.toMatch(/[，、；：]{2}|[，、；：]。|。。|（）|undefined|NaN|其中[，。]|\{\{/);
        expect(line).not.toMatch(/^（[一二三四五]）[^。]+。$/);
      }
    }
  });
});

describe("what a report says on its own", () => {
  const tool = /填报|程序|工具|软件|系统|模板|示例|待补|表格如下|gov-report|undefined|NaN|\{\{/;

  it.each(editions().all.map((form) => [form.id, form] as const))(
    "%s: speaks of the year, never of the tool",
    (_, form) => {
      const blank = makeTally(form);
      const nothing = { ...blank, cells: new Map() };
      for (const tally of [blank, nothing]) {
        const { value } = composeProse({ tally, edition: form, figures: computeFigures(tally, form) });
        const texts = [...(value?.values() ?? [])].map(({ text }) => text);
        expect(texts.length).toBeGreaterThan(2);
        for (const text of texts) expect(text).not.toMatch(tool);
        expect(value?.get("other")?.text.trim()).toBe("无其他需要报告的事项。");
      }
      for (const text of form.partials.values()) expect(text.replace(/\{\{[\s\S]*?\}\}/g, "")).not.toMatch(tool);
    },
  );

  it("what is told of a section that nobody wrote goes by its role, whatever it is called", () => {
    const renamed = {
      ...edition,
      sections: edition.sections.map((section) =>
        section.role === undefined ? section : { ...section, id: `my-${section.id}` },
      ),
      partials: new Map([...edition.partials].map(([id, text]) => [id === "other" ? id : `my-${id}`, text])),
    };
    const codesOf = (form: typeof edition) => {
      const tally = makeTally(form, { activity: { processingFee: 0 } });
      return composeProse({ tally, edition: form, figures: computeFigures(tally, form) }).diagnostics.map(
        ({ code, message }) => [code, message.zh],
      );
    };
    expect(codesOf(renamed)).toEqual(codesOf(edition));
    expect(codesOf(renamed).map(([code]) => code)).toEqual(["GR303", "GR301"]);
    const plain = { ...edition, sections: edition.sections.map(({ role: _, ...section }) => section) };
    expect(codesOf(plain)).toEqual([]);
  });
});

describe("the unit's own words", () => {
  it("take the place of the composed text, with nothing to remark", () => {
    const { prose, codes } = compose(
      { activity: { processingFee: 0 } },
      { texts: { overview: "收到{{requests.received}}件。", problems: "（一）问题。……", other: "无。" } },
    );
    expect(prose.get("overview")).toMatchObject({ text: "收到0件。", own: true });
    expect(prose.get("problems")).toMatchObject({ text: "（一）问题。……", own: true });
    expect(codes).toEqual([]);
  });

  it("a blank text counts as none", () => {
    expect(compose({}, { texts: { problems: " \n　" } }).codes).toContain("GR301");
  });

  it("a fault stands under its characters in the file, and the text as written remains for a draft", () => {
    const source = "办结{{hotlin.closed}}件。";
    const { prose, diagnostics } = compose({}, { texts: { overview: source, problems: "x", other: "x" } });
    const at = 1000 + source.indexOf("hotlin");
    expect(diagnostics).toMatchObject([
      {
        code: "GR702",
        severity: "error",
        file: "units/test.yaml",
        span: { start: at, end: at + "hotlin.closed".length },
      },
    ]);
    expect(prose.get("overview")?.text).toBe(source);
  });

  it("places of the expanded text lead back into the file", () => {
    const source = "收到{{requests.received}}件，办结三件。";
    const { tally, prose } = compose({}, { texts: { overview: source } });
    const text = prose.get("overview")!;
    const span = (part: string) => {
      const start = text.text.indexOf(part);
      const { start: from, end } = placeInProse(tally.prose.get("overview")!, text, start, start + part.length);
      return source.slice(from - 1000, end - 1000);
    };
    expect(span("办结三件")).toBe("办结三件");
    expect(span("0")).toBe("{{requests.received}}");
    expect(span("到0件")).toBe("到{{requests.received}}件");
  });
});

it("a fault in an edition's own text names the file, the line and the column", () => {
  const broken = { ...edition, partials: new Map([["overview", "一\n二{{nothing.here}}"]]) };
  const tally = makeTally(broken, {}, { texts: { problems: "x", other: "x" } });
  const { diagnostics } = composeProse({ tally, edition: broken, figures: computeFigures(tally, broken) });
  expect(diagnostics.map(({ code, message }) => [code, message.zh])).toEqual([
    ["GR702", "模板 2021/text/overview.hbs 第2行第4列：没有名为“nothing.here”的数据"],
    ["GR303", "“一、总体情况”没有填写，现由程序按数据生成"],
  ]);
});

it("a section without any text is said to have none", () => {
  const empty = { ...edition, partials: new Map<string, string>() };
  const tally = makeTally(empty);
  const { diagnostics } = composeProse({ tally, edition: empty, figures: computeFigures(tally, empty) });
  expect(diagnostics.map(({ code }) => code)).toEqual(["GR304", "GR304", "GR304"]);
});
