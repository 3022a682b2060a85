import { describe, expect, it } from "vitest";
import { edition2021 } from "../../support/editions.ts";
import { type Cells, expand } from "../../support/expand-text.ts";
import { about } from "../../support/make-tally.ts";

const edition = edition2021();

function said(source: string, cells: Cells = {}, previous?: Cells): string {
  const { value, faults } = expand(edition, source, cells, previous);
  if (!value) throw new Error(faults.map((fault) => `${fault.code} ${fault.message.zh}`).join("\n"));
  return value.text;
}

const figures: Cells = {
  requests: {
    received: { naturalPerson: 13, business: 2 },
    outcomes: { denied: { stateSecret: { naturalPerson: 1 }, otherLaw: { business: 2 } } },
  },
  disputes: { litigation: { direct: { upheld: 1 }, afterReview: { pending: 2 } } },
  activity: {
    itemsPublished: { total: 1186, channels: { website: 263, wechat: 923, 村务栏: 5 } },
    hotline: { received: 392, closed: 388 },
    services: { accepted: about(330000, "33万余") },
  },
};

describe("names", () => {
  it("a text without tags is the same text", () => {
    expect(said("全年无申请。\n　　第二段｛一｝{x}")).toBe("全年无申请。\n　　第二段｛一｝{x}");
  });

  it.each([
    ["{{requests.received.naturalPerson}}", "13"],
    ["{{依申请公开.本年新收.自然人}}", "13"],
    ["{{requests.本年新收.总计}}", "15"],
    ["{{requests.received}}", "15"],
    ["{{requests.outcomes}}", "3"],
    ["{{requests.outcomes.denied}}", "3"],
    ["{{依申请公开.办理结果.不予公开}}", "3"],
    ["{{disputes.litigation}}", "3"],
    ["{{activity.hotline.closed}}", "388"],
    ["{{hotline.closed}}", "388"],
    ["{{热线工单.办结}}", "388"],
    ["{{工作情况.热线工单.办结}}", "388"],
    ["{{itemsPublished.channels.村务栏}}", "5"],
    ["{{year}}年{{unit.name}}", "2025年凤凰镇人民政府"],
    ["{{报告年度}}年{{单位.名称}}", "2025年凤凰镇人民政府"],
    ["{{services.accepted}}件", "33万余件"],
    ["a{{~ hotline.closed ~}} b", "a388b"],
    ["{{! 注 }}{{!-- 注 --}}x", "x"],
  ])("%s is %s", (source, text) => {
    expect(said(source, figures)).toBe(text);
  });

  it("a zero is printed, and a blank of a statutory table is not taken for one", () => {
    expect(said("{{requests.broughtForward}}件")).toBe("0件");
    expect(said("{{requests.received}}件", { "requests.received.business": undefined })).toBe("（未填）件");
  });
});

