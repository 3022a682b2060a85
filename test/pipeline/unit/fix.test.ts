import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../src/core/text/edits.ts";
import { type Fixed, type FixOptions, fixAll, writeFixed } from "../../../src/pipeline/unit/fix.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import { temporaryFolder } from "../../support/folder.ts";

const session = openSession({ formats: [], markdownTables: "pipe" });
const plain: FixOptions = { blanks: false, totals: false };

const good = `# 凤凰镇 2025 年
year: 2025
unit: { name: 凤凰镇人民政府, kind: township }   # 单位
proactive:
  regulations: 0
  normativeDocuments: { issued: 4, repealed: 0, inForce: 32 }
  licences: 12
  penalties: 30   # 与执法台账一致
  coerciveMeasures: 0
  fees: 0.38
requests:
  received: { naturalPerson: 13, business: 2, total: 15 }
  broughtForward: 0
  outcomes:
    granted: { naturalPerson: 13, business: 2 }
  carriedForward: 0
disputes: { review: 0, litigation: 0 }
activity:
  processingFee: 0
`;

function fix(text: string, wanted = plain, name = "t.yaml"): Fixed {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  const [fixed] = fixAll(session, { files: [file], previous: [], severities: {}, final: false }, wanted);
  if (!fixed) throw new Error("not read");
  return fixed;
}

const fixedText = (text: string, wanted = plain) => {
  const { edits } = fix(text, wanted);
  return applyEdits(text, edits);
};

describe("what is mechanical is put right, and nothing else is touched", () => {
  it.each([
    ["full-width digits", "licences: 12", "licences: １２"],
    ["a measure word", "licences: 12", "licences: 12件"],
    ["a full-width colon", "licences: 12", "licences：12"],
    ["a missing space", "licences: 12", "licences:12"],
    ["a full-width space", "  licences: 12", "　licences: 12"],
    ["several slips of one line", "licences: 12", "licences：１２"],
    ["an invisible character", "licences", "lic\u200bences"],
    ["a year with its word", "year: 2025", "year: 2025年"],
  ])("%s", (_name, right, wrong) => {
    expect(fixedText(good.replace(right, wrong))).toBe(good);
  });

  it("line ends, comments and layout stay", () => {
    const crlf = good.replaceAll("\n", "\r\n");
    expect(fixedText(crlf.replace("licences: 12", "licences: １２").replace("penalties: 30", "penalties：30"))).toBe(
      crlf,
    );
  });

  it("a good file has no edits", () => {
    expect(fix(good).edits).toEqual([]);
  });

  it("where a person has to decide, nothing is changed", () => {
    for (const wrong of [
      good.replace("licences: 12", "licences: 近30"),
      good.replace("licences: 12", "licences:"),
      good.replace("licences: 12", "licenses: 12"),
      good.replace("total: 15", "total: 16"),
    ]) {
      expect(fix(wrong).edits).toEqual([]);
    }
  });
});

describe("only when asked for", () => {
  it.each([
    ["licences:", "licences: 0"],
    ["licences: /", "licences: 0"],
    ["licences: 无", "licences: 0"],
  ])("%s becomes %s", (wrong, right) => {
    const text = good.replace("licences: 12", wrong);
    expect(fixedText(text, { blanks: true, totals: false })).toBe(good.replace("licences: 12", right));
    expect(fixedText(text, { blanks: false, totals: true })).toBe(text);
  });

  it("a wrong total becomes the computed one", () => {
    const text = good.replace("total: 15", "total: 16");
    expect(fixedText(text, { blanks: false, totals: true })).toBe(good);
    expect(fixedText(text, { blanks: true, totals: false })).toBe(text);
  });

  it("one repair may show the next: a blank, then the total that misses nothing any more", () => {
    const text = good.replace(
      "naturalPerson: 13, business: 2, total: 15",
      "naturalPerson: １３, business:, total: 15件",
    );
    const wanted = good.replace("business: 2, total: 15", "business: 0, total: 13");
    expect(fixedText(text, { blanks: true, totals: true })).toBe(wanted);
  });

  it("not where somebody has accepted it", () => {
    const waiver =
      'waivers:\n  - { rule: GR202, at: requests.received.total, reason: 口径, by: 法制办, on: 2026-01-10, seen: "16 15 @9f71085a" }\n';
    expect(fix(`${good.replace("total: 15", "total: 16")}${waiver}`, { blanks: true, totals: true }).edits).toEqual([]);
  });
});

