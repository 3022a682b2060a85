import { describe, expect, it } from "vitest";
import { edition2021 } from "../support/editions.ts";
import { type Cells, expand } from "../support/expand-text.ts";
import { about } from "../support/make-tally.ts";
import { stepsOf } from "../support/steps.ts";

const edition = edition2021();
const figures: Cells = {
  activity: { hotline: { received: 0, closed: 3 }, services: { accepted: about(330000, "33万余"), closed: 1 } },
};

/** Each fault as its code and the characters under it. */
function faults(source: string, cells: Cells = figures, previous?: Cells): readonly string[] {
  const { value, faults: found } = expand(edition, source, cells, previous);
  expect(value === undefined).toBe(found.length > 0);
  return found.map(({ code, start, end }) => `${code} ${source.slice(start, end)}`);
}

function help(source: string): string | undefined {
  return expand(edition, source, figures).faults[0]?.help?.zh;
}

describe("what a text may not do", () => {
  it.each([
    ["全年{{requests.recieved}}件", "GR702 requests.recieved"],
    ["{{constructor.constructor}}", "GR702 constructor.constructor"],
    ["{{__proto__.polluted}}", "GR702 __proto__.polluted"],
    ["{{requests.constructor}}", "GR702 requests.constructor"],
    ["{{requests}}件", "GR702 requests"],
    ["{{proactive.normativeDocuments}}件", "GR702 proactive.normativeDocuments"],
    ["{{hotline}}件", "GR702 hotline"],
    ["{{label}}", "GR702 label"],
    ["{{this.constructor}}", "GR703 this.constructor"],
    ["{{this}}", "GR703 this"],
    ["{{../year}}", "GR703 ../year"],
    ["{{@root.year}}", "GR703 @root.year"],
    ["一{{{year}}}二", "GR703 {{{year}}}"],
    ["{{&year}}", "GR703 {{&year}}"],
    ["{{> part}}", "GR703 {{> part}}"],
    ["{{* deco}}", "GR703 {{* deco}}"],
    ["{{^year}}x{{/year}}", "GR703 {{^year}}"],
    ["{{#each itemsPublished.topics as |x|}}{{/each}}", "GR703 {{#each itemsPublished.topics as |x|}}"],
    ["{{percent hotline.closed of=hotline.received}}", "GR703 of=hotline.received"],
    ['{{lookup this "constructor"}}', "GR704 lookup"],
    ['{{log "x"}}', "GR704 log"],
    ["{{toString year}}", "GR704 toString"],
    ["{{#with hotline}}{{closed}}{{/with}}", "GR704 {{#with hotline}}"],
    ["{{percent hotline.closed}}", "GR704 {{percent hotline.closed}}"],
    ["{{#each requests.outcomes}}x{{/each}}", "GR704 {{#each requests.outcomes}}"],
    ["{{#list 3}}x{{/list}}", "GR704 {{#list 3}}"],
    ["{{has year}}", "GR704 {{has year}}"],
    ["{{change (sum year 1)}}", "GR704 {{change (sum year 1)}}"],
    ["{{#if hotline.closed}}x{{/if}}", "GR705 hotline.closed"],
    ["{{#unless requests.received}}x{{/unless}}", "GR705 requests.received"],
    ["{{#if (and (has hotline) hotline.closed)}}x{{/if}}", "GR705 hotline.closed"],
    ["{{#if (sum hotline.closed 1)}}x{{/if}}", "GR705 (sum hotline.closed 1)"],
    ["{{hotline.onTime}}", "GR706 hotline.onTime"],
    ["{{itemsPublished.topics.财政资金}}", "GR706 itemsPublished.topics.财政资金"],
    ["{{percent hotline.onTime hotline.closed}}", "GR706 hotline.onTime"],
    ["{{change requests.received}}", "GR707 {{change requests.received}}"],
    ["{{percent services.closed services.accepted}}", "GR709 {{percent services.closed services.accepted}}"],
    ["{{percent hotline.closed hotline.received}}", "GR709 {{percent hotline.closed hotline.received}}"],
    ["{{rest hotline.received hotline.closed}}", "GR709 {{rest hotline.received hotline.closed}}"],
  ])("%s", (source, fault) => {
    const found = faults(source);
    expect(found).toHaveLength(1);
    expect(found[0]!.startsWith(fault)).toBe(true);
  });

  it.each([
    ["全年\n收到{{#if (has year)}}x", "GR701 "],
    ["全年{{requests.received件", "GR701 {{requests.received件"],
    ["全年requests.received}}件", "GR701 }}"],
    ["一{{year}}二}}三", "GR701 }}"],
    ["全年｛｛requests.received｝｝件", "GR701 ｛｛"],
    ["{{#if (has year)}}x{{/each}}", "GR701 {{#if (has year)}}x{{/each}}"],
    ["{{}}", "GR701 {{}}"],
    ["{{else}}", "GR701 {{else}}"],
    ["{{year", "GR701 {{year"],
  ])("cannot be read: %s", (source, fault) => {
    expect(faults(source)[0]?.startsWith(fault)).toBe(true);
  });

  it("looks at branches not taken, so that a fault does not wait for other figures", () => {
    expect(faults("{{#if (has training)}}{{trainnig.sessions}}{{#if training.sessions}}x{{/if}}{{/if}}")).toEqual([
      "GR702 trainnig.sessions",
      "GR705 training.sessions",
    ]);
  });

  it("says that last year's tally lacks the figure where there is one", () => {
    const { faults: found } = expand(edition, "{{change hotline.closed}}", figures, {});
    expect(found[0]?.message.zh).toContain("上年（2024年）的填报数据中没有这个数");
  });
});

