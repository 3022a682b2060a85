import { describe, expect, it } from "vitest";
import { readWorkspace } from "../../src/tally/workspace.ts";
import { shown } from "../support/read-example.ts";

const workspace = (text: string) => readWorkspace({ file: "gov-report.yaml", text }, "/county");
const said = (text: string) => workspace(text).diagnostics.map((diagnostic) => shown(text, diagnostic));

const defaults = {
  folder: "/county",
  units: ["units/**/*.yaml", "units/**/*.yml"],
  previous: [],
  out: "out",
  published: "published",
  formats: ["docx", "xlsx", "md"],
  annexes: [],
  rules: {},
};

describe("gov-report.yaml", () => {
  it("may be empty: then the defaults hold", () => {
    expect(workspace("")).toEqual({ value: defaults, diagnostics: [] });
    expect(workspace("# 暂无设置\n").value).toEqual(defaults);
  });

  it("is read in either language", () => {
    const value = {
      ...defaults,
      year: 2025,
      units: ["towns/*.yaml"],
      previous: ["../2024/*.yaml", "old/*.yaml"],
      out: "成品",
      formats: ["docx", "md"],
      annexes: ["activity"],
      templates: "模板",
      rules: { GR402: "off", GR301: "error" },
    };
    const english =
      "year: 2025\nunits: towns/*.yaml\nprevious: ['../2024/*.yaml', old/*.yaml]\nout: 成品\nformats: [md, docx]\nannexes: activity\ntemplates: 模板\nrules: { GR402: off, GR301: error }\n";
    const chinese =
      "年度: 2025\n单位: [towns/*.yaml]\n上年:\n  - ../2024/*.yaml\n  - old/*.yaml\n输出: 成品\n格式: [docx, md]\n附表: [工作情况]\n模板: 模板\n规则:\n  GR402: off\n  GR301: error\n";
    expect(workspace(english)).toEqual({ value, diagnostics: [] });
    expect(workspace(chinese)).toEqual({ value, diagnostics: [] });
  });

  it.each([
    ["form: [docx]\n", "GR121 form"],
    ["out: a\n输出: b\n", "GR120 输出"],
    ["year: 25\n", "GR150 25"],
    ["formats: [docx, odt]\n", "GR154 odt"],
    ["formats: []\n", "GR157 []"],
    ["trend: 1\n", "GR157 1"],
    ["历年: 五\n", "GR157 五"],
    ["units: { a: 1 }\n", "GR157 { a: 1 }"],
    ["out:\n", "GR156 out"],
    ["rules: { GR402: loud }\n", "GR154 loud"],
    ["rules: { stale-year: off }\n", "GR121 stale-year"],
    ["rules: off\n", "GR157 off"],
    ["输出：成品\nyear: 2025\n", "GR108 ："],
    ["- units\n", "GR115 - units\n"],
  ])("%j → %s", (text, expected) => {
    expect(said(text)).toEqual([expected]);
  });

  it("suggests the nearest key", () => {
    expect(workspace("formatts: [docx]\n").diagnostics[0]?.help?.zh).toContain("formats");
  });

  it("goes on with the default where a setting is wrong", () => {
    expect(workspace("formats: [odt]\nout: b\n").value).toMatchObject({ formats: ["docx", "xlsx", "md"], out: "b" });
  });
});
