import type { UnitKind } from "../../core/form/table.ts";
import type { Finding, Rule } from "../../core/rule.ts";
import { cellSpan, cellsBelow, cellWords } from "../cells.ts";

/** Rows that only some kinds of unit can fill: a township cannot issue 规章. */
export const beyondPower: Rule = {
  code: "GR203",
  name: "beyond-power",
  severity: "error",
  summary: { zh: "本类单位无权制发的事项填了数", en: "a figure that this kind of unit cannot have" },
  why: {
    zh: "县级政府、乡镇、街道和地方各部门不能制定规章；本单位的“规章制度”不是规章，属于行政规范性文件的填入下一行，属于内部管理的不填。",
    en: "County governments, townships and local departments cannot issue 规章; internal rules are not 规章.",
  },
  basis: { title: "《中华人民共和国立法法》第九十一条、第九十三条" },
  example: {
    wrong: "unit: { name: 某镇人民政府, kind: township }  # regulations: { issued: 2 … }",
    right: "regulations: { issued: 0, repealed: 0, inForce: 0 }",
  },
  *check({ tally, edition, figures }) {
    for (const { rows, kinds, basis } of edition.powers) {
      if (kinds.includes(tally.unit.kind)) continue;
      for (const spec of rows.flatMap((row) => cellsBelow(edition, row))) {
        const value = figures.value(spec.path);
        if (!value) continue;
        const span = cellSpan(tally, edition, spec.path);
        yield { ...finding(cellWords(spec), value, tally.unit.kind, basis.title), ...(span && { span }) };
      }
    }
  },
};

function finding(words: { zh: string; en: string }, value: number, kind: UnitKind, basis: string): Finding {
  return {
    message: {
      zh: `${words.zh}填了 ${value}，但${kindNames[kind]}无权制定规章`,
      en: `${words.en} is ${value}, but a unit of kind ${kind} cannot issue them`,
    },
    help: {
      zh: `改为 0；如果数的是本单位的规章制度或规范性文件，请填入相应的行（依据：${basis}）`,
      en: `write 0; internal rules and normative documents belong elsewhere (${basis})`,
    },
  };
}

const kindNames: Record<UnitKind, string> = {
  province: "省级政府",
  prefecture: "市级政府",
  county: "县级政府",
  township: "乡镇人民政府",
  subdistrict: "街道办事处",
  department: "地方政府部门",
  other: "该单位",
};
