import { walk, type XmlPart } from "../../ooxml/xml.ts";

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
