import type { Rule } from "../../core/rule.ts";

const open =
  /[xX×✕ｘＸ*＊○〇□]{2,}|[_＿?？]{2,}|某某|【|】|单位名称|机关名称|单位全称|请填写|填写单位|待定|(?<=^|[省市县区州旗])[xX×ｘＸ*＊某](?:省|市|县|区|镇|乡|局|街道|委|办|厅|单位)/;

/** XX乡, 某某镇人民政府: a name that stands for any unit. */
export const placeholderUnit: Rule = {
  code: "GR331",
  name: "placeholder-unit",
  severity: "error",
  summary: { zh: "单位名称是占位符", en: "the unit's name is a placeholder" },
  why: {
    zh: "标题、正文和文件名都用单位名称，“XX乡”“某某镇人民政府”一类的名称不能公布；草稿可以用。",
    en: "Title, text and file name carry the unit's name. A draft may be called XX乡, a published report may not.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条" },
  example: {
    wrong: "unit: { name: XX乡人民政府, kind: township }",
    right: "unit: { name: 凤凰乡人民政府, kind: township }",
  },
  *check({ tally }) {
    const [found] = open.exec(tally.unit.name) ?? [];
    if (found === undefined || /[A-Za-z]{3}/.test(tally.unit.name)) return;
    yield {
      message: {
        zh: `单位名称“${tally.unit.name}”中的“${found}”没有填写`,
        en: `the unit's name ${tally.unit.name} still has the placeholder ${found}`,
      },
      span: tally.unitSpan,
      help: {
        zh: "写单位全称，与公章一致；只要草稿的，可以用 --draft 生成",
        en: "write the full name, as on the seal; --draft builds a draft all the same",
      },
    };
  },
};
