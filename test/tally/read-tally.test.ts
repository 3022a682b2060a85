import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import type { KeyNode } from "../../src/core/form/keys.ts";
import { kindNames, scopeNames } from "../../src/core/form/words.ts";
import { placeIn, type Tally } from "../../src/core/tally.ts";
import { rootKeys, signoffKeys, stepKeys, unitKeys, waiverKeys } from "../../src/edition/names.ts";
import { edition2021 } from "../support/editions.ts";
import { example } from "../support/example-tally.ts";
import { changed, found, mended, read } from "../support/read-example.ts";

function whole(text: string): Tally {
  const { value, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  if (!value) throw new Error("no tally");
  return value;
}

describe("the example", () => {
  const tally = whole(example);
  const value = (path: string) => tally.cells.get(path)?.value;

  it("says who reports, on what, and who signed", () => {
    expect(tally.unit).toEqual({ name: "凤凰镇人民政府", kind: "township", code: "320582104" });
    expect([tally.year, tally.edition, tally.scope, tally.published?.on]).toEqual([2025, "2021", "own", "2026-01-16"]);
    expect(tally.signoff.verified).toMatchObject({ by: "党政办", on: "2026-01-12" });
    expect(tally.waivers).toMatchObject([
      { rule: "GR204", at: "proactive.normativeDocuments.inForce", by: "法制办", on: "2026-01-10" },
    ]);
    const { start, end } = tally.unitSpan;
    expect(example.slice(start, end)).toBe("凤凰镇人民政府");
  });

  it("has its figures cell by cell", () => {
    const written = {
      "proactive.regulations.issued": 0,
      "proactive.normativeDocuments.issued": 4,
      "proactive.normativeDocuments.inForce": 32,
      "proactive.licences": 12,
      "proactive.penalties": 30,
      "proactive.coerciveMeasures": 0,
      "proactive.fees": 0.38,
      "requests.received.naturalPerson": 13,
      "requests.received.business": 2,
      "requests.outcomes.granted.naturalPerson": 6,
      "requests.outcomes.partlyGranted.naturalPerson": 2,
      "requests.outcomes.unableToProvide.notHeld.naturalPerson": 3,
      "requests.outcomes.unableToProvide.notHeld.business": 2,
      "requests.outcomes.otherwiseClosed.other.naturalPerson": 1,
      "requests.outcomes.total.naturalPerson": 12,
      "requests.outcomes.total.business": 2,
      "requests.outcomes.total.total": 14,
      "requests.carriedForward.naturalPerson": 1,
      "disputes.review.upheld": 1,
      "disputes.litigation.afterReview.pending": 0,
      "activity.itemsPublished.total": 1186,
      "activity.itemsPublished.channels.wechat": 923,
      "activity.itemsPublished.topics.财政资金": 305,
      "activity.hotline.satisfied": 371,
      "activity.services.accepted": 330_000,
      "activity.services.closed": 325_500,
      "activity.training.attendances": 160,
      "activity.processingFee": 0,
    };
    for (const [path, expected] of Object.entries(written)) expect(value(path), path).toBe(expected);
  });

  it("has every input cell of the tables, and no total that is not written", () => {
    const edition = edition2021();
    for (const spec of edition.cells) {
      if (!spec.terms) expect(value(spec.path), spec.path).toBeTypeOf("number");
    }
    expect(tally.cells.has("requests.received.total")).toBe(false);
    expect(tally.cells.has("requests.outcomes.total.researchInstitute")).toBe(false);
    expect(tally.cells.has("disputes.review.total")).toBe(false);
  });

  it("knows what was written and what was left out", () => {
    expect(tally.cells.get("requests.received.researchInstitute")).toMatchObject({ value: 0, omitted: true });
    expect(tally.cells.get("requests.received.business")?.omitted).toBeUndefined();
    expect(tally.cells.get("requests.broughtForward.business")).toMatchObject({ value: 0 });
    expect(tally.cells.get("requests.broughtForward.business")?.omitted).toBeUndefined();
  });

  it("points at each figure, and at the row of one left out", () => {
    const at = (path: string) => {
      const span = tally.cells.get(path)?.span;
      return span && example.slice(span.start, span.end);
    };
    expect(at("proactive.fees")).toBe("0.38");
    expect(at("activity.services.closed")).toBe("32.55万余");
    expect(at("requests.received.legalService")).toBe("received");
    expect(at("requests.broughtForward.business")).toBe("0");
  });

  it("names the activity figures", () => {
    expect(tally.labels.get("activity.itemsPublished.topics.财政资金")).toBe("财政资金");
    expect(tally.labels.get("activity.itemsPublished.channels.website")).toBe("政府网站");
    expect(tally.cells.get("activity.services.accepted")).toMatchObject({ text: "33万余", approximate: true });
  });
});

/** The example with every key and choice in Chinese. */
function inChinese(): string {
  const edition = edition2021();
  const figures = (node: KeyNode, value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([id, inner]) => {
            const child = node.child.get(id);
            return child ? [child.name, figures(child, inner)] : [id, inner];
          }),
        )
      : value;
  const renamed = (keys: Record<string, { name: string }>, value: object) =>
    Object.fromEntries(Object.entries(value).map(([id, inner]) => [keys[id]?.name ?? id, inner]));
  const plain = parse(example);
  const sections = Object.fromEntries(edition.sections.map(({ id, name }) => [id, { name }]));
  const tally = {
    year: plain.year,
    unit: renamed(unitKeys, { ...plain.unit, kind: kindNames.township }),
    scope: scopeNames.own,
    signoff: renamed(
      signoffKeys,
      Object.fromEntries(Object.entries(plain.signoff).map(([id, step]) => [id, renamed(stepKeys, step as object)])),
    ),
    published: plain.published,
    narrative: renamed(sections, plain.narrative),
    waivers: [renamed(waiverKeys, { ...plain.waivers[0], at: "主动公开.行政规范性文件.现行有效" })],
  };
  const { proactive, requests, disputes, activity } = plain;
  const tables = figures(edition.keys, { proactive, requests, disputes, activity }) as object;
  return stringify({ ...renamed(rootKeys, tally), ...tables });
}

