import { walk, type XmlPart } from "../../ooxml/xml.ts";

/** A field that a template may not use, or whose link has to be looked at. */
export interface SuspectField {
  /** As Word calls it: INCLUDETEXT, DDEAUTO; 空 for one without a name. */
  readonly name: string;
  /** Where a HYPERLINK leads. */
  readonly link?: string;
}

/** Fields whose result follows from the document itself. */
const allowed: ReadonlySet<string> = new Set([
  ...["PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "TOC", "TC", "SEQ", "="],
  ...["TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "DOCPROPERTY", "FILENAME", "SYMBOL", "EQ", "LISTNUM"],
  ...["AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "ADVANCE", "QUOTE", "NUMWORDS", "NUMCHARS", "INDEX", "XE"],
]);

/** The fields of a part of a Word file that are not allowed, and the links of HYPERLINK fields. */
export function suspectFields(xml: XmlPart): readonly SuspectField[] {
  return fieldCodes(xml).flatMap((code) => {
    const [name = ""] = /^\s*(=|[^\s"\\{]*)/.exec(code)?.slice(1) ?? [];
    const upper = name.toUpperCase();
    if (upper === "HYPERLINK") {
      const link = /^\s*HYPERLINK\s+(?!\\)(?:"([^"]*)"|([^\s"]+))/i.exec(code);
      return link ? [{ name: upper, link: link[1] ?? link[2] ?? "" }] : [];
    }
    return allowed.has(upper) ? [] : [{ name: upper === "" ? "（空）" : upper.slice(0, 40) }];
  });
}

/** What stands between the begin of a field and its result, nested fields left out: Word joins what several runs hold. */
function fieldCodes({ root }: XmlPart): readonly string[] {
  const codes: string[] = [];
  const open: { code: string; inCode: boolean }[] = [];
  for (const { name, attributes, text } of walk(root)) {
    const local = name.slice(name.indexOf(":") + 1);
    if (local === "fldSimple") codes.push(attributeOf(attributes, "instr"));
    else if (local === "instrText" || local === "delInstrText") {
      const field = open.at(-1);
      if (field?.inCode) field.code += text;
      else codes.push(text);
    } else if (local === "fldChar") {
      const type = attributeOf(attributes, "fldCharType");
      const field = open.at(-1);
      if (type === "begin") open.push({ code: "", inCode: true });
      else if (type === "separate" && field) field.inCode = false;
      else if (type === "end" && field) codes.push((open.pop() ?? field).code);
    }
  }
  return [...codes, ...open.map(({ code }) => code)];
}

function attributeOf(attributes: Readonly<Record<string, string>>, local: string): string {
  const name = Object.keys(attributes).find((key) => key.slice(key.indexOf(":") + 1) === local);
  return (name === undefined ? undefined : attributes[name]) ?? "";
}

/** Every formula of a part of a workbook: of cells, names, validations and conditional formats. */
export function formulasOf({ root }: XmlPart): readonly string[] {
  const found: string[] = [];
  for (const { name, attributes, text } of walk(root)) {
    const local = name.slice(name.indexOf(":") + 1);
    if (/^(f|formula|formula1|formula2|definedName|calculatedColumnFormula)$/.test(local) && text !== "")
      found.push(text);
    if (
      local === "definedName" &&
      (attributes["xlm"] === "1" || attributes["function"] === "1" || attributes["vbProcedure"] === "1")
    ) {
      found.push("CALL()");
    }
  }
  return found;
}

/** Functions that fetch, run or ask something outside of the workbook. */
const functions =
  /\b(WEBSERVICE|FILTERXML|HYPERLINK|IMAGE|RTD|CALL|REGISTER(\.ID)?|EXEC|SQL\.REQUEST|STOCKHISTORY|DDE|EVALUATE|GET\.\w+|INFO)\s*\(/i;

/** A formula that reaches out of the workbook: such a function, a DDE call (cmd|'/c …'!A1), or a cell of another workbook. */
export function isDangerousFormula(formula: string): boolean {
  const bare = formula.replace(/"(?:[^"]|"")*"/g, '""');
  return (
    functions.test(bare) || bare.includes("|") || /\[\d+\]|\[[^\]]*\.(xls|xla|csv)\w*\]|'[^']*[\\/][^']*'!/i.test(bare)
  );
}
