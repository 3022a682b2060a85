import type { Text } from "../../core/diagnostic.ts";
import type { Codec } from "../../ooxml/codec.ts";
import { type BuiltFile, parseXml, walk, type XmlPart } from "../../ooxml/xml.ts";
import { checkSheet, checkSheetNames } from "../sheet/structure-sheet.ts";
import { checkWord } from "../word/structure-word.ts";
import { gatherFaults } from "./faults.ts";
import { templateEntries, templateParts } from "./template-archive.ts";

/**
 * What would make Word or Excel refuse or repair a built file and a schema does not see: cells without a paragraph,
 * spans beyond the grid, merges out of nowhere, styles and relationships that lead nowhere, cells out of order.
 */
export function checkStructure(bytes: Uint8Array, format: "docx" | "xlsx", codec: Codec): readonly Text[] {
  const faults = gatherFaults("");
  const entries = templateEntries(bytes, format, faults);
  const parts = entries && templateParts(entries, faults, codec);
  if (!parts) return faults.found.map(({ message }) => message);
  const problems: Text[] = [];
  const xml = new Map<string, XmlPart>();
  for (const [name, content] of parts) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    const part = parseXml(content);
    if ("fault" in part) problems.push({ zh: `部件 ${name} 的 XML 有误：${part.fault}`, en: `${name}: ${part.fault}` });
    else xml.set(name, part);
  }
  const file: BuiltFile = { names: new Set(parts.keys()), xml, relations: (part) => relationsOf(xml, part) };
  problems.push(...checkTypes(file), ...checkRelations(file));
  if (format === "docx") problems.push(...checkWord(file));
  else {
    problems.push(...checkSheetNames(file));
    for (const [name, { root }] of xml) if (root.name === "worksheet") problems.push(...checkSheet(name, root));
  }
  return problems;
}

function checkTypes({ names, xml }: BuiltFile): readonly Text[] {
  const types = xml.get("[Content_Types].xml")?.root.children ?? [];
  const extensions = new Set(types.map(({ attributes }) => attributes["Extension"]?.toLowerCase()));
  const overrides = new Set(types.map(({ attributes }) => attributes["PartName"]));
  const untyped = [...names].filter((name) => {
    const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
    return name !== "[Content_Types].xml" && !overrides.has(`/${name}`) && !extensions.has(extension);
  });
  return untyped.map((name) => ({ zh: `部件 ${name} 没有内容类型`, en: `the part ${name} has no content type` }));
}

function relationsOf(xml: ReadonlyMap<string, XmlPart>, part: string): ReadonlyMap<string, string | undefined> {
  const slash = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, slash);
  const relations = xml.get(`${folder}_rels/${part.slice(slash)}.rels`)?.root.children ?? [];
  return new Map(
    relations.map(({ attributes: { Id = "", Target = "", TargetMode } }) => [
      Id,
      TargetMode === "External" ? undefined : resolve(folder, Target),
    ]),
  );
}

function resolve(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path: string[] = folder.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== ".") path.push(step);
  }
  return path.join("/");
}

function checkRelations(file: BuiltFile): readonly Text[] {
  const problems: Text[] = [];
  for (const [name, { root }] of file.xml) {
    const relations = file.relations(name);
    for (const [id, target] of relations) {
      if (target === undefined || target.includes("#") || file.names.has(target)) continue;
      problems.push({ zh: `${name} 引用的部件 ${target}（${id}）不存在`, en: `${name}: no part ${target} (${id})` });
    }
    for (const element of walk(root)) {
      for (const key of ["r:id", "r:embed", "r:link"]) {
        const id = element.attributes[key];
        if (id === undefined || id === "" || relations.has(id)) continue;
        problems.push({ zh: `${name} 引用了没有的关系 ${id}`, en: `${name}: no relationship ${id}` });
      }
    }
  }
  return problems;
}