describe("a waiver without figures gets them written down", () => {
  const wrong = good.replace("total: 15", "total: 16");

  it.each([
    [
      "  - { rule: GR202, at: requests.received.total, reason: 口径, by: 法制办, on: 2026-01-10 } # 已核\n",
      '  - { rule: GR202, at: requests.received.total, reason: 口径, by: 法制办, on: 2026-01-10, seen: "16 15 @9f71085a" } # 已核\n',
    ],
    [
      "  - 规则: GR202\n    位置: requests.received.total\n    理由: 口径\n    责任人: 法制办\n    日期: 2026-01-10 # 已核\n",
      '  - 规则: GR202\n    位置: requests.received.total\n    理由: 口径\n    责任人: 法制办\n    日期: 2026-01-10 # 已核\n    当时值: "16 15 @9f71085a"\n',
    ],
  ])("%j", (before, after) => {
    for (const end of ["\n", "\r\n"]) {
      const text = `${wrong}waivers:\n${before}`.replaceAll("\n", end);
      expect(fixedText(text)).toBe(`${wrong}waivers:\n${after}`.replaceAll("\n", end));
    }
  });

  it("and is then silent", () => {
    const text = `${wrong}waivers:\n  - { rule: GR202, at: requests.received.total, reason: 口径, by: 法制办, on: 2026-01-10 }`;
    const codes = fix(text).examined.diagnostics.map(({ code, state }) => `${code} ${state}`);
    expect(codes).toContain("GR202 waived");
    expect(codes.filter((code) => code.startsWith("GR19"))).toEqual([]);
  });
});

describe("on disk", () => {
  it("the byte order mark, the line ends and the permissions stay", () => {
    const file = join(temporaryFolder(), "t.yaml");
    const right = `\ufeff${good.replaceAll("\n", "\r\n")}`;
    writeFileSync(file, right.replace("licences: 12", "licences: １２"));
    chmodSync(file, 0o600);
    for (const fixed of fixAll(session, { files: [file], previous: [], severities: {}, final: false }, plain)) {
      expect(writeFixed(fixed)).toBe("written");
    }
    expect(readFileSync(file, "utf8")).toBe(right);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, ".."))).toEqual(["t.yaml"]);
  });

  it("a link is not followed", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "in"));
    const target = join(folder, "elsewhere.yaml");
    writeFileSync(target, good.replace("licences: 12", "licences: １２"));
    const link = join(folder, "in", "t.yaml");
    symlinkSync(target, link);
    const [fixed] = fixAll(session, { files: [link], previous: [], severities: {}, final: false }, plain);
    expect(() => writeFixed(fixed!)).toThrow(/symbolic link/);
    expect(readFileSync(target, "utf8")).toContain("１２");
  });

  it("a file that cannot be decoded is not touched", () => {
    const file = join(temporaryFolder(), "broken.yaml");
    writeFileSync(file, Buffer.from([0xb5, 0xa5, 0xce, 0xbb, 0x3a, 0x20, 0xff, 0xb1]));
    expect([...fixAll(session, { files: [file], previous: [], severities: {}, final: false }, plain)]).toEqual([]);
  });
});

describe("whatever the file", () => {
  const folder = new URL("../../fixtures/hostile/", import.meta.url);
  const all = { blanks: true, totals: true };

  it.each(readdirSync(folder))("%s: a second run finds nothing more to do, and nothing new is wrong", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const before = fix(text, { blanks: false, totals: false });
    const once = fix(text, all);
    const after = applyEdits(text, once.edits);
    expect(fix(after, all).edits).toEqual([]);
    const codes = (fixed: Fixed) =>
      new Set(fixed.examined.diagnostics.map(({ code }) => code).filter((code) => code < "GR2"));
    for (const code of codes(once)) expect(codes(before)).toContain(code);
  });
});
