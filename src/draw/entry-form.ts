import exceljs, { type Cell, type Worksheet } from "exceljs";
import type { Edition } from "../core/form/edition.ts";
import { entryNames } from "../core/form/entry-names.ts";
import { type UnitKind, unitKinds } from "../core/form/table.ts";
import { kindNames, scopeNames } from "../core/form/words.ts";
import type { FromLastYear } from "../core/from-last-year.ts";
import type { Contact, StepName } from "../core/tally.ts";
import { drawEntryActivity, drawEntryTexts } from "./entry-lists.ts";
import { choice, colourBlanks, inputFill, lockSheet, prefilledFill } from "./entry-style.ts";
import { drawEntryTable, type EntryTable } from "./entry-table.ts";
import { font } from "./fonts.ts";
import { pack, sheetStyles, unpack } from "./normalise.ts";
import { boxed, centred, face, leftward, pageFooter, pageSetup, plain } from "./sheet-style.ts";
import { sheetName } from "./xlsx.ts";

/** What is known of a unit before it fills the form in. */
export interface EntryFormOptions {
  readonly year: number;
  readonly unit?: {
    readonly name: string;
    readonly kind?: UnitKind | undefined;
    readonly code?: string | undefined;
    readonly within?: string | undefined;
    readonly contact?: Contact | undefined;
  };
  /** What last year's report gives. */
  readonly fromLastYear?: FromLastYear;
}

/** The version of the layout, which a reader asks before it reads. */
const version = 1;
const cover = "填表说明";

/**
 * 填报表: a workbook to be filled in by hand instead of a tally. Labels and sums are locked, every cell to be filled in is
 * coloured until it is and bears a defined name, a row under each table shows whether its equation holds. The same input gives
 * the same bytes.
 */
export async function drawEntryForm(edition: Edition, options: EntryFormOptions): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  Object.assign(workbook, {
    creator: "gov-report",
    lastModifiedBy: "gov-report",
    created: new Date(0),
    modified: new Date(0),
  });
  workbook.calcProperties.fullCalcOnLoad = true;
  const sheet = workbook.addWorksheet(cover, {
    pageSetup: pageSetup("portrait", 40),
    headerFooter: { oddFooter: pageFooter },
    views: [{ showGridLines: false }],
  });
  const tables = edition.tables.map((table, i) =>
    drawEntryTable(workbook, edition, table, sheetName(i, table.name), options.fromLastYear),
  );
  drawEntryTexts(workbook, edition);
  drawEntryActivity(workbook, edition);
  drawCover(sheet, edition, options, tables);
  for (const one of workbook.worksheets) await lockSheet(one);
  const parts = unpack(new Uint8Array(await workbook.xlsx.writeBuffer()));
  parts.set("xl/styles.xml", sheetStyles(parts.get("xl/styles.xml") ?? "", font.table));
  return pack(parts);
}

function drawCover(
  sheet: Worksheet,
  edition: Edition,
  { year, unit, fromLastYear }: EntryFormOptions,
  tables: readonly EntryTable[],
): void {
  [20, 34, 36].forEach((width, i) => {
    sheet.getColumn(i + 1).width = width;
  });
  wide(sheet, 1, `${year}年${edition.title}`, { font: face(font.title, 18), alignment: centred }, 34);
  wide(sheet, 2, "填报表", { font: face(font.title, 18), alignment: centred }, 30);
  const kinds = unitKinds.map((id) => kindNames[id]);
  const scopes = [scopeNames.own, scopeNames.area];
  const kind = unit?.kind && kindNames[unit.kind];
  const fields: readonly Field[] = [
    { id: "name", label: "单位全称", value: unit?.name, hint: "与公章一致" },
    { id: "kind", label: "单位类型", value: kind, hint: kinds.join("、"), list: kinds },
    { id: "code", label: "代码", value: unit?.code, hint: "统计用区划代码或统一社会信用代码，可以不填", text: true },
    { id: "within", label: "上一级单位", value: unit?.within, hint: "全称，可以不填" },
    { id: "scope", label: "统计范围", value: scopeNames.own, hint: "本级只含本机关，本地区含所辖各单位", list: scopes },
  ];
  const named = fields.map((field) => ({ ...field, name: entryNames.unit(field.id) }));
  named.forEach((field, i) => {
    drawField(sheet, 4 + i, field);
    colourBlanks(sheet, `B${4 + i}`, `B${4 + i}`);
  });
  let at = 4 + fields.length + 1;
  for (const [label, formula, hint] of [
    ["还空着的格", tables.map(({ blanks }) => blanks).join("+"), "没有发生的填 0；一张表余下的都是 0 的，在表下选“是”"],
    ["没对上的关系", tables.map(({ failures }) => failures).join("+"), "见各表下面的核对行，显示“√”的已经对上"],
  ] as const) {
    drawLine(sheet, at, label, hint);
    const cell = sheet.getCell(at, 2);
    cell.value = { formula: formula === "" ? "0" : formula };
    sheet.addConditionalFormatting({
      ref: `B${at}`,
      rules: [{ type: "expression", priority: 1, formulae: [`B${at}>0`], style: { fill: inputFill } }],
    });
    at++;
  }
  at++;
  for (const field of laterFields(unit?.contact)) {
    drawField(sheet, at, field);
    at++;
  }
  at++;
  for (const line of instructions(edition, fromLastYear)) {
    wide(sheet, at, line, { font: plain, alignment: leftward }, line.length > 44 ? 36 : 22);
    at++;
  }
  const legend: readonly (readonly [typeof inputFill, string])[] = [
    [inputFill, "还没填"],
    [prefilledFill, "由上年报告带出，请核对"],
  ];
  for (const [fill, words] of legend) {
    Object.assign(sheet.getCell(at, 1), { value: words, font: plain, border: boxed, alignment: centred, fill });
    sheet.getRow(at).height = 22;
    at++;
  }
  // For the program that reads the form; a person has it in the title.
  [["form", version] as const, ["edition", edition.id] as const, ["year", year] as const].forEach(
    ([field, value], i) => {
      const cell = sheet.getCell(at + 1 + i, 3);
      Object.assign(cell, { value, name: entryNames.about(field), font: { ...plain, color: { argb: "FFFFFFFF" } } });
    },
  );
}

