import type { RuleDoc } from "../../core/rule.ts";

type Entry = readonly [
  code: RuleDoc["code"],
  name: string,
  zh: string,
  en: string,
  whyZh: string,
  whyEn: string,
  example?: NonNullable<RuleDoc["example"]>,
];

const entries: readonly Entry[] = [
  [
    "GR710",
    "no-office-file",
    "模板不是 .docx 或 .xlsx 文件",
    "the template is no .docx or .xlsx file",
    "旧版（.doc、.xls、.wps、.et）和加密文件读不了；请用 Word、Excel 或 WPS 另存为 .docx、.xlsx。",
    "Old (.doc, .xls, .wps, .et) and encrypted files cannot be read; save them as .docx or .xlsx.",
  ],
  [
    "GR711",
    "unsafe-archive",
    "模板压缩包不安全或过大",
    "the template's archive is unsafe or too large",
    "部件名越出文件夹、重名、加密、损坏，或解开后异常庞大，都不是 Office 软件存出来的。",
    "No Office program writes parts with names that lead out of the file, equal names, damage, or enormous contents.",
  ],
  [
    "GR712",
    "template-with-macros",
    "模板带有宏",
    "the template holds macros",
    "宏会随每份报告发布出去，公开的文件里不应有程序。",
    "Macros would go out with every report; a published file must hold no program.",
  ],
  [
    "GR713",
    "broken-part",
    "模板的一个部件读不了",
    "a part of the template cannot be read",
    "部件的 XML 有误、不是 UTF-8，或带有 DOCTYPE；后者可以引用别处的文件，一律不接受。",
    "The part's XML is broken, is not UTF-8, or has a DOCTYPE, which could pull in other files.",
  ],
  [
    "GR714",
    "bad-tag",
    "标签没有写完整或看不懂",
    "a tag is unfinished or cannot be understood",
    "标签写作 {{名称}}、{{函数 名称}} 或 {{#if 名称}}，开头和结尾都是两个花括号。",
    "A tag is {{name}}, {{helper name}} or {{#if name}}, with two braces on either side.",
    { wrong: "{{requests.received.total}", right: "{{requests.received.total}}" },
  ],
  [
    "GR715",
    "unknown-template-name",
    "标签里的名称不存在",
    "a tag names something unknown",
    "名称写错时如果当作空白，报告上就少一个数而没有人发觉。",
    "Were a misspelt name taken for a blank, the report would lack a figure and nobody would notice.",
    { wrong: "{{requests.recieved.total}}", right: "{{requests.received.total}}" },
  ],
  [
    "GR716",
    "unknown-helper",
    "函数或块不存在",
    "a helper or block is unknown",
    "模板只能用规定的函数和 #each、#if、#unless、#with。",
    "A template has the known helpers and #each, #if, #unless and #with, and no others.",
  ],
  [
    "GR717",
    "forbidden-template-tag",
    "模板里不允许的写法",
    "a construct that templates may not use",
    "三重花括号不转义，引用其他模板、lookup 和 @root 能绕过检查；模板可能来自他人，一律不接受。",
    "Triple braces do not escape; partials, lookup and @root reach past the checks, and templates may come from strangers.",
    { wrong: "{{{unit.name}}}", right: "{{unit.name}}" },
  ],
  [
    "GR718",
    "unclosed-block",
    "块没有结束",
    "a block is never closed",
    "每个 {{#if}}、{{#each}} 都要有对应的 {{/if}}、{{/each}}。",
    "Each {{#if}} and {{#each}} needs its {{/if}} or {{/each}}.",
    { wrong: "{{#if draft}}草稿", right: "{{#if draft}}草稿{{/if}}" },
  ],
  [
    "GR719",
    "wrong-close",
    "结束标签或 else 没有对应的开始",
    "a closing tag or else belongs to no block",
    "块要从里到外依次结束。",
    "Blocks close from the inside outwards.",
    { wrong: "{{#if draft}}草稿{{/each}}", right: "{{#if draft}}草稿{{/if}}" },
  ],
  [
    "GR720",
    "misplaced-tag",
    "标签所在的地方填不了内容",
    "a tag stands where nothing can be filled in",
    "修订标记、域代码、批注、图形文字和属性里的标签会丢失或被 Word 改写。",
    "Tags in tracked changes, fields, comments, drawings and attributes get lost or are overwritten by Word.",
  ],
  [
    "GR721",
    "torn-block",
    "块的首尾不在同一层",
    "a block opens and closes on different levels",
    "首尾分处不同单元格，或一在表内一在表外，生成的文件就会损坏。",
    "With its ends in two cells, or inside and outside of a table, a block would tear the file apart.",
  ],
  [
    "GR722",
    "vanishing-zero",
    "用 #if 判断数字，0 会不见",
    "#if on a number makes 0 vanish",
    "法定表格里 0 也是数据；{{#if}} 把 0 当作没有。",
    "In a statutory table 0 is a figure; {{#if}} takes it for nothing.",
    { wrong: "{{#if proactive.licences}}", right: "{{#if (pos proactive.licences)}}" },
  ],
  [
    "GR723",
    "not-printable",
    "标签的用法与数据不符",
    "a tag is used on the wrong kind of thing",
    "一组数据、列表和是否都不能直接印出；#each 只用于列表，#with 只用于一组数据。",
    "Groups, lists and yes-or-no values cannot be printed; #each takes lists, #with groups.",
  ],
  [
    "GR724",
    "loop-in-sheet",
    "工作簿里用了循环",
    "a workbook with a loop",
    "工作簿的行列、合并和公式都按固定位置，重复行会使它们错位。",
    "Rows, merges and formulas of a workbook have fixed places, which repeated rows would shift.",
  ],
  [
    "GR725",
    "formula-too-rich",
    "公式的结果算不出来",
    "a formula's result cannot be computed",
    "不打开 Excel 也要看得到合计，所以公式的结果要预先算好；只支持本表内的 SUM、加和减。",
    "Totals must be seen without Excel, so their results are computed beforehand: SUM, + and - within one sheet.",
    { wrong: "=SUMPRODUCT(D5:I5)", right: "=SUM(D5:I5)" },
  ],
  [
    "GR726",
    "template-too-large",
    "模板或生成的文件过大",
    "the template or its result is too large",
    "一份报告不过几百个标签、几十 kB。",
    "A report has some hundred tags and some ten kB.",
  ],
  [
    "GR727",
    "broken-result",
    "按模板生成的文件有结构错误",
    "the template makes a broken file",
    "试填后的文件 Word 或 Excel 会拒绝打开或要求修复；多半是块的位置不当。",
    "Word or Excel would refuse or repair the file that a trial made; most often a block is in the wrong place.",
  ],
  [
    "GR728",
    "text-too-long",
    "文字超过工作簿单元格的上限",
    "a text is too long for a workbook",
    "Excel 的单元格最多 32767 个字，页眉页脚最多 255 个字。",
    "Excel takes 32,767 characters a cell and 255 in the head or foot of a page.",
  ],
  [
    "GR729",
    "endless-loop",
    "模板循环次数过多",
    "a template loops too often",
    "循环套循环会使一份报告没完没了。",
    "Loops within loops can make a report that never ends.",
  ],
];