describe("Chinese keys", () => {
  it("give the same tally, cell for cell", () => {
    const text = inChinese();
    expect(text).not.toMatch(/naturalPerson|township|prepared|overview/);
    const [english, chinese] = [whole(example), whole(text)];
    const cells = (tally: Tally) =>
      [...tally.cells]
        .map(([path, { span: _, ...cell }]) => [path, cell] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1));
    expect(cells(chinese)).toEqual(cells(english));
    const { unit, scope, year, edition, labels } = english;
    expect(chinese).toMatchObject({ unit, scope, year, edition });
    expect(new Map(chinese.labels)).toEqual(new Map(labels));
    expect(chinese.signoff.approved).toMatchObject({ by: "分管领导", on: "2026-01-15" });
    expect(chinese.waivers[0]?.at).toBe("proactive.normativeDocuments.inForce");
    expect(chinese.prose.get("overview")?.text).toBe(english.prose.get("overview")?.text);
  });

  it("may be mixed, but not for one cell", () => {
    const twice = changed("  licences: 12\n", "  licences: 12\n  行政许可: 12\n");
    expect(found(twice)).toEqual(["GR120 行政许可"]);
    const [diagnostic] = read(twice).diagnostics;
    const first = diagnostic?.related[0]?.span;
    expect(first && twice.slice(first.start, first.end)).toBe("licences");
    expect(read(twice).value?.cells.get("proactive.licences")?.value).toBe(12);
  });
});

