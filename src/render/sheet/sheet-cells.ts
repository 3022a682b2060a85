import type { Edition } from "../../core/form/edition.ts";
import { childNamed, walk, type XmlElement, type XmlPart } from "../../ooxml/xml.ts";
import { officeLanguage } from "../../template/language.ts";
import { planTag, typeOf } from "../../template/plan.ts";
import { type Address, parseAddress } from "./addresses.ts";
import { readText, type TaggedText, textsIn } from "./sheet-text.ts";

/** A cell of a template's sheet. */
export interface SheetCell extends Address {
  readonly element: XmlElement;
  readonly name: string;
  readonly content:
    | { readonly kind: "empty" }
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "text"; readonly written: string }
    /** One tag that names a figure and nothing else: becomes a number. */
    | { readonly kind: "figure"; readonly text: TaggedText; readonly path: readonly string[] | undefined }
    | { readonly kind: "tagged"; readonly text: TaggedText }
    | { readonly kind: "formula"; readonly formula: XmlElement };
}

/** The shared strings of a workbook by index, with the part they stand in. */
export interface SharedStrings {
  readonly xml: XmlPart | undefined;
  readonly items: readonly XmlElement[];
}

/** Every cell that holds something, by address (D5). */
export function readCells(sheet: XmlPart, shared: SharedStrings, edition: Edition): ReadonlyMap<string, SheetCell> {
  const cells = new Map<string, SheetCell>();
  for (const element of walk(sheet.root)) {
    if (element.name !== "c") continue;
    const name = element.attributes["r"] ?? "";
    const address = parseAddress(name);
    if (address) cells.set(name, { ...address, name, element, content: contentOf(element, sheet, shared, edition) });
  }
  return cells;
}

function contentOf(cell: XmlElement, sheet: XmlPart, shared: SharedStrings, edition: Edition): SheetCell["content"] {
  const formula = childNamed(cell, "f");
  if (formula) return { kind: "formula", formula };
  const type = cell.attributes["t"] ?? "n";
  const value = childNamed(cell, "v")?.text;
  if (type === "n" || type === "b") {
    return value === undefined || value === "" ? { kind: "empty" } : { kind: "number", value: Number(value) };
  }
  const item = type === "s" ? shared.items[Number(value)] : childNamed(cell, "is");
  const source = type === "s" ? shared.xml?.source : sheet.source;
  const text = item && source !== undefined ? readText(item, source) : undefined;
  if (!text)
    return {
      kind: "text",
      written: item
        ? textsIn(item)
            .map((part) => part.text)
            .join("")
        : "",
    };
  const [only] = text.tags;
  const whole = text.tags.length === 1 && only?.kind === "value" && only.end - only.start === text.text.trim().length;
  const named = whole ? planTag(only.code, officeLanguage(edition)) : undefined;
  if (named && typeOf(named).kind === "number") {
    return { kind: "figure", text, path: named.kind === "name" ? named.parts : undefined };
  }
  return { kind: "tagged", text };
}