const missingCells: RuleDoc = {
  code: "GR730",
  severity: "warning",
  name: "missing-cells",
  summary: { zh: "模板没有印出全部法定数据", en: "a template does not print every statutory figure" },
  why: {
    zh: "年度报告的三张表格式统一，缺一格就不是规定的格式。",
    en: "The three tables of the report have one form everywhere; with a cell missing it is another.",
  },
};

const noPlace: RuleDoc = {
  code: "GR731",
  severity: "warning",
  name: "no-place-for-annexes",
  summary: { zh: "模板没有放附件的地方", en: "a template has no place for annexes" },
  why: {
    zh: "附表和各地自设的表由程序印在模板留出的位置。模板里没有这个位置，填了的数就会不声不响地缺在报告里。",
    en: "Annex tables, and those an area has added, are printed where the template has a place for them. Without one, figures that were given would be missing unseen.",
  },
};

const noStyles: RuleDoc = {
  code: "GR732",
  severity: "error",
  name: "no-annex-styles",
  summary: { zh: "模板没有附件所用的样式", en: "a template lacks the styles of annexes" },
  why: {
    zh: "附件由程序写成段落和表格，字体、字号和边框取自模板里的样式，这样改样式就能改附件的样子。样式不在，附件就会走样。",
    en: "Annexes are written in the template's own styles, so that whoever changes a style changes them. Without the styles they would look like nothing in particular.",
  },
};

const foreignContent: RuleDoc = {
  code: "GR740",
  severity: "error",
  name: "foreign-content",
  summary: {
    zh: "模板带有会加载、运行或引用外部内容的东西",
    en: "a template holds something that loads, runs or links other content",
  },
  why: {
    zh: "报告公开发布，谁都会打开。模板只许带文字、格式、图片、目录和页码；宏、嵌入的对象、外部图片、附加的模板、外部数据、会取外部内容的域代码和公式，以及认不出来的部件，一律不许。",
    en: "Reports are published and opened by anybody. A template may hold text, format, pictures, contents and page numbers; macros, embedded objects, remote pictures, attached templates, outside data, fields and formulas that fetch something, and parts that are not known, are refused.",
  },
};

const linkInTemplate: RuleDoc = {
  code: "GR741",
  severity: "warning",
  name: "link-in-template",
  summary: { zh: "模板里有超链接", en: "a template holds a link" },
  why: {
    zh: "模板里的链接会印进每一份报告，写错一个字，所有报告都指向别处。确认无误就不用管它。",
    en: "A link of the template goes out with every report, and one wrong letter sends every reader elsewhere. Where it is right, nothing needs to be done.",
  },
};

/** What each code about templates means, for `gov-report explain`. */
export const templateDocs: readonly RuleDoc[] = [
  ...entries.map(
    ([code, name, zh, en, whyZh, whyEn, example]): RuleDoc => ({
      code,
      severity: "error",
      name,
      summary: { zh, en },
      why: { zh: whyZh, en: whyEn },
      ...(example ? { example } : {}),
    }),
  ),
  missingCells,
  noPlace,
  noStyles,
  foreignContent,
  linkInTemplate,
];
