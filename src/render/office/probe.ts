import type { Annex, AnnexCell } from "../../core/form/annex.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { PageBlock } from "../../core/report.ts";
import { annexesTag, type NameType, reportNames } from "../../template/name-tree.ts";
import { plain, type View } from "../view.ts";

/** Made-up reports with no, one and three items in every list: a template must give a sound file for each. */
export function probeViews(edition: Edition): readonly View[] {
  return [0, 1, 3].map((items) => fill(reportNames(edition), items, 0) as View);
}

function fill(shape: NameType, items: number, turn: number, name = ""): unknown {
  switch (shape.kind) {
    case "text":
      return items === 0 ? "" : "样例";
    case "flag":
      return flag(name, items, turn);
    case "table":
      return undefined;
    case "block":
      return plain<PageBlock>({ kind: "signature", names: ["样例"], date: "2025年1月6日" });
    case "number":
      return items === 0 ? 0 : 12;
    case "list":
      if (name === annexesTag) return sampleAnnexes(items);
      return Array.from({ length: items }, (_, i) => fill(shape.item, items, i));
    case "group": {
      const fields: Record<string, unknown> = {};
      for (const [key, field] of shape.fields) {
        // Activity figures may all be absent.
        if (key === "activity" && items === 0) continue;
        fields[key] = fill(field, items, turn, key);
      }
      return plain(fields);
    }
  }
}

/** The items of a list are in turn a heading of each level and a text. */
function flag(name: string, items: number, turn: number): boolean {
  const kinds = ["body", "heading2", "heading3"];
  return kinds.includes(name) ? kinds[turn % 3] === name : items > 0;
}

/** Annexes in each size of type. */
function sampleAnnexes(items: number): readonly Annex[] {
  return [2, 9, 14].slice(0, items).map((columns, i): Annex => {
    const line = (kind: AnnexCell["kind"], text: string): readonly AnnexCell[] =>
      Array.from({ length: columns }, (_, column) => ({ kind, text, column, colSpan: 1, rowSpan: 1 }));
    const rows = [
      { header: true, cells: line("header", "样例") },
      { header: false, cells: [...line("label", "样例").slice(0, 1), ...line("figure", "12").slice(1)] },
    ];
    const table = { table: "", columns, labelColumns: 1, rows };
    return plain({ id: "", mark: `附件${i + 1}`, title: "样例", above: ["样例"], table, below: ["样例"] });
  });
}