describe("helpers", () => {
  it.each([
    ["{{percent hotline.closed hotline.received}}", "98.98%"],
    ["{{sum requests.received requests.broughtForward 1}}", "16"],
    ["{{rest hotline.received hotline.closed}}", "4"],
    ["{{percent (rest hotline.received hotline.closed) hotline.received}}", "1.02%"],
    ["{{#if (has hotline)}}a{{else}}b{{/if}}{{#if (has training)}}c{{else}}d{{/if}}", "ad"],
    [
      "{{#if (has requests.broughtForward)}}给了{{/if}}{{#if (pos requests.broughtForward)}}有{{else}}无{{/if}}",
      "给了无",
    ],
    ["{{#if (pos services.accepted)}}受理{{services.accepted}}件{{/if}}", "受理33万余件"],
    ['{{#if (pos training.sessions)}}a{{else if (eq unit.kind "township")}}镇{{else}}c{{/if}}', "镇"],
    ["{{#unless (and (pos hotline.received) (not (eq hotline.closed 388)))}}x{{/unless}}", "x"],
    ["{{#if (or (pos training.sessions) (pos hotline.closed))}}x{{/if}}", "x"],
    ["{{#if (eq training.sessions training.attendances)}}两个都没有填，不是相等{{else}}x{{/if}}", "x"],
    ["{{#if (percent services.accepted hotline.closed)}}约数没有比率{{else}}x{{/if}}", "x"],
  ])("%s is %s", (source, text) => {
    expect(said(source, figures)).toBe(text);
  });

  it.each([
    [100, 112, "增长12%"],
    [1000, 1123, "增长12.3%"],
    [100, 95, "下降5%"],
    [3, 3, "持平"],
    [0, 5, "增加5件"],
    [0, 0, "持平"],
    [5, 0, "下降100%"],
    [1_000_000, 1_000_001, "基本持平"],
  ])("a change from %i to %i is %s", (before, now, words) => {
    const year = (n: number): Cells => ({ requests: { received: { naturalPerson: n } } });
    expect(said("{{change requests.received.total}}", year(now), year(before))).toBe(words);
    expect(said("{{change 依申请公开.本年新收}}", year(now), year(before))).toBe(words);
  });

  it("a change from nothing has the measure word of its figure", () => {
    const cells: Cells = { activity: { interpretations: 3, training: { attendances: 20 } } };
    const before: Cells = { activity: { interpretations: 0, training: { attendances: 0 } } };
    expect(said("{{change interpretations}}、{{change training.attendances}}", cells, before)).toBe(
      "增加3条、增加20人次",
    );
  });
});

describe("blocks", () => {
  it("lists the figures of an open group in the order written, with their names", () => {
    const source = "{{#each itemsPublished.channels}}{{label}}{{value}}条{{#unless @last}}、{{/unless}}{{/each}}";
    expect(said(source, figures)).toBe("政府网站263条、政务微信923条、村务栏5条");
    expect(said("{{#each itemsPublished.topics}}x{{else}}没有{{/each}}", figures)).toBe("没有");
  });

  it("joins the lines of a list that say something", () => {
    const source =
      '{{#list "，" "其中" "。"}}\n甲{{hotline.closed}}件\n\n　{{#if (pos training.sessions)}}乙{{/if}}\n 丙 \n{{/list}}';
    expect(said(source, figures)).toBe("其中甲388件，丙。");
    expect(said("{{#list}}\n \n{{else}}都没有{{/list}}")).toBe("都没有");
  });

  it("numbers the parts that say something", () => {
    const source =
      '{{#part "甲"}}\n一句。\n二句。\n{{/part}}\n\n{{#part "乙"}}\n{{#if (has training)}}x{{/if}}\n{{/part}}\n{{#part "丙"}}三句。{{/part}}';
    expect(said(source).trim().split(/\n+/)).toEqual(["（一）甲。一句。二句。", "（二）丙。三句。"]);
  });
});

describe("pieces", () => {
  const source =
    '收到{{requests.received}}件，办结率{{percent hotline.closed hotline.received}}。\n{{#list "、"}}\n 甲 \n乙\n{{/list}}';
  const expanded = expand(edition, source, figures).value!;

  it("cover the text without a gap", () => {
    expect(expanded.text).toBe("收到15件，办结率98.98%。\n甲、乙");
    expect(expanded.pieces.map(({ start, end }) => expanded.text.slice(start, end)).join("")).toBe(expanded.text);
    expanded.pieces.forEach((piece, i) => void expect(piece.start).toBe(expanded.pieces[i - 1]?.end ?? 0));
  });

  it("literal ones say the very characters of the source", () => {
    const literal = expanded.pieces.filter((piece) => !piece.paths);
    expect(literal.length).toBeGreaterThan(3);
    for (const {
      start,
      end,
      source: [from, to],
    } of literal) {
      expect(source.slice(from, to)).toBe(expanded.text.slice(start, end));
    }
  });

  it("computed ones name their figures and their tag", () => {
    const computed = expanded.pieces.filter((piece) => piece.paths?.length);
    expect(computed.map(({ paths, source: [from, to] }) => [paths, source.slice(from, to)])).toEqual([
      [["requests.received"], "{{requests.received}}"],
      [["activity.hotline.closed", "activity.hotline.received"], "{{percent hotline.closed hotline.received}}"],
    ]);
  });
});