function instructions(edition: Edition, fromLastYear: FromLastYear | undefined): readonly string[] {
  const carried = fromLastYear !== undefined;
  return [
    "怎样填：",
    "1. 只填有底色的格，只写数字，不写“件”“元”。标题、总计和核对行已锁住，会自己算。",
    "2. 没有发生的填 0，不要留空，也不要写“无”或“/”：空格表示还没填，不当作 0。",
    "3. 一张表余下的格都是 0 的，不必逐格填：在表下“本表其余空格都是 0”处选“是”。",
    ...(carried ? ["4. 浅蓝色的数由上年报告带出，与实际不符的请改正。"] : []),
    `${carried ? 5 : 4}. “文字”表写各部分的正文，不写的按数字自动成文；“工作情况”表是正文要用的数，没有的不填。`,
    `格式依据：${edition.basis.title}`,
  ];
}

/** What nobody has to fill in, or not yet: how the public reaches the office, and who signs. */
function laterFields(contact: Contact | undefined): readonly NamedField[] {
  const reach = (id: keyof Contact, label: string, hint: string): NamedField => ({
    ...{ id, label, hint, text: true, name: entryNames.contact(id), value: contact?.[id] },
    ...(contact?.[id] !== undefined && { carried: true }),
  });
  const step = (id: StepName, label: string): readonly NamedField[] => [
    { id, label: `${label}人`, value: undefined, hint: "正式发布前填", name: entryNames.signoff(`${id}.by`) },
    {
      ...{ id, label: `${label}日期`, value: undefined, text: true },
      hint: "如 2026-01-08",
      name: entryNames.signoff(`${id}.on`),
    },
  ];
  return [
    reach("office", "查询机构", "公众查询和联系的机构，印在报告开头，可以不填"),
    reach("address", "联系地址", "可以不填"),
    reach("telephone", "联系电话", "区号-号码，可以不填"),
    reach("postcode", "邮政编码", "可以不填"),
    reach("onlineCopy", "报告电子版", "网站名称或网址，可以不填"),
    ...step("prepared", "拟稿"),
    ...step("verified", "审核"),
    ...step("approved", "批准"),
    {
      ...{ id: "published", label: "发布日期", value: undefined, text: true },
      hint: "向社会公布的日期",
      name: entryNames.published,
    },
  ];
}

interface NamedField extends Field {
  readonly name: string;
}

interface Field {
  readonly id: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly hint: string;
  readonly list?: readonly string[];
  readonly text?: true;
  /** Given by last year's report. */
  readonly carried?: true;
}

function drawField(sheet: Worksheet, row: number, { name, label, value, hint, list, text, carried }: NamedField): void {
  drawLine(sheet, row, label, hint);
  const cell = sheet.getCell(row, 2);
  if (value !== undefined) cell.value = value;
  Object.assign(cell, { name, protection: { locked: false } });
  if (carried) cell.fill = prefilledFill;
  if (text) cell.numFmt = "@";
  if (list) cell.dataValidation = choice(list);
}

function drawLine(sheet: Worksheet, row: number, label: string, hint: string): void {
  for (let column = 1; column <= 3; column++) {
    Object.assign(sheet.getCell(row, column), {
      font: plain,
      border: boxed,
      alignment: column === 2 ? centred : leftward,
    });
  }
  sheet.getCell(row, 1).value = label;
  sheet.getCell(row, 3).value = hint;
  sheet.getRow(row).height = hint.length > 20 ? 36 : 24;
}

function wide(
  sheet: Worksheet,
  row: number,
  text: string,
  look: Pick<Cell, "font" | "alignment">,
  height: number,
): void {
  sheet.mergeCells(row, 1, row, 3);
  Object.assign(sheet.getCell(row, 1), { value: text, ...look });
  sheet.getRow(row).height = height;
}
