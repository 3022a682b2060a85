import { type FileChild, Paragraph } from "docx";
import type { Edition, Section } from "../core/form/edition.ts";
import { drawTable } from "./docx-table.ts";
import { each, run, styled, when } from "./docx-words.ts";

/** 附件说明 under the text: what is attached, line by line (clause 7.3.4). */
export function annexList(): readonly FileChild[] {
  return when("annexList", [new Paragraph({}), ...each("annexList", [styled("AnnexList", "{{this}}")])]);
}

/** An annex of the form: on a page of its own, 附件 at the upper left, then its title, its lines and its tables. */
export function drawAnnex(section: Section, edition: Edition): readonly FileChild[] {
  const { id, heading, annex } = section;
  const tables = edition.tables.filter((table) => section.tables.includes(table.id));
  const optional = tables.every((table) => table.optional);
  const first = edition.cells.find(({ table }) => table === tables[0]?.id);
  const children = [
    new Paragraph({ style: "AnnexMark", pageBreakBefore: true, children: [run(`{{mark.${id}}}`)] }),
    // The title stands on the third line of the page (clause 7.3.4).
    new Paragraph({ keepNext: true }),
    styled("AnnexTitle", heading),
    // What is wholly in brackets belongs to the title: （2016年度）.
    ...(annex?.above ?? []).map((line) => styled(/^（.*）$/.test(line) ? "AnnexSubtitle" : "AnnexLine", line)),
    ...tables.map(drawTable),
    ...(annex?.below ?? []).map((line) => styled("AnnexLine", line)),
  ];
  return optional && first ? when(`(has ${first.path})`, children) : children;
}
