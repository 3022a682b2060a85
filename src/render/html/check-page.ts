import type { Text } from "../../core/diagnostic.ts";
import type { TemplateError } from "../../template/errors.ts";
import { typeOf } from "../../template/plan.ts";
import type { TemplateSteps } from "../../template/steps.ts";
import { type MarkupAttribute, type MarkupTag, type MarkupToken, printMark, scanMarkup } from "./scan-markup.ts";

/**
 * What the template of a web page may hold. The page is published and opened by anybody, so that whatever would run, load or
 * send something is refused by its name, whatever is not known is refused too, and a tag of the template language may only
 * stand where what it prints stays text. Links to other sites are told (GR741).
 */
export function checkPage(steps: TemplateSteps): readonly TemplateError[] {
  const tokens = scanMarkup(steps);
  return tokens.flatMap((token, i) => [...checkToken(token, tokens[i - 1])]);
}

const elements: ReadonlySet<string> = new Set(
  [
    "html head title meta style body main section article header footer nav aside address div p hr br wbr h1 h2 h3 h4 h5 h6",
    "ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td figure figcaption img a span strong em b i u s",
    "small sub sup abbr time mark q blockquote cite data details summary del ins ruby rt rp bdi",
  ]
    .join(" ")
    .split(" "),
);

const attributes: ReadonlySet<string> = new Set(
  [
    "class id lang dir title role tabindex hidden style translate align valign width height border cellspacing cellpadding",
    "colspan rowspan span scope headers abbr start type reversed value datetime open alt charset name content http-equiv rel target",
    "href src download itemscope itemprop itemtype property",
  ]
    .join(" ")
    .split(" "),
);

/** Elements that people know by a name. */
const known: readonly (readonly [pattern: RegExp, name: Text])[] = [
  [/^script$|^noscript$/, { zh: "脚本", en: "a script" }],
  [/^i?frame(set)?$|^portal$/, { zh: "框架网页", en: "a frame" }],
  [/^(object|embed|applet|param)$/, { zh: "嵌入的对象", en: "an embedded object" }],
  [/^(form|input|button|select|option|textarea|label|fieldset|datalist|output|keygen)$/, { zh: "表单", en: "a form" }],
  [/^(link|base)$/, { zh: "外部资源", en: "an outside resource" }],
  [/^(audio|video|source|track|picture)$/, { zh: "音频或视频", en: "sound or a film" }],
  [
    /^(svg|math|canvas|map|area)$/,
    { zh: "矢量图或画布（图片请用 data: 写在 img 里）", en: "a drawing (put pictures into img as data:)" },
  ],
];

function* checkToken(token: MarkupToken, before: MarkupToken | undefined): Iterable<TemplateError> {
  const { kind } = token;
  if (kind === "torn") {
    yield torn(token);
  } else if (kind === "tag") yield* checkTag(token);
  else if (token.text.includes(printMark)) {
    yield misplaced(token, { zh: kind === "raw" ? "样式里" : "注释里", en: kind === "raw" ? "a style" : "a comment" });
  } else if (kind === "declaration" && !/^<!doctype html>$/i.test(token.text)) {
    yield refused(token, { zh: `${token.text.slice(0, 20)}`, en: token.text.slice(0, 20) });
  } else if (kind === "raw" && before?.kind === "tag" && before.name === "style") yield* checkStyle(token, token.text);
}

function* checkTag(tag: MarkupTag): Iterable<TemplateError> {
  const { name, closing } = tag;
  if (name.includes(printMark)) {
    yield misplaced(tag, { zh: "HTML 标记的名称里", en: "the name of an HTML element" });
    return;
  }
  if (!elements.has(name)) {
    // Its end says nothing that its beginning has not said.
    if (!closing) yield refused(tag, nameOf(name));
    return;
  }
  for (const attribute of tag.attributes) yield* checkAttribute(tag, attribute);
  if (name === "meta") yield* checkMeta(tag);
}

function nameOf(name: string): Text {
  const found = known.find(([pattern]) => pattern.test(name))?.[1];
  return found
    ? { zh: `${found.zh}（<${name}>）`, en: `${found.en} (<${name}>)` }
    : { zh: `未知的内容（<${name}>）`, en: `unknown content (<${name}>)` };
}

const addresses: ReadonlySet<string> = new Set(["href", "src"]);

function* checkAttribute(tag: MarkupTag, attribute: MarkupAttribute): Iterable<TemplateError> {
  const { name, value, quoted, prints } = attribute;
  if (name.includes(printMark) || (prints.length > 0 && !quoted)) {
    yield misplaced(attribute, { zh: "HTML 标记里、引号之外", en: "an HTML tag outside of quotation marks" });
  } else if (name.startsWith("on")) {
    yield refused(attribute, { zh: `事件属性（${name}）`, en: `an event attribute (${name})` });
  } else if (!attributes.has(name) && !/^(aria|data)-[a-z-]+$/.test(name)) {
    yield refused(attribute, { zh: `未知的属性（${name}）`, en: `an unknown attribute (${name})` });
  } else if (prints.some((print) => typeOf(print).kind === "block" || typeOf(print).kind === "table")) {
    yield misplaced(attribute, {
      zh: "属性里，因为它印出的是整块内容",
      en: "an attribute, as it prints a whole block",
    });
  } else if (name === "style") {
    if (prints.length > 0) yield misplaced(attribute, { zh: "样式里", en: "a style" });
    else yield* checkStyle(attribute, value);
  } else if (addresses.has(name)) yield* checkAddress(tag, attribute);
}