describe("what is left out", () => {
  it("is 0 for a column and for a row of outcomes", () => {
    const text = changed("    granted:       { naturalPerson: 6 }\n", "");
    expect(whole(text).cells.get("requests.outcomes.granted.naturalPerson")).toMatchObject({ value: 0, omitted: true });
    const group = example.replace(/ {4}denied:[\s\S]*?\}\n/, "");
    expect(whole(group).cells.get("requests.outcomes.denied.otherLaw.business")).toMatchObject({
      value: 0,
      omitted: true,
    });
    expect(
      whole(changed("{ notSupplemented: 0, feeUnpaid: 0, other: { naturalPerson: 1 } }", "{}")).cells.get(
        "requests.outcomes.otherwiseClosed.other.naturalPerson",
      )?.omitted,
    ).toBe(true);
  });

  it("is an error for a section, which is then blank", () => {
    const text = example.replace(/disputes:[\s\S]*?\nactivity/, "activity");
    const { value, diagnostics } = read(text);
    expect(diagnostics.map(({ code }) => code)).toEqual(["GR122"]);
    expect(value?.cells.has("disputes.review.upheld")).toBe(true);
    expect(value?.cells.get("disputes.review.upheld")?.value).toBeUndefined();
  });

  it.each([
    ["  licences: 12\n", "GR123 proactive", "行政许可"],
    ["  broughtForward: 0\n", "GR123 requests", "上年结转"],
    ["  carriedForward: { naturalPerson: 1 }\n", "GR123 requests", "结转下年度"],
    ["  review: { upheld: 1, corrected: 0, other: 0, pending: 0 }\n", "GR123 disputes", "行政复议"],
    ["    direct:      { upheld: 0, corrected: 0, other: 0, pending: 0 }\n", "GR123 litigation", "未经复议直接起诉"],
  ])("is an error for a row of its own: %s", (line, expected, name) => {
    const text = changed(line, "");
    expect(found(text)).toEqual([expected]);
    expect(read(text).diagnostics[0]?.message.zh).toContain(name);
  });

  it("is not missed where its key is only misspelt", () => {
    expect(found(changed("  licences: 12", "  licenses: 12"))).toEqual(["GR121 licenses"]);
    expect(found(changed("disputes:", "dispute:"))).toEqual(["GR121 dispute"]);
    expect(found(changed("kind: township", "kinds: township"))).toEqual(["GR121 kinds"]);
  });

  it("does not matter for the activity figures", () => {
    expect(
      whole(example.replace(/activity:[\s\S]*?\n\nnarrative/, "narrative")).cells.has("activity.interpretations"),
    ).toBe(false);
  });
});

describe("a plain number for several cells", () => {
  it("is zero in all of them when it is 0", () => {
    const tally = whole(example.replace(/requests:[\s\S]*?\n\ndisputes/, "requests: 0\n\ndisputes"));
    expect(tally.cells.get("requests.outcomes.denied.stateSecret.naturalPerson")?.value).toBe(0);
    expect(tally.cells.has("requests.outcomes.total.total")).toBe(false);
  });

  it("is kept for a row of totals, which is a checksum", () => {
    const tally = whole(changed("total:         { naturalPerson: 12, business: 2, total: 14 }", "total: 0"));
    expect(tally.cells.get("requests.outcomes.total.total")?.value).toBe(0);
  });

  it("is an error when it is not, and leaves the cells blank", () => {
    const text = changed("{ naturalPerson: 13, business: 2 }\n  brought", "15\n  brought");
    expect(found(text)).toEqual(["GR125 15"]);
    expect(read(text).diagnostics[0]?.help?.zh).toContain("自然人（naturalPerson）");
    expect(read(text).value?.cells.get("requests.received.business")?.value).toBeUndefined();
  });
});

