import type { Text } from "../../core/diagnostic.ts";
import type { TemplateError } from "../../template/errors.ts";

/**
 * What a Markdown template carries into every report beside text: what would run, load or embed something is refused
 * (GR740), other tags of a web page and links are told (GR741). Tables that the program writes are none of the template's.
 */
export function markupFaults(source: string): readonly TemplateError[] {
  const found = [...tagsIn(source), ...linksIn(source)].sort((a, b) => a.start - b.start);
  const refused = found.filter(({ code }) => code === "GR740");
  const told = found.filter(({ code }) => code === "GR741");
  return [...refused, ...told.filter((one, i) => told.findIndex(({ what }) => what.zh === one.what.zh) === i)].map(
    ({ start, end, code, what }) => ({
      ...{ code, start, end },
      message:
        code === "GR740"
          ? { zh: `不能带有${what.zh}`, en: `must not carry ${what.en}` }
          : { zh: `${what.zh}，会印进每一份报告`, en: `${what.en}, which goes into every report` },
      help: code === "GR740" ? remove : confirm,
    }),
  );
}

const remove: Text = {
  zh: "报告会公开发布，模板只能有文字、表格、标题和列表；请删去",
  en: "reports are published: a template holds text, tables, headings and lists only; remove it",
};
const confirm: Text = {
  zh: "确认无误就不用管它；不需要就删去",
  en: "where it is right nothing needs to be done; else remove it",
};

interface Markup {
  readonly start: number;
  readonly end: number;
  readonly code: "GR740" | "GR741";
  readonly what: Text;
}

/** Elements that hold nothing but text and its looks, with what an attribute of them may be called. */
const plainTags =
  /^(?:p|br|hr|b|i|u|s|em|strong|small|sub|sup|span|div|center|font|table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col|ul|ol|li|dl|dt|dd|h[1-6]|pre|code|blockquote|details|summary|ruby|rt|rp|mark|del|ins|a)$/i;
const suspect = /\son[a-z]+\s*=|(?:java|vb)script\s*:|\bdata\s*:|\bsrc(?:set|doc)?\s*=|url\s*\(|expression\s*\(|\{\{/i;

function tagsIn(source: string): readonly Markup[] {
  const tags = source.matchAll(/<(\/?)([a-z][\w:.-]*|\{\{)(?!:\/\/)([^<>]*)>?/gi);
  return [...tags].flatMap((match): readonly Markup[] => {
    const [whole, closing, name = "", rest = ""] = match;
    const place = { start: match.index, end: match.index + whole.length };
    if (/^(?:https?|mailto):?$/i.test(name) || rest.startsWith("://")) return [];
    const what = shown(`<${closing}${name}>`);
    if (!plainTags.test(name)) {
      return closing ? [] : [{ ...place, code: "GR740", what: { zh: `网页代码 ${what}`, en: `the tag ${what}` } }];
    }
    if (suspect.test(rest)) {
      const all = shown(whole);
      return [
        {
          ...place,
          code: "GR740",
          what: { zh: `会运行或取外部内容的 ${all}`, en: `${all}, which runs or loads something` },
        },
      ];
    }
    if (closing) return [];
    const used = { zh: `模板里有网页代码 ${what}`, en: `the template has the tag ${what} of a web page` };
    return [{ ...place, code: "GR741", what: used }];
  });
}

const targets: readonly RegExp[] = [
  /(!?)\[[^\]\n]*\]\(\s*<?([^)\s>]+)/g,
  /^()[ ]{0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)/gm,
  /()<((?:https?:\/\/|mailto:)[^<>\s]+)>/gi,
  /()<a\s[^<>]*\bhref\s*=\s*["']?([^"'\s<>]+)/gi,
];

function linksIn(source: string): readonly Markup[] {
  return targets.flatMap((pattern) =>
    [...source.matchAll(pattern)].flatMap((match): readonly Markup[] => {
      const [whole, picture, to = ""] = match;
      const place = { start: match.index, end: match.index + whole.length };
      const said = shown(to);
      if (picture) return [{ ...place, code: "GR740", what: { zh: `图片 ${said}`, en: `the picture ${said}` } }];
      if (to.startsWith("#")) return [];
      if (/^(?:https?:\/\/|mailto:)/i.test(to)) {
        const what = { zh: `模板里有链接 ${said}`, en: `the template links to ${said}` };
        return [{ ...place, code: "GR741", what }];
      }
      const what = {
        zh: `不是网址或邮箱的链接 ${said}`,
        en: `a link that is neither a web nor a mail address: ${said}`,
      };
      return [{ ...place, code: "GR740", what }];
    }),
  );
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
