import type { ErrorCode } from "yaml";
import type { Text } from "../../core/diagnostic.ts";

interface Words {
  readonly message: Text;
  readonly help: Text;
  /** Where the template tag begins that was taken for a map. */
  readonly tag?: number;
}

const indentation: Text = {
  zh: "同一级的各行左边要对齐，下一级向右缩进两格",
  en: "lines of one level begin in the same column; the next level is indented by two spaces",
};
const quoted: Text = { zh: "给这段文字加上英文双引号", en: "put the text in double quotes" };
const pairs: Text = {
  zh: "检查这一行和上一行的引号、括号是否成对，逗号是否漏写",
  en: "check the quotes, brackets and commas of this line and the one above",
};

const byCode: Partial<Record<ErrorCode, Words>> = {
  BAD_INDENT: { message: { zh: "缩进不对", en: "wrong indentation" }, help: indentation },
  MULTILINE_IMPLICIT_KEY: {
    message: {
      zh: "这一行没有“名称: 内容”的冒号，与下一行连在了一起",
      en: "no “key: value” here; the line runs into the next",
    },
    help: {
      zh: "是一项数据的，补上冒号；是一段文字的，写到“正文”中它那一部分的“|”下面，每行前面空四格",
      en: "a figure needs its colon; a text belongs below the “|” of its section in narrative, each line indented by four spaces",
    },
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: { zh: "一行里写了两个“名称: 内容”，或缩进不对", en: "two “key: value” in one line, or wrong indentation" },
    help: {
      zh: "分成两行；文字里有冒号的，整段加英文双引号",
      en: "write two lines; a text that holds a colon needs double quotes",
    },
  },
  KEY_OVER_1024_CHARS: {
    message: { zh: "冒号前面的名称太长", en: "the key before the colon is too long" },
    help: pairs,
  },
  BAD_SCALAR_START: {
    message: { zh: "文字不能以 @、`、% 等符号开头", en: "a text may not begin with @, ` or %" },
    help: quoted,
  },
  BAD_DQ_ESCAPE: {
    message: { zh: "双引号里的反斜杠用得不对", en: "a wrong backslash inside double quotes" },
    help: { zh: "要写反斜杠本身，写两个", en: "write a backslash as two" },
  },
  TAB_AS_INDENT: {
    message: { zh: "用了制表符（Tab 键）缩进，YAML 只认空格", en: "indented with a tab; YAML takes only spaces" },
    help: { zh: "用空格代替，每级两个", en: "use two spaces for each level" },
  },
};

/** What a fault of the YAML means for the one who typed it. Where we have no words, the parser's own follow in English. */
export function yamlWords(code: ErrorCode, said: string, text: string, start: number): Words {
  return (
    special(text, start) ??
    (code === "BAD_INDENT" || code === "BLOCK_AS_IMPLICIT_KEY" ? byLines(text, start) : undefined) ??
    (said.includes("closing") && said.includes("quote") ? openQuote : undefined) ??
    byCode[code] ?? { message: { zh: "这里不符合 YAML 的写法", en: `this is not YAML: ${said}` }, help: pairs }
  );
}

const openQuote: Words = {
  message: { zh: "引号只有一半，没有合上", en: "a quote is not closed" },
  help: { zh: "补上另一半引号", en: "close the quote" },
};

/** A bracket that is open, a dash too many, or what the columns are that do not agree. */
function byLines(text: string, start: number): Words | undefined {
  const at = text[start] === "\n" ? start + 1 : text.lastIndexOf("\n", start - 1) + 1;
  const line = text.slice(at, at + 200).split("\n", 1)[0] ?? "";
  const above =
    text
      .slice(Math.max(0, at - 2000), at)
      .trimEnd()
      .split("\n")
      .at(-1) ?? "";
  if (/^ *- \S/.test(line) && !/^ *- /.test(above)) {
    return {
      message: { zh: "这一行前面多了“-”", en: "there is a dash too many before this line" },
      help: { zh: "删去“-”，与同一级的各行左边对齐", en: "delete it; lines of one level begin in the same column" },
    };
  }
  if (count(above, /[{[]/g) > count(above, /[}\]]/g)) {
    return {
      message: { zh: "上一行的括号没有合上", en: "a bracket of the line above is not closed" },
      help: { zh: "在上一行末尾补上“}”", en: "close it at the end of that line" },
    };
  }
  const [here, before] = [line, above].map((each) => /^ */.exec(each)?.[0].length ?? 0);
  if (here === before || above === "") return undefined;
  return {
    message: {
      zh: `缩进不对：这一行前面空 ${here} 格，上一行空 ${before} 格`,
      en: `wrong indentation: ${here} spaces here, ${before} in the line above`,
    },
    help: indentation,
  };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** A text that begins with a tag of a template looks like a map to YAML. */
function special(text: string, start: number): Words | undefined {
  const from = Math.max(text.lastIndexOf("\n", start - 1) + 1, start - 1000);
  const line = text.slice(from, start + 200).split("\n", 1)[0] ?? "";
  const at = /: {1,9}\{\{/.exec(line);
  if (!at) return undefined;
  return {
    tag: from + at.index + at[0].length - 2,
    message: { zh: "以 {{ 开头的文字没有加引号", en: "a text that begins with {{ is not in quotes" },
    help: { zh: "整段加英文双引号，或写在“|”下面缩进的行里", en: "put it in double quotes, or below a “|”" },
  };
}
