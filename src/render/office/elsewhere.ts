import { walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import { holdsBraces } from "../../template/compile/tags.ts";
import type { TemplatePlace } from "../../template/errors.ts";
import { addFault, around, type Faults } from "./faults.ts";

/** Says of every tag that stands where none can be filled in: an attribute, a comment, the text of a drawing. */
export function unfamiliar(
  xml: XmlPart,
  familiar: ReadonlySet<XmlElement>,
  part: Pick<TemplatePlace, "zh" | "en">,
  faults: Faults,
): void {
  const report = (text: string, where: { readonly zh: string; readonly en: string }) => {
    const at = text.search(/[{｛]{2}|[}｝]{2}/);
    const what = { zh: `标签不能写在${where.zh}`, en: `a tag cannot stand in ${where.en}` };
    const help = { zh: "请把标签写成普通文字", en: "write the tag as plain text" };
    addFault(faults, "GR720", what, { place: { ...part, around: around(text, at, at + 12) }, help });
  };
  for (const remark of xml.remarks) {
    if (holdsBraces(remark)) report(remark, { zh: "注释里", en: "a remark" });
  }
  for (const element of walk(xml.root)) {
    for (const [name, value] of Object.entries(element.attributes)) {
      const where = { zh: `属性（${element.name} 的 ${name}）里`, en: `an attribute (${name} of ${element.name})` };
      if (holdsBraces(value)) report(value, where);
    }
    if (familiar.has(element) || !holdsBraces(element.text)) continue;
    report(element.text, { zh: `这里（${element.name}）`, en: `this place (${element.name})` });
  }
}
