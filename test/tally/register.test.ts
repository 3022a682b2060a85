import { describe, expect, it } from "vitest";
import { readWorkspace } from "../../src/tally/workspace.ts";
import { shown } from "../support/read-example.ts";

const workspace = (text: string) => readWorkspace({ file: "gov-report.yaml", text }, "/county");
const said = (text: string) => workspace(text).diagnostics.map((diagnostic) => shown(text, diagnostic));
const placed = (text: string, list: readonly { span: { start: number; end: number } }[] | undefined) =>
  list?.map(({ span, ...rest }) => ({ ...rest, at: text.slice(span.start, span.end) }));

describe("the register of units", () => {
  it("is absent where nobody wrote one", () => {
    expect(workspace("out: a\n").value).not.toHaveProperty("register");
    expect(workspace("out: a\n").value).not.toHaveProperty("deadlines");
  });

  it.each([
    'register:\n  - 凤凰镇人民政府\n  - { name: 梅岭镇人民政府, kind: township, code: "0104", within: 云溪县人民政府 }\n',
    '名单:\n  - 凤凰镇人民政府\n  - { 名称: 梅岭镇人民政府, 类型: 乡镇, 代码: "0104", 上级: 云溪县人民政府 }\n',
  ])("lists names, or units as a tally describes them: %j", (text) => {
    const { value, diagnostics } = workspace(text);
    expect(diagnostics).toEqual([]);
    expect(placed(text, value?.register)).toEqual([
      { name: "凤凰镇人民政府", at: "凤凰镇人民政府" },
      { name: "梅岭镇人民政府", kind: "township", code: "0104", within: "云溪县人民政府", at: "梅岭镇人民政府" },
    ]);
  });

  it("may be empty", () => {
    expect(workspace("register: []\n").value?.register).toEqual([]);
  });

  it.each([
    ["register: 凤凰镇\n", "GR157 凤凰镇"],
    ["register: { a: b }\n", "GR157 { a: b }"],
    ["register:\n", "GR156 register"],
    ["register: [凤凰镇, 梅岭镇, 凤凰镇]\n", "GR120 凤凰镇"],
    ["register: [{ kind: township }]\n", "GR156 register"],
    ["register: [{ name: 梅岭镇, kind: 镇 }]\n", "GR154 镇"],
    ["register: [{ name: 梅岭镇, size: 3 }]\n", "GR121 size"],
    ["register: [[梅岭镇]]\n", "GR157 [梅岭镇]"],
  ])("%j → %s", (text, expected) => {
    expect(said(text)).toEqual([expected]);
  });
});

describe("local deadlines", () => {
  it.each(["deadlines: { township: 01-20, department: 01-26 }\n", "时限:\n  乡镇: 01-20\n  部门: 01-26\n"])(
    "go by kind of unit: %j",
    (text) => {
      const { value, diagnostics } = workspace(text);
      expect(diagnostics).toEqual([]);
      expect(placed(text, value?.deadlines)).toEqual([
        { kind: "township", by: "01-20", at: "01-20" },
        { kind: "department", by: "01-26", at: "01-26" },
      ]);
    },
  );

  it.each([
    ["deadlines: 01-20\n", "GR157 01-20"],
    ["deadlines: { 镇: 01-20 }\n", "GR121 镇"],
    ["deadlines: { township: 02-30 }\n", "GR155 02-30"],
    ["deadlines: { township: 1月20日 }\n", "GR155 1月20日"],
    ["deadlines: { township: }\n", "GR155 township"],
    ["deadlines: { township: 2026-01-20 }\n", "GR155 2026-01-20"],
  ])("%j → %s", (text, expected) => {
    expect(said(text)).toEqual([expected]);
  });

  it("offers to write the day as a month and a day", () => {
    expect(workspace("时限: { 乡镇: 1月20日 }\n").diagnostics[0]?.fix).toMatchObject({ text: "01-20", safe: true });
  });
});
