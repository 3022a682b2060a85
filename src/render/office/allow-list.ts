import type { Text } from "../../core/diagnostic.ts";
import { walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import { formulasOf, isDangerousFormula, suspectFields } from "./active-content.ts";
import { readPart, type Unpacked } from "./draft.ts";
import { addFault, type Faults } from "./faults.ts";

/**
 * What a template may carry into published reports. A report is opened by anybody, so that whatever would load, run or link
 * something from elsewhere is refused by its name, and whatever is not known is refused too. Links to web and mail addresses
 * are told (GR741).
 */
export function checkContents(unpacked: Unpacked): void {
  const { parts, faults } = unpacked;
  for (const name of parts.keys()) {
    if (!/\.(xml|rels|vml)$/i.test(name)) continue;
    const xml = readPart(unpacked, name);
    if (!xml) continue;
    if (name === "[Content_Types].xml") checkTypes(xml, faults);
    else if (name.endsWith(".rels")) checkRelations(name, xml, faults);
    else checkElements(name, xml, faults);
  }
}

const officeType = "application/vnd.openxmlformats-officedocument";

/** Content types of parts that hold text, format, pictures or settings, and nothing that runs. */
const contentTypes: readonly RegExp[] = [
  /^application\/xml$/,
  /^image\/(png|jpe?g|gif|bmp|tiff|x-emf|x-wmf|emf|wmf|svg\+xml)$/,
  /^application\/vnd\.openxmlformats-package\.(relationships|core-properties|digital-signature-\w+)\+xml$/,
  new RegExp(`^${officeType}\\.(extended-properties|custom-properties|customXmlProperties|theme|themeOverride)\\+xml$`),
  new RegExp(
    `^${officeType}\\.wordprocessingml\\.(document\\.main|template\\.main|document\\.glossary|styles|settings|webSettings|fontTable|numbering|header|footer|footnotes|endnotes|comments)\\+xml$`,
  ),
  new RegExp(
    `^${officeType}\\.spreadsheetml\\.(sheet\\.main|template\\.main|worksheet|chartsheet|styles|sharedStrings|calcChain|table|comments)\\+xml$`,
  ),
  new RegExp(`^${officeType}\\.spreadsheetml\\.printerSettings$`),
  new RegExp(`^${officeType}\\.(drawing|drawingml\\.(chart|chartshapes|diagram\\w+))\\+xml$`),
  new RegExp(`^${officeType}\\.(vmlDrawing|obfuscatedFont)$`),
  /^application\/x-font(data|-ttf)$/,
  /^application\/vnd\.ms-word\.(stylesWithEffects|commentsExtended|commentsIds|commentsExtensible|people)\+xml$/,
  /^application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.(commentsExtended|commentsIds|commentsExtensible|people)\+xml$/,
  /^application\/vnd\.ms-office\.(chartstyle|chartcolorstyle|drawingml\.diagramDrawing)\+xml$/,
  /^application\/vnd\.ms-excel\.(threadedcomments|person)\+xml$/,
];

/** Kinds of relationship, by the last step of their type, whoever defined it. */
const relationTypes: ReadonlySet<string> = new Set([
  ...["officeDocument", "core-properties", "extended-properties", "custom-properties", "customXml", "customXmlProps"],
  ...["thumbnail", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "numbering", "theme"],
  ...[
    "themeOverride",
    "header",
    "footer",
    "footnotes",
    "endnotes",
    "glossaryDocument",
    "image",
    "hyperlink",
    "drawing",
  ],
  ...["vmlDrawing", "chart", "chartUserShapes", "chartStyle", "chartColorStyle", "diagramData", "diagramLayout"],
  ...["diagramQuickStyle", "diagramColors", "diagramDrawing", "worksheet", "chartsheet", "sharedStrings", "calcChain"],
  ...["table", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "person"],
  ...["threadedComment", "printerSettings", "origin", "signature", "certificate"],
]);

/** Parts and relationships that people know by a name. */
const known: readonly (readonly [pattern: RegExp, name: Text])[] = [
  [/macroEnabled|vba|macrosheet|attachedToolbars|keyMap/i, { zh: "宏", en: "a macro" }],
  [/attachedTemplate/i, { zh: "附加的外部模板", en: "an attached template" }],
  [
    /oleObject|\/package$|spreadsheetml\.sheet$|wordprocessingml\.document$/i,
    { zh: "嵌入的对象", en: "an embedded object" },
  ],
  [/activeX|control|ctrlProp/i, { zh: "控件", en: "a control" }],
  [
    /aFChunk|subDocument|text\/html|rfc822|rtf/i,
    { zh: "另一份文件的内容（altChunk）", en: "the content of another file (altChunk)" },
  ],
  [/externalLink/i, { zh: "对外部工作簿的引用", en: "a link to another workbook" }],
  [
    /connections|queryTable|mailMerge|recipientData|dataModel|powerPivot/i,
    { zh: "外部数据连接", en: "a data connection" },
  ],
  [/dialogsheet|customUI|webextension|taskpane/i, { zh: "自定义界面或加载项", en: "a dialog or an add-in" }],
  [/frame/i, { zh: "框架网页", en: "a frame" }],
];

function nameOf(type: string): Text {
  const found = known.find(([pattern]) => pattern.test(type))?.[1];
  return found ?? { zh: `未知的内容（${type}）`, en: `unknown content (${type})` };
}

function checkTypes({ root }: XmlPart, faults: Faults): void {
  for (const { attributes } of root.children) {
    const type = attributes["ContentType"] ?? "";
    if (contentTypes.some((allowed) => allowed.test(type))) continue;
    refuse(faults, (attributes["PartName"] ?? `*.${attributes["Extension"] ?? ""}`).replace(/^\//, ""), nameOf(type));
  }
}

function checkRelations(name: string, { root }: XmlPart, faults: Faults): void {
  for (const { attributes } of root.children) {
    const type = attributes["Type"] ?? "";
    const kind = type.split("/").at(-1) ?? "";
    const target = attributes["Target"] ?? "";
    if (!relationTypes.has(kind)) refuse(faults, target || name, nameOf(kind));
    else if (attributes["TargetMode"]?.toLowerCase() !== "external") continue;
    else if (kind === "hyperlink") checkLink(faults, target);
    else if (kind === "image")
      refuse(faults, target, { zh: "要从网上取的图片", en: "a picture fetched from elsewhere" });
    else refuse(faults, target, { zh: "指向文件以外的内容", en: "content outside of the file" });
  }
}

/** A link that a reader may follow is told; one that would do more than open a page or a mail is refused. */
function checkLink(faults: Faults, target: string): void {
  if (!/^(https?:\/\/|mailto:)[^\s]+$/i.test(target) && !target.startsWith("#")) {
    refuse(faults, target, { zh: "不是网址或邮箱的链接", en: "a link that is neither a web nor a mail address" });
    return;
  }
  if (target.startsWith("#")) return;
  const what = {
    zh: `模板里有链接 ${target}，会印进每一份报告`,
    en: `the template links to ${target}, and so will every report`,
  };
  const help = {
    zh: "确认这个网址无误；不需要就在模板里取消超链接",
    en: "make sure of the address, or remove the hyperlink",
  };
  addFault(faults, "GR741", what, { help });
}

/** Elements that load or run something by themselves, whatever stands in the relationships. */
const elements: Readonly<Record<string, Text>> = {
  altChunk: { zh: "另一份文件的内容（altChunk）", en: "the content of another file (altChunk)" },
  subDoc: { zh: "子文档", en: "a subdocument" },
  object: { zh: "嵌入的对象", en: "an embedded object" },
  OLEObject: { zh: "嵌入的对象", en: "an embedded object" },
  oleObjects: { zh: "嵌入的对象", en: "an embedded object" },
  control: { zh: "控件", en: "a control" },
  controls: { zh: "控件", en: "a control" },
  attachedTemplate: { zh: "附加的外部模板", en: "an attached template" },
  mailMerge: { zh: "邮件合并的数据源", en: "a mail merge data source" },
  frameset: { zh: "框架网页", en: "a frame" },
  externalReferences: { zh: "对外部工作簿的引用", en: "a link to another workbook" },
  ddeLink: { zh: "DDE 链接", en: "a DDE link" },
  oleLink: { zh: "OLE 链接", en: "an OLE link" },
  webPublishing: { zh: "网页发布", en: "web publishing" },
};

function checkElements(name: string, xml: XmlPart, faults: Faults): void {
  for (const element of walk(xml.root)) {
    const local = element.name.slice(element.name.indexOf(":") + 1);
    const refused = Object.hasOwn(elements, local) ? elements[local] : undefined;
    if (refused && !(local === "object" && name.startsWith("docProps/"))) refuse(faults, name, refused);
    checkSources(name, element, faults);
  }
  if (name.startsWith("word/")) {
    for (const code of suspectFields(xml)) {
      if (code.link !== undefined) checkLink(faults, code.link);
      else refuse(faults, name, { zh: `域代码 ${code.name}`, en: `the field code ${code.name}` });
    }
  }
  if (name.startsWith("xl/")) {
    for (const formula of formulasOf(xml)) {
      if (!isDangerousFormula(formula)) continue;
      const shown = formula.length > 60 ? `${formula.slice(0, 60)}…` : formula;
      refuse(faults, name, { zh: `公式 ${shown}`, en: `the formula ${shown}` });
    }
  }
}

/** Old drawings name what they load in an attribute. */
function checkSources(name: string, { name: element, attributes }: XmlElement, faults: Faults): void {
  for (const [attribute, value] of Object.entries(attributes)) {
    const local = attribute.slice(attribute.indexOf(":") + 1);
    if (attribute.startsWith("xmlns")) continue;
    if (/^on[a-z]+$/.test(local) && /^v:/.test(element))
      refuse(faults, name, { zh: `脚本（${local}）`, en: `a script (${local})` });
    if (local === "macro" && value !== "") refuse(faults, name, { zh: "宏", en: "a macro" });
    if (!/^(src|href|althref)$/.test(local) || value === "") continue;
    if (local === "href" && /^v:(shape|rect|oval|group|line)/.test(element)) checkLink(faults, value);
    else refuse(faults, value, { zh: "从文件以外取的内容", en: "content fetched from elsewhere" });
  }
}

function refuse(faults: Faults, place: string, what: Text): void {
  const shown = place.length > 80 ? `${place.slice(0, 80)}…` : place;
  const message = { zh: `不能带有${what.zh}：${shown}`, en: `must not carry ${what.en}: ${shown}` };
  const help = {
    zh: "报告会公开发布，模板只能有文字、格式、图片。请在 Word、Excel 或 WPS 里删去这一项，重新保存",
    en: "reports are published: a template holds text, format and pictures only. Remove this in Word, Excel or WPS and save again",
  };
  addFault(faults, "GR740", message, { help });
}
