import type { Text } from "../core/diagnostic.ts";
import type { CatalogueEntry } from "../core/rule.ts";
import { entry } from "./entry.ts";

const blankIsNotZero: Text = {
  zh: "空着和 0 不是一回事：空着可能是没有，也可能是忘了统计。公布出去的表格里每一格都要是确定的数。",
  en: "A blank is not 0: it may mean none, or not counted yet. Every figure that is published has to be known.",
};
const plainNumbers: Text = {
  zh: "数字要逐格核对、相加、比对上年；写法不统一，机器就可能读成另一个数，所以不猜，请填报人改正。",
  en: "Figures are added up and compared. Written in some other way a number may be taken for another one, so nothing is guessed.",
};
const exactYaml: Text = {
  zh: "填报文件是 YAML：层级靠行首空格，名称和内容之间是半角冒号加一个空格。",
  en: "A tally is YAML: levels are made by leading spaces, and a colon and a space stand between name and value.",
};
const sureKeys: Text = {
  zh: "名称对不上，这个数就不会进表。写错名称的数不能悄悄丢掉。",
  en: "A figure under an unknown name reaches no table. It must not be dropped in silence.",
};
const otherEncoding: Text = {
  zh: "这种编码也读得出来，但换一台电脑、换一个软件，汉字就可能变成乱码。转成 UTF-8，到哪里都一样。",
  en: "It could be read, yet another program may turn its Chinese to garbage. UTF-8 is the same everywhere.",
};
const wholeReport: Text = {
  zh: "报告的抬头、报送期限和应填的行都取决于这些内容。",
  en: "The title, the deadline and the rows that apply all depend on it.",
};

