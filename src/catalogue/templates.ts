import type { CatalogueEntry } from "../core/rule.ts";
import { entry } from "./entry.ts";

/**
 * Templates (GR7). GR701 to GR709 are faults of the language itself, in whatever it is written: a tally's texts, Markdown,
 * Word or Excel. The others are faults of Office files.
 */
export const templates: readonly CatalogueEntry[] = [
  entry(
    "GR701",
    "unreadable-tag",
    { zh: "标签写法有误", en: "a tag cannot be read" },
    {
      zh: "文字和模板中的数据用 {{名称}} 引用，每个 {{#if}}、{{#each}} 都要有对应的 {{/if}}、{{/each}}。括号不成对、只写一个、用了全角括号，程序就无法知道引用的是什么，原样印出又会成为公开的差错。",
      en: "Figures are named in texts and templates as {{name}}, and every {{#if}} and {{#each}} has its {{/if}} or {{/each}}. With a brace missing or full-width nobody can tell what is meant, and printed as it stands it would be published.",
    },
    {
      example: {
        wrong: "overview: 全年收到申请｛｛requests.received｝｝件。",
        right: "overview: 全年收到申请{{requests.received}}件。",
      },
    },
  ),
  entry(
    "GR702",
    "unknown-name",
    { zh: "引用的名称不存在，或者不是一个数", en: "a tag names nothing known, or no single figure" },
    {
      zh: "名称须与填报数据一致，中文名、英文名均可，文字和各种模板都一样。写错的名称如果当作空白或0，报告上就少一个数而没有人发觉。",
      en: "A name must be one the tally has, in Chinese or English, in texts and in templates alike. Were a misspelt one taken for a blank or 0, the report would lack a figure and nobody would notice.",
    },
    {
      example: {
        wrong: "overview: 新收申请{{依申请公开.新收}}件。",
        right: "overview: 新收申请{{依申请公开.本年新收}}件。",
      },
    },
  ),
  entry(
    "GR703",
    "forbidden-tag",
    { zh: "使用了不允许的标签", en: "a kind of tag that may not be used" },
    {
      zh: "填报数据和模板来自众多单位，只能引用数据、使用规定的少数函数，不能执行其他内容。三重花括号不转义，引用其他模板、@root 能绕过检查，一律不接受。",
      en: "Tallies and templates come from many hands. They may name figures and call a few helpers, and do nothing else: triple braces do not escape, and partials and @root reach past the checks.",
    },
    {
      example: {
        wrong: "overview: 全年收到申请{{{requests.received}}}件。",
        right: "overview: 全年收到申请{{requests.received}}件。",
      },
    },
  ),
  entry(
    "GR704",
    "wrong-call",
    { zh: "函数或块不存在，或者用得不对", en: "an unknown helper or block, or one used wrongly" },
    {
      zh: "函数只有 has、pos、eq、not、and、or、sum、rest、percent（文字中另有 change，Markdown 模板另有 table），各有固定的参数个数；要数的地方不能给文字，列表和条件不能直接印出，#each 只用于列表。",
      en: "The helpers are has, pos, eq, not, and, or, sum, rest and percent (change in texts, table in Markdown besides); each takes a fixed number of arguments. Where a figure is wanted no text will do; lists and conditions are not printed, and #each takes lists.",
    },
    {
      example: {
        wrong: "overview: 办结率{{percent hotline.closed}}。",
        right: "overview: 办结率{{percent hotline.closed hotline.received}}。",
      },
    },
  ),
  entry(
    "GR705",
    "number-as-condition",
    { zh: "直接用数作条件", en: "a number is used as a condition" },
    {
      zh: "0 是如实填报的数，不等于没有填报。{{#if 数}} 会把 0 当作没有，使“0件”从报告中消失。",
      en: "0 is a figure and not the lack of one. {{#if number}} would take it for nothing, and the 0 would vanish from the report.",
    },
    {
      example: {
        wrong: "overview: '{{#if hotline.received}}受理工单{{hotline.received}}件。{{/if}}'",
        right: "overview: '{{#if (has hotline.received)}}受理工单{{hotline.received}}件。{{/if}}'",
      },
    },
  ),
  entry(
    "GR706",
    "figure-not-given",
    { zh: "文字引用了没有填报的数", en: "the text speaks of a figure that is not given" },
    {
      zh: "没有填报的数不能当作0印出，也不能印成空白。",
      en: "A figure that is not given is neither printed as 0 nor as a gap.",
    },
    {
      example: {
        wrong: "activity: { hotline: { received: 392 } }\nnarrative: { overview: '办结{{hotline.closed}}件。' }",
        right:
          "activity: { hotline: { received: 392, closed: 388 } }\nnarrative: { overview: '办结{{hotline.closed}}件。' }",
      },
    },
  ),
  entry(
    "GR707",
    "no-last-year",
    { zh: "要算同比而没有上年的数", en: "a comparison without last year's figure" },
    {
      zh: "同比只能由上年的填报数据算出。没有上年数据时，程序不推算。",
      en: "A change is computed from last year's tally. Without one nothing is guessed.",
    },
    {
      example: {
        wrong: "overview: 新收申请同比{{change requests.received}}。",
        right: "overview: 新收申请{{requests.received}}件。",
      },
    },
  ),
  entry(
    "GR708",
    "text-too-large",
    {
      zh: "文字、模板过长，嵌套过深或循环过多",
      en: "a text or template is too long, nested too deeply, or loops too often",
    },
    {
      zh: "一份年度报告的文字通常不过数千字，模板不过几百个标签。过长的文字多半是误粘贴，循环套循环会使一份报告没完没了，都会拖慢成批处理。",
      en: "The prose of a report seldom exceeds a few thousand characters, a template a few hundred tags. A far longer one was pasted by mistake, loops within loops may never end, and either slows a batch down.",
    },
  ),
  entry(
    "GR709",
    "no-result",
    { zh: "比率、差额等算不出结果", en: "a rate or difference cannot be computed" },
    {
      zh: "约数算不出准确的比率，分母为0没有比率。程序不编造比率。",
      en: "No exact rate follows from an approximate figure, and none from 0 cases. None is made up.",
    },
    {
      example: {
        wrong:
          "activity: { services: { accepted: 33万余, closed: 32.55万余 } }\nnarrative: { overview: '办结率{{percent services.closed services.accepted}}。' }",
        right:
          "activity: { services: { accepted: 33万余, closed: 32.55万余 } }\nnarrative: { overview: '受理{{services.accepted}}件，办结{{services.closed}}件。' }",
      },
    },
  ),
  entry(
    "GR710",
    "no-office-file",
    { zh: "模板不是 .docx 或 .xlsx 文件", en: "the template is no .docx or .xlsx file" },
    {
      zh: "旧版（.doc、.xls、.wps、.et）和加密文件读不了；请用 Word、Excel 或 WPS 另存为 .docx、.xlsx。",
      en: "Old (.doc, .xls, .wps, .et) and encrypted files cannot be read; save them as .docx or .xlsx.",
    },
  ),
  entry(
    "GR711",
    "unsafe-archive",
    { zh: "模板压缩包不安全或过大", en: "the template's archive is unsafe or too large" },
    {
      zh: "部件名越出文件夹、重名、加密、损坏，或解开后异常庞大，都不是 Office 软件存出来的。",
      en: "No Office program writes parts with names that lead out of the file, equal names, damage, or enormous contents.",
    },
  ),
  entry(
    "GR712",
    "template-with-macros",
    { zh: "模板带有宏", en: "the template holds macros" },
    {
      zh: "宏会随每份报告发布出去，公开的文件里不应有程序。",
      en: "Macros would go out with every report; a published file must hold no program.",
    },
  ),
  entry(
    "GR713",
    "broken-part",
    { zh: "模板或它的一个部件读不了", en: "the template or a part of it cannot be read" },
    {
      zh: "部件的 XML 有误、不是 UTF-8，或带有 DOCTYPE；后者可以引用别处的文件，一律不接受。",
      en: "The part's XML is broken, is not UTF-8, or has a DOCTYPE, which could pull in other files.",
    },
  ),
  entry(
    "GR720",
    "misplaced-tag",
    { zh: "标签所在的地方填不了内容", en: "a tag stands where nothing can be filled in" },
    {
      zh: "修订标记、域代码、批注、图形文字和属性里的标签会丢失或被 Word 改写。",
      en: "Tags in tracked changes, fields, comments, drawings and attributes get lost or are overwritten by Word.",
    },
  ),
  entry(
    "GR721",
    "torn-block",
    { zh: "块的首尾不在同一层", en: "a block opens and closes on different levels" },
    {
      zh: "首尾分处不同单元格，或一在表内一在表外，生成的文件就会损坏。",
      en: "With its ends in two cells, or inside and outside of a table, a block would tear the file apart.",
    },
  ),
  entry(
    "GR724",
    "loop-in-sheet",
    { zh: "工作簿里用了循环", en: "a workbook with a loop" },
    {
      zh: "工作簿的行列、合并和公式都按固定位置，重复行会使它们错位。",
      en: "Rows, merges and formulas of a workbook have fixed places, which repeated rows would shift.",
    },
  ),
  entry(
    "GR725",
    "formula-too-rich",
    { zh: "公式的结果算不出来", en: "a formula's result cannot be computed" },
    {
      zh: "不打开 Excel 也要看得到合计，所以公式的结果要预先算好；只支持本表内的 SUM、加和减。",
      en: "Totals must be seen without Excel, so their results are computed beforehand: SUM, + and - within one sheet.",
    },
    { example: { wrong: "=SUMPRODUCT(D5:I5)", right: "=SUM(D5:I5)" } },
  ),
  entry(
    "GR726",
    "template-too-large",
    { zh: "生成的文件或工作表的公式过大", en: "the file that is made, or the formulas of a sheet, are too large" },
    { zh: "一份报告不过几十 kB、几十个公式。", en: "A report has some ten kB and some ten formulas." },
  ),
  entry(
    "GR727",
    "broken-result",
    { zh: "按模板生成的文件有结构错误", en: "the template makes a broken file" },
    {
      zh: "试填后的文件 Word 或 Excel 会拒绝打开或要求修复；多半是块的位置不当。",
      en: "Word or Excel would refuse or repair the file that a trial made; most often a block is in the wrong place.",
    },
  ),
  entry(
    "GR728",
    "text-too-long",
    { zh: "文字超过工作簿单元格的上限", en: "a text is too long for a workbook" },
    {
      zh: "Excel 的单元格最多 32767 个字，页眉页脚最多 255 个字。",
      en: "Excel takes 32,767 characters a cell and 255 in the head or foot of a page.",
    },
  ),
  entry(
    "GR730",
    "missing-cells",
    { zh: "模板没有印出全部法定数据", en: "a template does not print every statutory figure" },
    {
      zh: "年度报告的三张表格式统一，缺一格就不是规定的格式。",
      en: "The three tables of the report have one form everywhere; with a cell missing it is another.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR731",
    "no-place-for-annexes",
    { zh: "模板没有放附件的地方", en: "a template has no place for annexes" },
    {
      zh: "附表和各地自设的表由程序印在模板留出的位置。模板里没有这个位置，填了的数就会不声不响地缺在报告里。",
      en: "Annex tables, and those an area has added, are printed where the template has a place for them. Without one, figures that were given would be missing unseen.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR381",
    "no-place-for-notes",
    {
      zh: "模板没有放表下的注或者数的说明的地方",
      en: "a template has no place for the notes under a table, or for a remark on a figure",
    },
    {
      zh: "注和说明是报告内容的一部分，由程序印在模板留出的位置。以前做的自备模板没有这个位置，写了的话就会不声不响地缺在报告里。",
      en: "Notes and remarks are part of the report and printed where the template has a place for them. In an older template of one's own they would be missing unseen.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR732",
    "no-annex-styles",
    { zh: "模板没有附件所用的样式", en: "a template lacks the styles of annexes" },
    {
      zh: "附件由程序写成段落和表格，字体、字号和边框取自模板里的样式，这样改样式就能改附件的样子。样式不在，附件就会走样。",
      en: "Annexes are written in the template's own styles, so that whoever changes a style changes them. Without the styles they would look like nothing in particular.",
    },
  ),
  entry(
    "GR740",
    "foreign-content",
    {
      zh: "模板带有会加载、运行或引用外部内容的东西",
      en: "a template holds something that loads, runs or links other content",
    },
    {
      zh: "报告公开发布，谁都会打开。模板只许带文字、格式、图片、目录和页码；宏、嵌入的对象、外部图片、附加的模板、外部数据、会取外部内容的域代码和公式，网页里的脚本、事件属性、表单和框架，以及认不出来的部件，一律不许。",
      en: "Reports are published and opened by anybody. A template may hold text, format, pictures, contents and page numbers; macros, embedded objects, remote pictures, attached templates, outside data, fields and formulas that fetch something, scripts, event attributes, forms and frames of a page, and parts that are not known, are refused.",
    },
  ),
  entry(
    "GR742",
    "tag-in-markup",
    {
      zh: "网页模板里，标签放在了不是文字的地方",
      en: "in the template of a web page, a tag stands where no text does",
    },
    {
      zh: "单位名称和正文是别人写的字。放在标记之间、属性的引号里，印出来只是字；放在样式、注释、链接地址的开头或者标记当中，同样的字就可能变成会运行的东西。",
      en: "Names and texts are other people's words. Between tags and in quoted attributes they stay words; in a style, a comment, the beginning of an address or within a tag they could become something that runs.",
    },
    { example: { wrong: '<a href="{{unit.name}}">', right: '<a href="#{{unit.code}}">' } },
  ),
  entry(
    "GR743",
    "no-companion",
    { zh: "这版格式没有解读的文字", en: "an edition has no words for a companion" },
    {
      zh: "解读按格式版本的文字生成（text/companion.hbs）。自己加的格式没有写，就不生成，而不是套用别的格式的话。",
      en: "A companion is composed of the edition's own words (text/companion.hbs). A form of one's own without them gets none, and not those of another form.",
    },
    { severity: "warning" },
  ),
  entry(
    "GR741",
    "link-in-template",
    { zh: "模板里有超链接或网页代码", en: "a template holds a link, or tags of a web page" },
    {
      zh: "模板里的链接会印进每一份报告，写错一个字，所有报告都指向别处；Markdown 模板里的网页代码（如 <table>）在不认它的地方会原样印出。确认无误就不用管它。",
      en: "A link of the template goes out with every report, and one wrong letter sends every reader elsewhere; tags of a web page in Markdown (<table>) are printed as they stand where they are not known. Where it is right, nothing needs to be done.",
    },
    { severity: "warning" },
  ),
];