function* checkAddress({ name: element }: MarkupTag, attribute: MarkupAttribute): Iterable<TemplateError> {
  const { value, prints } = attribute;
  const address = decoded(value).replace(/[\u0000-\u0020]+/g, "");
  if (attribute.name === "src") {
    if (/^data:image\/(png|jpeg|gif|webp);base64,[a-zA-Z0-9+/=]*$/.test(address)) return;
    yield refused(attribute, {
      zh: "要从别处取的图片（图片请写成 data:）",
      en: "a picture fetched from elsewhere (put it in as data:)",
    });
  } else if (element !== "a") {
    yield refused(attribute, { zh: `<${element}> 的 href`, en: `href of <${element}>` });
  } else if (
    /^https?:\/\/[^/]+\/|^https?:\/\/[^/]+$|^mailto:/i.test(address) &&
    !/^[^/]*\/\/[^/]*\ue000/.test(address)
  ) {
    yield linked(attribute, address.replaceAll(printMark, "…"));
  } else if (prints.length > 0 && !address.startsWith("#") && !isHref(attribute)) {
    yield misplaced(attribute, {
      zh: "链接地址的开头（只有 {{href}} 可以）",
      en: "the beginning of an address, where only {{href}} may",
    });
  } else if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) {
    yield refused(attribute, {
      zh: `会运行或加载的链接（${address.slice(0, 20)}）`,
      en: `a link that runs or loads something (${address.slice(0, 20)})`,
    });
  }
}

/** The address of another file of the report, which is made for this place. */
function isHref({ value, prints }: MarkupAttribute): boolean {
  const [print] = prints;
  return value === printMark && print?.kind === "name" && print.parts.at(-1) === "href";
}

function* checkMeta(tag: MarkupTag): Iterable<TemplateError> {
  const kind = tag.attributes.find(({ name }) => name === "http-equiv");
  if (!kind) return;
  if (/^(content-security-policy|content-type|x-ua-compatible)$/i.test(kind.value)) {
    const content = tag.attributes.find(({ name }) => name === "content");
    if (content?.prints.length) yield misplaced(content, { zh: "页面的安全规则里", en: "a rule of the page" });
  } else yield refused(kind, { zh: `页面指令（${kind.value}）`, en: `an order to the browser (${kind.value})` });
}

function* checkStyle(place: { readonly start: number; readonly end: number }, css: string): Iterable<TemplateError> {
  const plain = decoded(css)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code: string) =>
      String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))),
    )
    .replaceAll("\\", "");
  const found = /@import|(?:url|image-set|src)\(\s*["']?(?!data:image\/)|expression\(|-moz-binding|behavior\s*:/i.exec(
    plain,
  );
  if (!found) return;
  yield refused(place, {
    zh: `样式里的外部资源（${found[0].trim()}）`,
    en: `an outside resource in a style (${found[0].trim()})`,
  });
}

/** Character references in an attribute are read by a browser before anything else is. */
function decoded(value: string): string {
  const named: Readonly<Record<string, string>> = {
    colon: ":",
    tab: "\t",
    newline: "\n",
    sol: "/",
    amp: "&",
    lpar: "(",
    rpar: ")",
    commat: "@",
    bsol: "\\",
  };
  return value.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return named[name.toLowerCase()] ?? whole;
      const code = Number.parseInt(hex ?? decimal ?? "0", hex === undefined ? 10 : 16);
      return String.fromCodePoint(Math.min(0x10ffff, code));
    },
  );
}

function refused({ start, end }: { readonly start: number; readonly end: number }, what: Text): TemplateError {
  return {
    ...{ code: "GR740", start, end },
    message: { zh: `网页模板不得带有${what.zh}`, en: `a template of a web page must not hold ${what.en}` },
    help: {
      zh: "删去这一处；网页只许有文字、表格、样式和写成 data: 的图片",
      en: "take it out: a page holds text, tables, styles and pictures as data:",
    },
  };
}

function linked({ start, end }: { readonly start: number; readonly end: number }, address: string): TemplateError {
  return {
    ...{ code: "GR741", start, end },
    message: { zh: `有一个指向 ${address} 的链接`, en: `there is a link to ${address}` },
    help: { zh: "确认地址无误；不需要的请删去", en: "check the address, or take the link out" },
  };
}

const whereTagsBelong: Text = {
  zh: "{{…}} 放在 HTML 标记之间的文字里，或放在属性的引号里；{{#if}} 等要包住整个 HTML 标记",
  en: "put {{…}} into the text between HTML tags or into a quoted attribute; {{#if}} and the like go around whole HTML tags",
};

function torn({ start, end }: { readonly start: number; readonly end: number }): TemplateError {
  return {
    ...{ code: "GR742", start, end, help: whereTagsBelong },
    message: {
      zh: "HTML 标记或注释没有写完，或者被 {{#if}} 等从中间断开",
      en: "an HTML tag or comment does not end, or {{#if}} or the like begins within it",
    },
  };
}

function misplaced({ start, end }: { readonly start: number; readonly end: number }, where: Text): TemplateError {
  return {
    ...{ code: "GR742", start, end, help: whereTagsBelong },
    message: { zh: `{{…}} 不能放在${where.zh}`, en: `{{…}} cannot stand in ${where.en}` },
  };
}
