import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reading } from "../../../src/catalogue/reading.ts";
import { readSource } from "../../../src/pipeline/workspace/read-source.ts";
import { readTally } from "../../../src/tally/read-tally.ts";
import { decodeSource } from "../../../src/tally/syntax/source.ts";
import { editions } from "../../support/editions.ts";
import { example } from "../../support/example-tally.ts";
import { changed, found, read } from "../../support/read-example.ts";

/** Code → a change of the example that it must speak of, and all that is then said: code and text under the caret. */
const cases: Readonly<Record<string, readonly (readonly [from: string, to: string, ...said: string[]])[]>> = {
  GR105: [
    ["licences", "lic\u200bences", "GR105 \u200b"],
    ["公开内容", "公开\u0007内容", "GR105 \u0007"],
    ["公开内容", "公开\u202e内容", "GR105 \u202e"],
    ["公开内容", "公开\ufffe内容", "GR105 \ufffe"],
    ["公开内容", "公开\u{1fffe}内容", "GR105 \u{1fffe}"],
    ["公开内容", "公开\ud800内容", "GR105 \ud800"],
    ["by: 办公室", 'by: "办\\u202e公室"', 'GR105 "办\\u202e公室"'],
  ],
  GR106: [
    ["licences: 12", "licences: @12", "GR106 @"],
    ["problems: 公开内容不够丰富。", 'problems: "公开内容', 'GR106 "'],
    ["  licences", "    licences", "GR106     "],
  ],
  GR107: [["  licences", "\tlicences", "GR107 \t"]],
  GR108: [
    ["scope: own", "范围：本级", "GR108 ："],
    ["{ naturalPerson: 13, business: 2 }\n  b", "{ naturalPerson: 13，business: 2 }\n  b", "GR108 ，"],
    ["{ naturalPerson: 13, business: 2 }\n  b", "｛自然人：13｝\n  b", "GR108 ｛", "GR108 ：", "GR108 ｝"],
  ],
  GR109: [
    ["  licences", "　licences", "GR109 　"],
    ["scope: own", "scope:\u00a0own", "GR109 \u00a0"],
  ],
  GR110: [
    ["licences: 12", "licences:12", "GR110 licences:"],
    ["{ naturalPerson: 13, business: 2 }\n  b", "{ naturalPerson:13, business: 2 }\n  b", "GR110 naturalPerson:"],
  ],
  GR170: [["problems: 公开内容不够丰富。", "problems: |\n公开内容不够丰富。", "GR170 公开内容不够丰富。"]],
  GR171: [["{ naturalPerson: 13, business: 2 }\n  b", "自然人: 13\n  b", "GR171 自然人: 13"]],
  GR172: [["licences: 12", "licences: 12, 行政强制: 0", "GR172 , 行政强制: 0", "GR120 coerciveMeasures"]],
  GR173: [["licences: 12", "licences 12", "GR173  "]],
  GR174: [
    ["problems: 公开内容不够丰富。", "problems: {{pos x}} 件", "GR174 {{"],
    ["problems: 公开内容不够丰富。", "problems: 公开内容 #不够丰富。", "GR174 #不够丰富。"],
  ],
  GR111: [["waivers:", "---\nwaivers:", "GR111 ---"]],
  GR112: [
    ["licences: 12", "licences: &n 12", "GR112 &n"],
    ["licences: 12", "licences: *n", "GR112 *n"],
    ["licences: 12", "licences: !!int 12", "GR112 !!int"],
    ["  licences", "  <<: { a: 1 }\n  licences", "GR112 <<"],
  ],
  GR120: [["  penalties: 30", "  penalties: 30\n  penalties: 31", "GR120 penalties"]],
  GR121: [
    ["  licences", "  __proto__: 1\n  licences", "GR121 __proto__"],
    ["  broughtForward", "  denied: 0\n  broughtForward", "GR121 denied"],
    ["scope: own", "scop: own", "GR121 scop"],
    ["财政资金", "财政.资金", "GR121 财政.资金"],
    ["by: 办公室", "who: 办公室, by: 办公室", "GR121 who"],
  ],
  GR122: [["disputes:\n", "activities:\n", "GR121 activities", "GR122"]],
  GR123: [["  penalties: 30\n", "", "GR123 proactive"]],
  GR124: [
    ["licences: 12", "licences: [12]", "GR124 [12]"],
    ["{ naturalPerson: 13, business: 2 }\n  b", "[13, 2]\n  b", "GR124 [13, 2]"],
    ["{ naturalPerson: 13, business: 2 }\n  b", "若干\n  b", "GR124 若干"],
  ],
  GR125: [
    ["{ naturalPerson: 13, business: 2 }\n  b", "15\n  b", "GR125 15"],
    ["{ received: 54, closed: 54 }", "54", "GR125 54"],
  ],
  GR126: [
    ["  licences", "  ? [a]\n  : 1\n  licences", "GR126 [a]"],
    ["  licences", "  : 1\n  licences", "GR126 "],
  ],
  GR130: [
    ["licences: 12", "licences:", "GR130 licences"],
    ["licences: 12", "licences: ~", "GR130 ~"],
    ["licences: 12", "licences: -", "GR130 -"],
    ["licences: 12", "licences: /", "GR130 /"],
    ["licences: 12", "licences: ——", "GR130 ——"],
    ["licences: 12", "licences: 无", "GR130 无"],
    ["licences: 12", "licences: 不适用", "GR130 不适用"],
    ["licences: 12", "licences: N/A", "GR130 N/A"],
    ["business: 2 }\n  b", "business }\n  b", "GR130 business"],
    ["broughtForward: 0", "broughtForward:", "GR130 broughtForward"],
  ],
  GR131: [["licences: 12", "licences: １２", "GR131 １２"]],
  GR132: [
    ["licences: 12", "licences: 1,234", "GR132 1,234"],
    ["naturalPerson: 13, business: 2 }\n  b", "naturalPerson: 1,234, business: 2 }\n  b", "GR132 1,234"],
  ],
  GR133: [
    ["licences: 12", "licences: 12件", "GR133 12件"],
    ["fees: 0.38", "fees: 3800元", "GR133 3800元"],
  ],
  GR134: [["licences: 12", "licences: 十二", "GR134 十二"]],
  GR135: [["licences: 12", 'licences: "12"', 'GR135 "12"']],
  GR136: [["licences: 12", "licences: 012", "GR136 012"]],
  GR137: [["licences: 12", "licences: -3", "GR137 -3"]],
  GR138: [["licences: 12", "licences: 1O", "GR138 1O"]],
  GR139: [["licences: 12", "licences: no", "GR139 no"]],
  GR140: [["licences: 12", "licences: 99999999999999999999", "GR140 99999999999999999999"]],
  GR141: [["licences: 12", "licences: 3.5", "GR141 3.5"]],
  GR142: [["licences: 12", "licences: 近30", "GR142 近30"]],
  GR143: [["licences: 12", "licences: 20000000000", "GR143 20000000000"]],
  GR150: [
    ["year: 2025", "year: 2025年", "GR150 2025年"],
    ["year: 2025", "year:", "GR150 year"],
    ["year: 2025\n", "", "GR150"],
  ],
  GR151: [["year: 2025", "year: 1999", "GR151 1999"]],
  GR153: [
    ["name: 凤凰镇人民政府", "name: 请填写单位全称", "GR153 请填写单位全称"],
    ["name: 凤凰镇人民政府", `name: ${"长".repeat(201)}`, `GR153 ${"长".repeat(201)}`],
    ["name: 凤凰镇人民政府", 'name: "凤凰镇\\n人民政府"', 'GR153 "凤凰镇\\n人民政府"'],
  ],
  GR154: [
    ["kind: township", "kind: 镇", "GR154 镇"],
    ["scope: own", "scope: all", "GR154 all"],
  ],
  GR155: [
    ["on: 2026-01-08", "on: 2026-02-30", "GR155 2026-02-30"],
    ["on: 2026-01-08", "on: 2026年1月8日", "GR155 2026年1月8日"],
    ["published: 2026-01-16", "published: 2026/1/16", "GR155 2026/1/16"],
  ],
  GR156: [
    ["kind: township, ", "", "GR156 unit"],
    ["name: 凤凰镇人民政府", 'name: ""', 'GR156 ""'],
    ["by: 办公室, ", "", "GR156 prepared"],
    ["problems: 公开内容不够丰富。", "problems:", "GR156 problems"],
    ["published: 2026-01-16", "published:", "GR156 published"],
  ],
  GR160: [["kind: township", 'kind: township, contact: { telephone: "0512-580000" }', 'GR160 "0512-580000"']],
  GR161: [["problems: 公开内容不够丰富。", "problems: { 文件: 五.docx }", "GR161 五.docx"]],
  GR159: [["kind: township", "kind: township }\nzeros: unconfirmed\n#", "GR159 unconfirmed"]],
  GR157: [
    ['{ name: 凤凰镇人民政府, kind: township, code: "320582104" }', "凤凰镇人民政府", "GR157 凤凰镇人民政府"],
    ["problems: 公开内容不够丰富。", "problems: [公开]", "GR157 [公开]"],
    ["rule: GR204", "rule: 204", "GR157 204"],
  ],
};

