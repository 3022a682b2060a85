import { describe, expect, it } from "vitest";
import { markdownRenderer } from "../../../src/render/markdown/markdown.ts";
import { edition2021 } from "../../support/editions.ts";
import { makeReport, stampMarkdown } from "../../support/make-report.ts";
import { about } from "../../support/make-tally.ts";

const edition = edition2021();
const report = makeReport(
  edition,
  {
    requests: { received: { naturalPerson: 3 } },
    activity: { hotline: { received: 4, closed: 3 }, services: { accepted: about(330000, "33万余") } },
  },
  { texts: { overview: "（一）甲。乙。\n（二）丙", problems: "x", other: "x" }, code: "320582104" },
);

/** A template that prints the tables too, so that nothing else is remarked. */
function stamp(template: string): { readonly text: string; readonly faults: readonly string[] } {
  const whole = `${template}\n\n{{#each sections}}{{#each tables}}{{/each}}{{/each}}{{#if draft}}{{#each sections}}{{#each tables}}{{table this}}{{/each}}{{/each}}{{/if}}`;
  const { markdown, diagnostics } = stampMarkdown(edition, report, "pipe", whole);
  const faults = diagnostics.map(({ code, span }) => `${code} ${span ? whole.slice(span.start, span.end) : ""}`.trim());
  return { text: markdown.trimEnd(), faults };
}

describe("a template of one's own", () => {
  it.each([
    ["{{title}}", "凤凰镇人民政府2025年政府信息公开工作年度报告"],
    [
      "{{#each titleLines}}{{@index}}{{this}}{{#unless @last}}/{{/unless}}{{/each}}",
      "0凤凰镇人民政府/12025年政府信息公开工作年度报告",
    ],
    ["{{unit.name}} {{unit.kind}} {{unit.code}} {{year}}", "凤凰镇人民政府 township 320582104 2025"],
    ["{{requests.received.naturalPerson}} {{requests.received.total}} {{proactive.fees}}", "3 3 0"],
    ["{{activity.hotline.closed}} {{activity.services.accepted}}", "3 33万余"],
    ["{{percent activity.hotline.closed activity.hotline.received}} {{sum requests.received.total 1}}", "75% 4"],
    ["{{#if (has activity.training.sessions)}}a{{else if (pos requests.received.total)}}b{{/if}}", "b"],
    ["{{#if (or (pos requests.broughtForward.total) draft)}}a{{else}}b{{/if}}", "b"],
    ["{{#if (eq (sum 1 2) requests.received.total)}}a{{/if}}", "a"],
    ["{{heading.overview}}", "一、总体情况"],
    [
      "{{#each text.overview}}[{{#if lead}}{{lead}}-{{/if}}{{text}}{{#if heading2}}2{{/if}}{{#if body}}b{{/if}}]{{/each}}",
      "[（一）甲。-乙。b][（二）丙2]",
    ],
    ["{{#with activity.hotline}}{{received}}{{../year}}{{/with}}", "42025"],
    ["{{#each sections}}{{#each paragraphs}}{{../id}} {{/each}}{{/each}}", "overview overview problems other"],
  ])("%s", (template, text) => {
    expect(stamp(template)).toEqual({ text, faults: [] });
  });

  it("a file saved on Windows prints the same", () => {
    const text = "一\n{{#if published}}\n二\n{{/if}}\n{{year}}\n";
    expect(stamp(text.replace(/\n/g, "\r\n"))).toEqual(stamp(text));
    expect(stamp(`\ufeff${text}`)).toEqual(stamp(text));
  });
});

describe("refused before anything is printed", () => {
  it.each([
    ["{{titel}}", "GR702 titel"],
    ["{{requests.recieved.total}}", "GR702 requests.recieved.total"],
    ["{{requests.received}}", "GR702 requests.received"],
    ["{{constructor.constructor}}", "GR702 constructor.constructor"],
    ["{{__proto__.x}}", "GR702 __proto__.x"],
    ["{{unit.constructor}}", "GR702 unit.constructor"],
    ["{{title.length}}", "GR702 title.length"],
    ["{{sections.0.id}}", "GR702 sections.0.id"],
    ["{{#each sections}}{{titel}}{{/each}}", "GR702 titel"],
    ['{{table "other"}}', 'GR702 "other"'],
    ["{{> x}}", "GR703 {{> x}}"],
    ["{{{title}}}", "GR703 {{{title}}}"],
    ["{{&title}}", "GR703 {{&title}}"],
    ["{{* d}}", "GR703 {{* d}}"],
    ["{{@root.title}}", "GR703 @root.title"],
    ["{{percent 1 of=2}}", "GR703 of=2"],
    ['{{lookup this "constructor"}}', "GR704 lookup"],
    ["{{log title}}", "GR704 log"],
    ["{{title 3}}", "GR704 title"],
    ["{{percent 1}}", "GR704 {{percent 1}}"],
    ["{{#each title}}{{/each}}", "GR704 {{#each title}}"],
    ["{{#toString}}{{/toString}}", "GR704 {{#toString}}"],
    ["{{#if requests.received.total}}x{{/if}}", "GR705 requests.received.total"],
    ["{{#if (sum 1 2)}}x{{/if}}", "GR705 (sum 1 2)"],
    ["第一行\n{{#if draft}}", "GR701"],
    ["{{#if draft}}x{{/each}}", "GR701"],
    ["{{title", "GR701"],
  ])("%s", (template, fault) => {
    const { text, faults } = stamp(template);
    expect(text).toBe("");
    expect(faults).toHaveLength(1);
    expect(faults[0]!.startsWith(fault)).toBe(true);
  });

  it("says what was probably meant", () => {
    const { diagnostics } = stampMarkdown(edition, report, "pipe", "{{titel}}");
    expect(diagnostics[0]).toMatchObject({ file: "report.md.hbs", help: { zh: "是否应为“title”？" } });
  });

  it("bytes that are not UTF-8", () => {
    const bytes = Uint8Array.from([0xd6, 0xd0, 0xce, 0xc4]);
    const { value, diagnostics } = markdownRenderer({ tables: "pipe" }).compile({ name: "gbk.hbs", bytes }, edition);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: "GR713", file: "gbk.hbs", message: { zh: "模板不是 UTF-8 编码" } }]);
  });
});

describe("statutory tables", () => {
  it("a template that no longer prints one is warned of, and still prints", () => {
    const { markdown, diagnostics } = stampMarkdown(
      edition,
      report,
      "pipe",
      '{{table "proactive"}}\n{{table "disputes"}}',
    );
    expect(markdown).toContain("| 行政处罚 | 0 |");
    expect(diagnostics).toMatchObject([
      { code: "GR730", severity: "warning", message: { zh: "模板不再印出“依申请公开”表" } },
    ]);
  });
});

it.each(["pipe", "html"] as const)(
  "the shipped template prints zeros, blanks and the greatest figures (%s)",
  (tables) => {
    const most = Object.fromEntries(edition.cells.filter((c) => !c.terms).map((c) => [c.path, 99_999_999]));
    const none = Object.fromEntries(edition.cells.filter((c) => !c.terms).map((c) => [c.path, undefined]));
    for (const cells of [{}, most, none]) {
      const { markdown, diagnostics } = stampMarkdown(edition, makeReport(edition, cells), tables);
      expect(diagnostics).toEqual([]);
      expect(markdown).not.toMatch(/undefined|NaN|\[object|\{\{|e\+/);
      expect(markdown).toContain("## 六、其他需要报告的事项");
    }
  },
);