describe("a tally with faults", () => {
  it("still has its other figures, and blanks where a figure could not be read", () => {
    const text = changed("licences: 12", "licences: 若干");
    expect(read(text).value?.cells.get("proactive.licences")).toMatchObject({ value: undefined });
    expect(read(text).value?.cells.get("proactive.penalties")?.value).toBe(30);
  });

  it("tells all of them in one run, also those behind a slip of typing", () => {
    const text = changed("范围：本级", "范围：本级", changed("scope: own", "范围：本级"))
      .replace("licences: 12", "licences: １２")
      .replace("penalties: 30", "penalties:")
      .replace("on: 2026-01-08", "on: 2026/1/8");
    expect(found(text)).toEqual(["GR108 ：", "GR155 2026/1/8", "GR131 １２", "GR130 penalties"]);
  });

  it("is put right by its safe fixes", () => {
    const text = changed("scope: own", "范围：本级")
      .replace("licences: 12", "licences:１２")
      .replace("penalties: 30", "penalties: 三十件")
      .replace("received:       { naturalPerson: 13, business: 2 }", "received: { naturalPerson: 13， business：2 }")
      .replace("  fees", "　fees");
    expect(read(text).diagnostics.length).toBeGreaterThan(4);
    const right = whole(mended(mended(text)));
    expect(right.cells.get("proactive.licences")?.value).toBe(12);
    expect(right.cells.get("proactive.penalties")?.value).toBe(30);
    expect(right.cells.get("requests.received.business")?.value).toBe(2);
  });

  it("is none when the year is not known, but its other parts are looked at", () => {
    const { value, diagnostics } = read(changed("kind: township", "kind: 镇", changed("year: 2025", "year: 2025年")));
    expect(value).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(["GR150", "GR154"]);
  });
});

describe("the unit's own words", () => {
  const lookUp = (text: string, section: string, words: string) => {
    const passage = read(text).value?.prose.get(section);
    if (!passage) throw new Error(section);
    const at = passage.text.indexOf(words);
    expect(at, passage.text).toBeGreaterThanOrEqual(0);
    const span = placeIn(passage, at, at + words.length);
    return [text.slice(span.start, span.end), span.start === text.indexOf(words, text.indexOf("narrative:"))];
  };

  it.each([
    ["a block", example, "overview", "263条"],
    ["a block with CRLF", example.replaceAll("\n", "\r\n"), "overview", "263条"],
    ["a block with an empty line", changed("    其中政府", "\n    其中政府"), "overview", "263条"],
    ["a block set deeper", changed("overview: |\n    （一）", "overview: |2\n      （一）"), "overview", "263条"],
    ["plain text", example, "problems", "不够丰富"],
    ["double quotes", changed("公开内容不够丰富。", '"公开: 内容不够丰富。"'), "problems", "不够丰富"],
    ["single quotes", changed("公开内容不够丰富。", "'公开: 内容不够丰富。'"), "problems", "不够丰富"],
    ["folded lines", changed("overview: |", "overview: >"), "overview", "263条"],
    ["folded lines with CRLF", changed("overview: |", "overview: >-").replaceAll("\n", "\r\n"), "overview", "263条"],
    [
      "quoted paragraphs",
      changed("公开内容不够丰富。", "'甲。\n\n    乙，\n    内容不够丰富。'"),
      "problems",
      "不够丰富",
    ],
    ["escapes", changed("公开内容不够丰富。", '"公\\u5185\\n\\"容\\\n    不够丰富。"'), "problems", "不够丰富"],
    ["doubled quotes", changed("公开内容不够丰富。", "'公开''内容''不够丰富'"), "problems", "不够丰富"],
  ])("can be traced to the file in %s", (_, text, section, words) => {
    expect(lookUp(text, section, words)).toEqual([words, true]);
  });

  it("stand only under sections of prose, by id, name or heading", () => {
    expect(whole(changed("  problems:", "  五、存在的主要问题及改进情况:")).prose.get("problems")?.text).toBe(
      "公开内容不够丰富。",
    );
    expect(found(changed("  problems:", "  proactive:"))).toEqual(["GR121 proactive"]);
  });
});