/** Reading a tally, a register or a workspace (GR1). */
export const reading: readonly CatalogueEntry[] = [
  entry(
    "GR100",
    "unreadable-file",
    { zh: "文件无法读取", en: "the file cannot be read" },
    {
      zh: "路径不对、没有权限、不是普通文件，或正被别的程序占用。",
      en: "The path is wrong, permission is lacking, it is no regular file, or another program holds it.",
    },
  ),
  entry(
    "GR101",
    "file-too-large",
    { zh: "文件太大", en: "the file is too large" },
    {
      zh: "一份填报数据约十 KB。超过 1 MiB 的多半是选错了文件，不再往下读。",
      en: "A tally takes some ten kilobytes. Beyond 1 MiB it is most likely the wrong file and is not read.",
    },
  ),
  entry("GR102", "gbk-file", { zh: "文件是 GBK/GB18030 编码", en: "the file is GBK/GB18030" }, otherEncoding, {
    severity: "info",
  }),
  entry("GR103", "utf-16-file", { zh: "文件是 UTF-16 编码", en: "the file is UTF-16" }, otherEncoding, {
    severity: "info",
  }),
  entry(
    "GR104",
    "broken-utf-8",
    { zh: "文件里有损坏的字节", en: "the file holds broken bytes" },
    {
      zh: "既不是 UTF-8，也不是认得准的 GBK、UTF-16。硬读下去，汉字会变成乱码而不报错。",
      en: "It is neither UTF-8 nor for certain another encoding. Read all the same, its Chinese would turn to garbage without any error.",
    },
  ),
  entry(
    "GR105",
    "forbidden-character",
    { zh: "有看不见的、控制用的或已损坏的字符", en: "an invisible, control or broken character" },
    {
      zh: "这类字符看不见，却会使名称对不上、文字顺序颠倒，或使 Word、Excel 打不开文件。",
      en: "Such characters do not show, yet they break names, reverse text, or make an office file unreadable.",
    },
  ),
  entry("GR106", "not-yaml", { zh: "不符合 YAML 的写法", en: "not YAML" }, exactYaml, {
    example: { wrong: "单位: { 名称: 凤凰镇人民政府", right: "单位: { 名称: 凤凰镇人民政府 }" },
  }),
  entry("GR107", "tab-indentation", { zh: "用制表符缩进", en: "indented with tabs" }, exactYaml, {
    example: { wrong: "主动公开:\n\t行政许可: 12", right: "主动公开:\n  行政许可: 12" },
  }),
  entry(
    "GR108",
    "full-width-mark",
    { zh: "用了全角冒号、逗号或括号", en: "a full-width colon, comma or bracket" },
    exactYaml,
    { example: { wrong: "行政许可：12", right: "行政许可: 12" } },
  ),
  entry(
    "GR109",
    "full-width-space",
    { zh: "用了全角空格或不换行空格", en: "a full-width or no-break space" },
    exactYaml,
    { example: { wrong: "　行政许可: 12", right: "  行政许可: 12" } },
  ),
  entry("GR110", "missing-space", { zh: "冒号后面没有空格", en: "no space after a colon" }, exactYaml, {
    example: { wrong: "行政许可:12", right: "行政许可: 12" },
  }),
  entry(
    "GR111",
    "several-documents",
    { zh: "一个文件里有好几份", en: "several documents in one file" },
    {
      zh: "一个文件只放一个单位一年的数据，文件和单位才能一一对应。",
      en: "One file holds one unit's tally of one year, so that each unit has its file.",
    },
  ),
  entry(
    "GR112",
    "yaml-machinery",
    { zh: "用了锚点、引用、合并键或标签", en: "anchors, aliases, merge keys or tags" },
    {
      zh: "填报文件里每个数都应写在自己的位置上，谁看都是那个数。",
      en: "Every figure of a tally stands in its own place, for everybody to see.",
    },
    { example: { wrong: "批准: *审核", right: "批准: { 责任人: 分管领导, 日期: 2026-01-15 }" } },
  ),
  entry(
    "GR113",
    "too-complex",
    { zh: "条目太多或嵌套太深", en: "too many entries or too deeply nested" },
    {
      zh: "填报数据约二百个数、四五层。远超此数的不是填报数据，不再往下读。",
      en: "A tally has some two hundred figures in four or five levels. What goes far beyond is none and is not read.",
    },
  ),
  entry("GR114", "empty-file", { zh: "文件是空的", en: "the file is empty" }, wholeReport),
  entry(
    "GR115",
    "no-outline",
    { zh: "文件不是由“名称: 内容”组成", en: "the file is not made of “key: value”" },
    exactYaml,
  ),
  entry(
    "GR116",
    "too-many-faults",
    { zh: "问题太多，没有全部列出", en: "too many faults to list" },
    {
      zh: "同一个毛病往往重复出现。改正已列出的，再检查一遍。",
      en: "One habit shows in many places. Mend what is listed and check again.",
    },
  ),
  entry(
    "GR117",
    "unmerged-changes",
    { zh: "文件里有没有合并好的两个版本", en: "two versions of one file that were not merged" },
    {
      zh: "两个人改了同一处，Git 不替人选，把两个版本都写进了文件。哪一个对，只有填报人知道。",
      en: "Two people changed one place; Git does not choose and puts both versions into the file. Only the clerks know which is right.",
    },
    { example: { wrong: "<<<<<<< HEAD\n行政许可: 12\n=======\n行政许可: 13\n>>>>>>> 张", right: "行政许可: 13" } },
  ),
  entry(
    "GR118",
    "wrong-editor-schema",
    { zh: "编辑器用的 JSON Schema 不对", en: "an editor checks by another JSON Schema" },
    {
      zh: "第一行告诉编辑器按哪份 JSON Schema 补全和核对。每个格式版本、每种语言各有一份：用了别的，写对的项目名也会标成错的。",
      en: "The first line tells an editor by which JSON Schema to complete and to check. Each edition and each language has its own: by another, keys that are right are marked as wrong.",
    },
    { severity: "info" },
  ),
  entry(
    "GR120",
    "duplicate-key",
    { zh: "同一项写了两次", en: "one key given twice" },
    {
      zh: "同一格有两个数时，不能替填报人选一个。同一项的英文名和中文名也算两次。",
      en: "Of two figures for one cell none can be chosen. The English and the Chinese name of one key count as twice.",
    },
    { example: { wrong: "行政许可: 12\nlicences: 13", right: "行政许可: 12" } },
  ),
  entry("GR121", "unknown-key", { zh: "不认识的名称", en: "an unknown key" }, sureKeys, {
    example: { wrong: "主动公开:\n  行政许司: 12", right: "主动公开:\n  行政许可: 12" },
  }),
  entry("GR122", "missing-section", { zh: "缺少一个部分", en: "a section is missing" }, blankIsNotZero, {
    example: { wrong: "（没有“复议诉讼”部分）", right: "复议诉讼: 0" },
  }),
  entry("GR123", "missing-row", { zh: "缺少一行", en: "a row is missing" }, blankIsNotZero, {
    example: { wrong: "主动公开:\n  行政许可: 12", right: "主动公开:\n  行政许可: 12\n  行政处罚: 0" },
  }),
  entry(
    "GR124",
    "wrong-shape",
    { zh: "该写数的地方写了别的，或相反", en: "a list or text where figures are needed" },
    plainNumbers,
    { example: { wrong: "本年新收: [13, 2]", right: "本年新收: { 自然人: 13, 商业企业: 2 }" } },
  ),
  entry(
    "GR125",
    "number-without-column",
    { zh: "一个数看不出属于哪一栏", en: "a number that names no column" },
    {
      zh: "这一行有好几栏。只有 0 可以单写，表示各栏都是 0。",
      en: "The row has several columns. Only 0 may stand alone: it means 0 in all of them.",
    },
    { example: { wrong: "本年新收: 15", right: "本年新收: { 自然人: 13, 商业企业: 2 }" } },
  ),
  entry("GR126", "key-without-name", { zh: "冒号前面不是名称", en: "no name before the colon" }, exactYaml, {
    example: { wrong: "? [行政许可]\n: 12", right: "行政许可: 12" },
  }),
  entry("GR130", "blank-cell", { zh: "没有填数", en: "a blank cell" }, blankIsNotZero, {
    example: { wrong: "行政许可: /", right: "行政许可: 0" },
  }),
  entry("GR131", "full-width-digits", { zh: "用了全角数字", en: "full-width digits" }, plainNumbers, {
    example: { wrong: "行政许可: １２", right: "行政许可: 12" },
  }),
  entry("GR132", "digit-separators", { zh: "数字里有分隔符", en: "separators between digits" }, plainNumbers, {
    example: { wrong: "行政许可: 1,234", right: "行政许可: 1234" },
  }),
  entry("GR133", "number-with-unit", { zh: "数字带了单位", en: "a number with its unit" }, plainNumbers, {
    example: { wrong: "行政许可: 12件", right: "行政许可: 12" },
  }),
  entry("GR134", "chinese-numeral", { zh: "用了汉字数字", en: "a number in Chinese characters" }, plainNumbers, {
    example: { wrong: "行政许可: 十二", right: "行政许可: 12" },
  }),
  entry("GR135", "quoted-number", { zh: "数字加了引号", en: "a number in quotes" }, plainNumbers, {
    example: { wrong: '行政许可: "12"', right: "行政许可: 12" },
  }),
  entry(
    "GR136",
    "odd-notation",
    { zh: "不是普通十进制写法", en: "not a plain decimal number" },
    {
      zh: "YAML 会把 0o14 读成 12、把 1e3 读成 1000，别的软件又可能读成文字。同一个文件到处都应是同一个数。",
      en: "YAML takes 0o14 for 12 and 1e3 for 1000 where other programs see text. A file has to mean the same everywhere.",
    },
    { example: { wrong: "行政许可: 012", right: "行政许可: 12" } },
  ),
  entry(
    "GR137",
    "negative-number",
    { zh: "负数", en: "a negative number" },
    {
      zh: "件数和金额不会小于 0。写成负数的多半是“减少”，而这一格要的是总数。",
      en: "Counts and amounts are never below 0. A negative one mostly means a decrease where the cell asks for the total.",
    },
    { example: { wrong: "行政许可: -3", right: "行政许可: 3" } },
  ),
  entry("GR138", "letter-for-digit", { zh: "把字母 O 当成 0", en: "a letter O for the digit 0" }, plainNumbers, {
    example: { wrong: "行政许可: O", right: "行政许可: 0" },
  }),
  entry("GR139", "not-a-number", { zh: "不是数字", en: "not a number" }, plainNumbers, {
    example: { wrong: "行政许可: 若干", right: "行政许可: 12" },
  }),
  entry("GR140", "impossible-number", { zh: "数大得不可能", en: "an impossibly large number" }, plainNumbers, {
    example: { wrong: "行政许可: 99999999999999999999", right: "行政许可: 12" },
  }),
  entry("GR141", "not-whole", { zh: "应为整数的不是整数", en: "not a whole number" }, plainNumbers, {
    example: { wrong: "行政许可: 3.5", right: "行政许可: 3" },
  }),
  entry(
    "GR142",
    "approximate-figure",
    { zh: "法定表格里写了约数", en: "an approximate figure in a statutory table" },
    {
      zh: "三张法定表格按件统计，相互之间有勾稽关系，约数无法核对。约数只能写在“工作情况”里。",
      en: "The statutory tables count cases and have to balance; an approximate figure cannot. It may stand in the activity figures only.",
    },
    { example: { wrong: "行政许可: 近30", right: "行政许可: 29" } },
  ),
  entry("GR143", "implausible-number", { zh: "数大得不合常理", en: "an implausibly large number" }, plainNumbers, {
    severity: "warning",
    example: { wrong: "行政许可: 20000000000", right: "行政许可: 20" },
  }),
  entry(
    "GR144",
    "amount-without-unit",
    { zh: "金额没有写单位", en: "an amount without its unit" },
    {
      zh: "有的表头没有规定金额的单位，已公开的报告有的填元、有的填万元，相差一万倍。单位和数字一起写，才不会读错。",
      en: "Where the form names no unit, some offices publish 元 and some 万元: ten thousand times apart. The unit goes with the number.",
    },
    {
      example: {
        wrong: "政府集中采购: { 项目数量: 3, 总金额: 29.0506 }",
        right: "政府集中采购: { 项目数量: 3, 总金额: 29.0506万元 }",
      },
    },
  ),
  entry(
    "GR150",
    "wrong-year",
    { zh: "报告年度缺少或写法不对", en: "the report's year is missing or not a year" },
    wholeReport,
    { example: { wrong: "年度: 2025年", right: "年度: 2025" } },
  ),
  entry(
    "GR151",
    "no-edition",
    { zh: "该年度没有报告格式", en: "no form for that year" },
    {
      zh: "报告格式由国务院主管部门发布，各年度适用哪一版由格式文件规定。",
      en: "The form is issued by the State Council's office; which one holds for a year is laid down with it.",
    },
    { example: { wrong: "年度: 1999", right: "年度: 2025" } },
  ),
  entry("GR153", "wrong-name", { zh: "名称不能用", en: "a name that cannot be used" }, wholeReport, {
    example: { wrong: "名称: 请填写单位全称", right: "名称: 凤凰镇人民政府" },
  }),
  entry("GR154", "unknown-choice", { zh: "没有这个选项", en: "no such choice" }, wholeReport, {
    example: { wrong: "类型: 镇", right: "类型: 乡镇" },
  }),
  entry(
    "GR155",
    "wrong-date",
    { zh: "日期不存在或写法不对", en: "no such date, or not written as one" },
    {
      zh: "报送期限按日期计算，日期要写成 2026-01-16 这样，并且日历上要有这一天。",
      en: "Deadlines are reckoned from dates; they are written 2026-01-16 and have to exist.",
    },
    { example: { wrong: "发布日期: 2026年1月16日", right: "发布日期: 2026-01-16" } },
  ),
  entry("GR156", "missing-entry", { zh: "缺少一项内容", en: "an entry is missing" }, wholeReport, {
    example: { wrong: "单位: { 名称: 凤凰镇人民政府 }", right: "单位: { 名称: 凤凰镇人民政府, 类型: 乡镇 }" },
  }),
  entry("GR157", "wrong-entry", { zh: "内容的写法不对", en: "an entry is not written as it should be" }, wholeReport, {
    example: { wrong: "单位: 凤凰镇人民政府", right: "单位: { 名称: 凤凰镇人民政府, 类型: 乡镇 }" },
  }),
  entry(
    "GR158",
    "other-form",
    { zh: "填报的项目是另一种格式的", en: "the rows of another form" },
    {
      zh: "报告格式换过几次，各年度用哪一版由年度决定。项目名称相同的，数的内容也可能变了，所以不能混用。",
      en: "The form has changed several times, and the year says which one holds. Even rows of one name may count something else, so forms are not mixed.",
    },
    {
      example: {
        wrong: "年度: 2025\n主动公开:\n  其他管理服务: { 上一年: 9, 增减: 1, 处理决定: 140 }",
        right: "年度: 2025\n主动公开:\n  行政许可: 86",
      },
    },
  ),
  entry(
    "GR159",
    "unconfirmed-zeros",
    { zh: "预填的 0 还没有人看过", en: "zeros that nobody has looked at" },
    {
      zh: "没有人填过的数不是数：预填的 0 原样公布出去，就是一份没有核对过的报告。看过一遍、由人说明，才算填报。",
      en: "A figure that nobody typed is no figure. Published as they stood, the zeros would be a report nobody has checked; somebody has to say that they were looked at.",
    },
    { example: { wrong: "全零: 待核", right: "全零: 已核" } },
  ),
  entry(
    "GR160",
    "doubtful-contact",
    { zh: "联系方式里的号码不像电话或邮政编码", en: "a telephone or post code that looks like none" },
    {
      zh: "联系方式印在报告开头，公众照着打电话、寄信。少一位、多一位，这份报告一年里就没有人能查询。",
      en: "The contact stands at the head of the report, and the public goes by it. With a digit too few nobody can ask for a whole year.",
    },
    {
      severity: "warning",
      example: { wrong: '联系方式: { 电话: "0512-580000" }', right: '联系方式: { 电话: "0512-58000000" }' },
    },
  ),
  entry(
    "GR161",
    "unusable-text-file",
    { zh: "正文所在的文件用不了", en: "the file of a text cannot be used" },
    {
      zh: "正文写在另一个文件里的，报告就按那个文件印；读不到、读不准的，不能当作没有写而自动成文。",
      en: "A text in a file of its own is printed as it stands there. Where that cannot be read, the report must not be composed as if there were none.",
    },
    {
      example: {
        wrong: "正文:\n  总体情况: { 文件: /home/一.docx }",
        right: "正文:\n  总体情况: { 文件: 一.docx }",
      },
    },
  ),
  entry(
    "GR170",
    "unindented-text",
    { zh: "粘贴的文字没有缩进", en: "a pasted text that is not indented" },
    {
      zh: "文字属于哪一部分，只看它缩进在谁的下面。从文档里粘贴的段落顶着左边，就成了新的一行名称。",
      en: "Indentation alone tells whose text it is. A paragraph pasted from a document begins at the left and looks like a key.",
    },
    {
      example: {
        wrong: "正文:\n  总体情况: |\n全年主动公开信息810条。",
        right: "正文:\n  总体情况: |\n    全年主动公开信息810条。",
      },
    },
  ),
  entry(
    "GR171",
    "missing-braces",
    { zh: "几项写在一行，少了花括号", en: "no braces around several entries" },
    exactYaml,
    {
      example: { wrong: "本年新收: 自然人: 3, 商业企业: 1", right: "本年新收: { 自然人: 3, 商业企业: 1 }" },
    },
  ),
  entry("GR172", "run-on-entries", { zh: "几项之间没有分开", en: "entries that are not kept apart" }, exactYaml, {
    example: { wrong: "行政许可: 12, 行政处罚: 30", right: "行政许可: 12\n行政处罚: 30" },
  }),
  entry("GR173", "missing-colon", { zh: "名称后面没有冒号", en: "no colon after a key" }, exactYaml, {
    example: { wrong: "行政许可 12", right: "行政许可: 12" },
  }),
  entry(
    "GR174",
    "text-mistaken",
    { zh: "文字里的符号会被当成别的写法", en: "a text that YAML takes for something else" },
    {
      zh: "文字以 {{、*、@ 等开头，或者里面有半角冒号加空格、空格加 #，读出来就不是写的那段文字。写在“|”下面的，全部是文字。",
      en: "A text that begins with {{, * or @, or holds a colon and a space or a space and #, is not read as it was written. Below “|” everything is text.",
    },
    {
      example: {
        wrong: "总体情况: {{单位.名称}}全年公开810条。",
        right: "总体情况: |\n    {{单位.名称}}全年公开810条。",
      },
    },
  ),
];