describe("suggestions", () => {
  it.each([
    ["{{requests.recieved}}", "是否应为“requests.received”？"],
    ["{{依申请公开.本年新受.自然人}}", "是否应为“依申请公开.本年新收.自然人”？"],
    ["{{hotlin.closed}}", "是否应为“hotline.closed”？"],
    ["{{本年新收}}", "是否应为“依申请公开.本年新收”？"],
    ["{{依申请公开．本年新收}}", "是否应为“依申请公开.本年新收”？"],
    ["{{热线}}", "是否应为“热线工单”？"],
    ["{{完全不同的名称}}", "请对照填报数据中的项目名称填写"],
    ["{{#if hotline.closed}}x{{/if}}", "已填报即可，写 (has hotline.closed)；大于0才算，写 (pos hotline.closed)"],
  ])("%s: %s", (source, words) => {
    expect(help(source)).toBe(words);
  });
});

describe("bounds", () => {
  /** What is found, in a bounded number of steps: 4 million at most where loops go on until they are stopped. */
  const quick = (source: string, cells?: Cells): readonly string[] => {
    let found: readonly string[] = [];
    const [steps] = stepsOf(() => {
      found = expand(edition, source, cells).faults.map(({ code }) => code);
    });
    expect(steps).toBeLessThan(10_000_000);
    return found;
  };

  it("a text of a megabyte, one of ten thousand tags and deep nesting are refused in time", () => {
    expect(quick("字".repeat(1_000_000))).toEqual(["GR708"]);
    expect(quick("{{year}}".repeat(10_000))).toEqual(["GR708"]);
    const deep = "{{#if (has year)}}".repeat(1000) + "{{/if}}".repeat(1000);
    expect(quick(deep)[0]).toBe("GR708");
    expect(quick(`{{#if (has year)}}a${"{{else if (has year)}}b".repeat(3000)}{{/if}}`)[0]).toBe("GR708");
    expect(quick(`{{#if ${"(not ".repeat(4000)}(has year)${")".repeat(4000)}}}x{{/if}}`)[0]).toBe("GR708");
  });

  it("a text may have a hundred thousand characters and not one more", () => {
    expect(quick("字".repeat(100_000))).toEqual([]);
    expect(quick("字".repeat(100_001))).toEqual(["GR708"]);
  });

  it("a sum has at most 32 figures", () => {
    const sum = (terms: number) => `{{sum${" hotline.received".repeat(terms)}}}`;
    expect(quick(sum(32), figures)).toEqual([]);
    expect(quick(sum(33), figures)).toEqual(["GR704"]);
  });

  it("loops within loops are stopped", () => {
    const topics = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`领域${i}`, i]));
    const open = "{{#each itemsPublished.topics}}".repeat(5);
    const close = "{{/each}}".repeat(5);
    expect(quick(`${open}{{label}}${close}`, { activity: { itemsPublished: { topics } } })).toEqual(["GR708"]);
    expect(
      quick(`${open}{{#if (has training)}}x{{/if}}${close}`, { activity: { itemsPublished: { topics } } }),
    ).toEqual(["GR708"]);
  });

  it("a text as long as a province's, with its tags, is read in time", () => {
    expect(quick("全年收到政府信息公开申请{{requests.received}}件。".repeat(2000))).toEqual([]);
  });

  it("broken tags end in a diagnostic, never in an exception", () => {
    for (const source of [
      "{{{{raw}}}}x{{{{/raw}}}}",
      "{{#*x}}{{/x}}",
      "{{#> x}}{{/x}}",
      "\\{{year}}",
      "{{[}}",
      '{{"}}',
      "{{a.[b}}",
      "{{(a).b}}",
      "\u0000{{year}}",
      "{{null}}",
      "{{12}}",
      "{{'x'}}",
    ]) {
      expect(() => expand(edition, source, figures)).not.toThrow();
    }
    for (const source of [
      "{{{{raw}}}}x{{{{/raw}}}}",
      "{{#*x}}{{/x}}",
      "{{#> x}}{{/x}}",
      "{{null}}",
      "{{12}}",
      "{{'x'}}",
    ]) {
      expect(expand(edition, source, figures).faults.length, source).toBeGreaterThan(0);
    }
  });
});