const trialForm = readFileSync(new URL("../../../samples/chain/units/shuili-ju-2020.yaml", import.meta.url), "utf8");

const codesIn = (bytes: Uint8Array): readonly string[] => {
  const { value, diagnostics } = decodeSource("t.yaml", bytes);
  return (value ? readTally(value, editions()).diagnostics : diagnostics).map(({ code }) => code);
};

/** Codes that need a file of their own. */
const files: Readonly<Record<string, () => readonly string[]>> = {
  GR100: () => readSource("/nowhere/tally.yaml").diagnostics.map(({ code }) => code),
  GR101: () => decodeSource("t.yaml", new Uint8Array(1024 * 1024 + 1)).diagnostics.map(({ code }) => code),
  GR102: () => codesIn(new Uint8Array([0xb5, 0xa5, 0xce, 0xbb])),
  GR103: () => codesIn(new Uint8Array([0xff, 0xfe, 0x41, 0x00])),
  GR104: () => decodeSource("t.yaml", new Uint8Array([0x61, 0xff, 0x62])).diagnostics.map(({ code }) => code),
  GR113: () => found("[".repeat(15_000)),
  GR114: () => found("# 尚未填写\n"),
  GR115: () => found("凤凰镇\n"),
  GR144: () => found(trialForm.replace("251000元", "251000")),
  GR117: () => found(`<<<<<<< HEAD\n${example}=======\n${example}>>>>>>> b\n`),
  GR118: () => found(`# yaml-language-server: $schema=../2019.schema.json\n${example}`),
  GR158: () => found(trialForm.replace("年度: 2020", "年度: 2025")),
  GR116: () => found(`${example}\n${"单位：某镇\n".repeat(600)}`).slice(-1),
};

const codes = Object.entries(cases).flatMap(([code, all]) => all.map((one) => [code, ...one] as const));

it("the example itself is silent", () => {
  expect(found(example)).toEqual([]);
});

describe("each fault is told once, with the caret under it", () => {
  it.each(codes)("%s: %j → %j", (_code, from, to, ...said) => {
    expect(found(changed(from, to))).toEqual(said);
  });
});

describe("files that are no tally", () => {
  it.each(Object.entries(files))("%s", (code, run) => {
    expect(run().map((line) => line.slice(0, 5))).toContain(code);
  });
});

describe("the catalogue", () => {
  it("has a case here for each code of reading, and no other", () => {
    expect(Object.keys({ ...cases, ...files }).sort()).toEqual(reading.map(({ code }) => code));
  });

  it("gives every message in both languages, and help beside most", () => {
    for (const [, from, to] of codes) {
      for (const { message, help } of read(changed(from, to)).diagnostics) {
        expect(message.zh, message.en).toMatch(/[\u4e00-\u9fff]/);
        expect(message.en).not.toBe("");
        if (help) expect(help.zh).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });
});
