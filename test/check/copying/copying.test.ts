import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CopyIndex } from "../../../src/check/copying/copy-index.ts";
import { fingerprint, likeness, sharedPassage } from "../../../src/check/copying/fingerprint.ts";
import { validateAll } from "../../../src/pipeline/batch/validate-all.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import type { UnitResult } from "../../../src/pipeline/unit/unit-result.ts";
import { resolveRun } from "../../../src/pipeline/workspace/run-config.ts";
import { edition2021 } from "../../support/editions.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { makeTally } from "../../support/make-tally.ts";

const edition = edition2021();
const of = (text: string, name = "甲镇人民政府") => {
  const print = fingerprint(text, makeTally(edition, {}, { name }));
  if (!print) throw new Error("too short");
  return print;
};

const written =
  "政策解读仍以文字为主，图表和视频较少；两个村的公开栏未按季更新，群众反映查不到低保评议结果。明年安排专人核对村级公开栏，每季度抽查一次，并与县融媒体中心合作制作政策短视频，年底前把历年规范性文件清理一遍。";
const other =
  "依申请公开答复文书说理不够，有一件被要求重新作出；平台栏目设置与群众办事习惯不合，检索不便。下一步请司法所逐件审核答复，按办事主题重新编排栏目，年内组织一次案例讲评，承办人员轮流跟班学习，提高答复质量。";

describe("likeness", () => {
  it("is whole for the same words, with other figures, tags, spaces and the own name in them", () => {
    expect(likeness(of(written), of(written))).toBe(1);
    expect(
      likeness(
        of(`甲镇人民政府${written}共12件。`),
        of(`乙镇人民政府${written}共{{requests.received}}件。`, "乙镇人民政府"),
      ),
    ).toBe(1);
    expect(likeness(of(written), of(written.replaceAll("，", "，\n  ")))).toBe(1);
  });

  it("is small for texts about the same things in other words", () => {
    expect(likeness(of(written), of(other))).toBeLessThan(0.1);
  });

  it("leaves out the opening paragraph, which is everybody's", () => {
    const opening = "根据《中华人民共和国政府信息公开条例》的规定，编制本报告，统计期限为1月1日至12月31日。";
    expect(likeness(of(`${opening}\n${written}`), of(`${opening}\n${other}`))).toBeLessThan(0.1);
  });

  it("is not asked of a text too short to tell", () => {
    expect(fingerprint("无其他需要报告的事项。", makeTally(edition))).toBeUndefined();
  });

  it("quotes the longest shared passage in both texts", () => {
    const here = `${other.slice(0, 40)}${written.slice(20, 70)}`;
    const shared = sharedPassage(of(here), of(written));
    expect(here.slice(shared.a.start, shared.a.end)).toBe(written.slice(20, 70));
    expect(written.slice(shared.b.start, shared.b.end)).toBe(written.slice(20, 70));
  });

  it("takes time in proportion to the text, also for one that repeats itself", () => {
    const long = of(written.repeat(2_000));
    expect(likeness(long, long)).toBe(1);
    expect(sharedPassage(long, long).a.end).toBeGreaterThan(0);
  });
});

describe("a crowd of units", () => {
  const text = (seed: number) => {
    let state = seed;
    const next = () => {
      state = (state + 0x6d2b79f5) >>> 0;
      const mixed = Math.imul(state ^ (state >>> 15), state | 1);
      return (mixed ^ (mixed >>> 14)) >>> 0;
    };
    return Array.from({ length: 240 }, () => String.fromCharCode(0x4e00 + (next() % 3_000))).join("");
  };

  it("points to the unit a text came from, and to nobody for one's own words", () => {
    const crowd = new CopyIndex();
    const add = (index: number, problems: string) =>
      crowd.add(index, makeTally(edition, {}, { name: `第${index}镇`, texts: { problems } }), edition);
    for (let i = 0; i < 300; i++) expect(add(i, text(i))).toBeUndefined();
    expect(add(300, text(123))).toBe(123);
    expect(add(301, text(301))).toBeUndefined();
  });
});

describe("a run over many tallies", () => {
  const tally = (name: string, problems: string, year = 2025) => `year: ${year}
unit: { name: ${name}, kind: township }
proactive: 0
requests: 0
disputes: 0
activity: { processingFee: 0 }
narrative:
  overview: 本年度通过政府网站公开惠农补贴信息12条。
  problems: ${problems}
  other: 本年度收取信息处理费0元。
`;
  const run = async (files: Record<string, string>): Promise<readonly UnitResult[]> => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const session = openSession({ formats: [], markdownTables: "pipe" });
    const paths = Object.keys(files).map((name) => join(folder, name));
    const config = resolveRun({ files: paths, previous: [], workspace: undefined });
    const results: UnitResult[] = [];
    for await (const result of validateAll(session, config)) results.push(result);
    return results;
  };
  const copied = (results: readonly UnitResult[]) =>
    results.map(({ diagnostics }) => diagnostics.filter(({ code }) => code === "GR361"));

  it("names the copier and the other unit, with both places", async () => {
    const results = await run({
      "a.yaml": tally("甲镇人民政府", written),
      "b.yaml": tally("乙镇人民政府", other),
      "c.yaml": tally("丙镇人民政府", written.replace("两个", "三个")),
    });
    const [a, b, c] = copied(results);
    expect([a?.length, b?.length, c?.length]).toEqual([0, 0, 1]);
    expect(c?.[0]?.message.zh).toContain("甲镇人民政府");
    expect(c?.[0]?.related[0]?.span.file).toMatch(/a\.yaml$/);
    expect(results[2]?.sources.map(({ file }) => file.slice(-6))).toContain("a.yaml");
  });

  it("a unit's own text in another year is not another unit's", async () => {
    const results = await run({
      "a.yaml": tally("甲镇人民政府", written, 2024),
      "b.yaml": tally("甲镇人民政府", written),
    });
    expect(copied(results).flat()).toEqual([]);
  });
});
