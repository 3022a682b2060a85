import { printNumber } from "../core/figures.ts";
import type { Edition } from "../core/form/edition.ts";
import { join, soleColumn } from "../core/form/keys.ts";
import { type FormNode, type Grid, type Table, type UnitKind, unitKinds } from "../core/form/table.ts";
import { kindNames, measureWords, scopeNames } from "../core/form/words.ts";
import type { FromLastYear } from "../core/from-last-year.ts";
import type { Contact } from "../core/tally.ts";
import {
  cellKeys,
  contactKeys,
  placeholderNames,
  rootKeys,
  signoffKeys,
  stepKeys,
  unitKeys,
  waiverKeys,
  zerosNames,
} from "../edition/names.ts";

export interface ScaffoldOptions {
  /** The language of the keys. Comments are in Chinese in both: they are the form's own words. */
  readonly lang: "zh" | "en";
  /** The unit's full name; without it a placeholder stands there that the reader does not accept. */
  readonly unit?: string;
  readonly kind?: UnitKind;
  /** What the register says of it beside. */
  readonly code?: string;
  readonly within?: string;
  /** How the public reaches it, as last year's report has it. */
  readonly contact?: Contact;
  /** What last year's report gives: filled in and marked, to be looked at. */
  readonly fromLastYear?: FromLastYear;
  readonly year: number;
  /** 0 in every cell, marked as not yet looked at; otherwise the cells are blank. */
  readonly zeros?: boolean;
}

interface Named {
  readonly id?: string;
  readonly name: string;
}

/** How keys are written, by id or by name, and what stands in a cell. */
interface Write {
  (key: Named): string;
  /** " 0", or nothing: a figure that nobody typed is no figure. */
  readonly empty: "" | " 0";
  readonly fromLastYear?: FromLastYear;
}

/** Beside whatever last year's report gave. */
const carriedMark = "由上年报告带出，请核对";

/** A row of so many columns is written out; a longer one is left to whoever needs its columns. */
const fewColumns = 5;

/** The commented tally that `init` writes: every section and every row, each left for the clerk to fill in. */
export function scaffold(edition: Edition, options: ScaffoldOptions): string {
  const key = (named: Named): string => (options.lang === "zh" ? named.name : (named.id ?? named.name));
  const { zeros, fromLastYear } = options;
  const write: Write = Object.assign(key, {
    empty: zeros ? (" 0" as const) : ("" as const),
    ...(fromLastYear && { fromLastYear }),
  });
  return [
    `# ${options.year}年${edition.title}填报数据`,
    "# 格式：名称、半角冒号、一个空格、内容。“#”后面是说明，可以删去；紧接“#”的是样例，去掉“#”即可使用。",
    "# 每个数都要填：没有就填 0，不要留空，也不要写“无”或“/”。只写数字，不写“件”“元”。",
    ...zeroWords(edition, options, write),
    "",
    ...aboutUnit(options, write),
    ...edition.sections.flatMap((section) => {
      const tables = edition.tables.filter((table) => section.tables.includes(table.id));
      return tables.length === 0
        ? []
        : ["", `# ${section.heading}`, ...tables.flatMap((table) => tableLines(table, write))];
    }),
    ...edition.tables.flatMap((table) => extraLines(table, write)),
    ...activityLines(edition, write),
    ...narrativeLines(edition, write),
    ...laterLines(edition, options, write),
    "",
  ].join("\n");
}

/** How to say that there was nothing at all, in few words. */
function zeroWords(edition: Edition, { zeros }: ScaffoldOptions, write: Write): readonly string[] {
  const sections = edition.keys.children.filter(({ activity }) => !activity).map((section) => `${write(section)}: 0`);
  const short = `# 整个部分一件也没有的，只写一行，如“${sections.at(-1)}”，删去它下面的各行。`;
  return zeros ? [] : [short];
}

function aboutUnit(options: ScaffoldOptions, write: Write): readonly string[] {
  const kind = options.kind ?? "township";
  const kinds = unitKinds.map((id) => write({ id, name: kindNames[id] })).join(" ");
  const scopes = (["own", "area"] as const).map((id) => write({ id, name: scopeNames[id] }));
  return [
    `${write(rootKeys.year)}: ${options.year}`,
    `${write(rootKeys.unit)}:`,
    `  ${write(unitKeys.name)}: ${quoted(options.unit ?? placeholderNames[options.lang])}  # 全称，与公章一致`,
    `  ${write(unitKeys.kind)}: ${write({ id: kind, name: kindNames[kind] })}  # ${kinds}`,
    options.code === undefined
      ? `  #${write(unitKeys.code)}: "320582104"  # 统计用区划代码或统一社会信用代码，加英文引号`
      : `  ${write(unitKeys.code)}: ${quoted(options.code)}`,
    options.within === undefined
      ? `  #${write(unitKeys.within)}: 上一级单位的全称`
      : `  ${write(unitKeys.within)}: ${quoted(options.within)}`,
    `  #${write(unitKeys.formerly)}: 原单位甲、原单位乙  # 年度内由它们合并、分设、更名而来的才写，用来与上年核对`,
    ...contactLine(options, write),
    `${write(rootKeys.scope)}: ${scopes[0]}  # ${scopes.join("、")}：${scopes[0]}只含本机关，${scopes[1]}含所辖各单位`,
    ...(options.zeros ? [zerosLine(write)] : []),
  ];
}

function contactLine({ contact }: ScaffoldOptions, write: Write): readonly string[] {
  const known = Object.values(contactKeys).flatMap((key) => {
    const value = contact?.[key.id as keyof Contact];
    return typeof value === "string" ? [`${write(key)}: ${quoted(value)}`] : [];
  });
  if (known.length > 0) return [`  ${write(unitKeys.contact)}: { ${known.join(", ")} }  # ${carriedMark}`];
  return [
    `  #${write(unitKeys.contact)}: { ${write(contactKeys.address)}: 某某路1号, ${write(contactKeys.telephone)}: "0512-58000000", ${write(contactKeys.postcode)}: "215600", ${write(contactKeys.onlineCopy)}: 本单位网站 }  # 印在报告开头一段的末尾`,
  ];
}

function zerosLine(write: Write): string {
  const [waiting, done] = (["unconfirmed", "confirmed"] as const).map((id) => write({ id, name: zerosNames[id] }));
  return `${write(rootKeys.zeros)}: ${waiting}  # 下面的 0 是预填的：逐项看过，有数的改掉，再改成“${done}”或删去这一行`;
}

/** A table that the area has added: to be filled in, or to be taken up by whoever has its figures. */
function extraLines(table: Table, write: Write): readonly string[] {
  const { extra, optional } = table;
  if (!extra) return [];
  const lines = tableLines(table, write);
  return [
    "",
    `# 附表：${oneLine(extra.title)}${optional ? "。没有这项数据的，不必填；要填的，去掉各行开头的“#”。" : ""}`,
    ...(optional ? lines.map((line) => `#${line}`) : lines),
  ];
}

function tableLines(table: Table, write: Write): readonly string[] {
  return [`${write(table)}:`, ...table.grids.flatMap((grid) => gridLines(grid, write, table.id))];
}

function gridLines(grid: Grid, write: Write, path: string): readonly string[] {
  const caption = grid.caption === undefined ? [] : [`  # ${oneLine(grid.caption)}`];
  if (grid.rows.length === 0) return [...caption, ...blockLines(grid.columns, write, 1)];
  const columns = columnLeaves(grid.columns);
  return [
    ...caption,
    ...columnWords(grid, columns, write),
    ...rowLines(
      grid.rows,
      { columns, only: soleColumn(grid.columns), write, measured: grid.outline !== undefined },
      path,
      1,
    ),
  ];
}

/** What a clerk would not guess of a column. */
const measureNotes: Readonly<Record<string, readonly string[]>> = {
  change: ["减少写负数，如 -4"],
  money: ["连单位一起写，如 29.0506万元、251000元"],
};

/** The columns are named once, above the rows; the one of an outline says nothing but that it holds the figures. */
function columnWords(grid: Grid, columns: readonly FormNode[], write: Write): readonly string[] {
  if (grid.outline && soleColumn(grid.columns)) return [];
  const only = soleColumn(grid.columns);
  if (only) return [`  # ${oneLine(only.label)}`];
  const named = columns.map((column) => {
    const key = write(column);
    const words = [
      ...(key === column.label ? [] : [oneLine(column.label)]),
      ...(measureNotes[column.measure ?? ""] ?? []),
    ];
    return words.length === 0 ? key : `${key}（${words.join("，")}）`;
  });
  if (columns.length <= fewColumns) return [`  # ${named.join("、")}`];
  const [first, second] = columns;
  const example = [first, second].flatMap((column, i) => (column ? [`${write(column)}: ${i + 1}`] : [])).join(", ");
  return [`  # 各栏：${named.join("、")}`, `  # 只写不为零的栏，如 { ${example} }；各栏都没有的写 0。总计由程序计算。`];
}

interface Rows {
  readonly columns: readonly FormNode[];
  readonly only: FormNode | undefined;
  readonly write: Write;
  /** Lines count different things: each says which. */
  readonly measured: boolean;
}

function rowLines(rows: readonly FormNode[], grid: Rows, above: string, level: number): readonly string[] {
  const { columns, only, write } = grid;
  const indent = "  ".repeat(level);
  return rows.flatMap((row): readonly string[] => {
    if (row.id === undefined) return rowLines(row.children ?? [], grid, above, level);
    if (row.total) return [];
    const path = join(above, row.id);
    const known = carried(path, grid);
    const label = remarkOf(row, grid, known?.says);
    if (row.children) return [`${indent}${write(row)}:${label}`, ...rowLines(row.children, grid, path, level + 1)];
    if (known?.written !== undefined) return [`${indent}${write(row)}:${known.written}${label}`];
    const plain = only || columns.length > fewColumns;
    return [`${indent}${write(row)}:${plain ? write.empty : cells(columns, write)}${label}`];
  });
}

interface Carried {
  /** What follows the row's colon; undefined where it is left blank all the same. */
  readonly written: string | undefined;
  readonly says: string;
}

/** What last year's report says of a row. A column that it leaves open stays blank beside those it gives: an omitted one would be 0. */
function carried(path: string, { columns, only, write }: Rows): Carried | undefined {
  const { carried: figures, stocks } = write.fromLastYear ?? {};
  const places = only
    ? [{ column: only, at: path }]
    : columns.map((column) => ({ column, at: join(path, column.id ?? "") }));
  const cells = places.map(({ column, at }) => {
    const stock = stocks?.get(at);
    const figure = figures?.get(at) ?? (stock?.terms.length === 0 ? stock.base : undefined);
    return { column, figure, stock };
  });
  const moving = cells.flatMap(({ column, figure, stock }) =>
    figure === undefined && stock
      ? [`${only ? "" : write(column)}上年末是 ${printNumber(stock.base)}，按本年增减推算`]
      : [],
  );
  if (cells.every(({ figure }) => figure === undefined)) {
    return moving.length === 0 ? undefined : { written: undefined, says: moving.join("；") };
  }
  const says = [carriedMark, ...moving].join("；");
  const [first] = cells;
  if (only) return { written: ` ${printNumber(first?.figure ?? 0)}`, says };
  if (cells.every(({ figure }) => figure === 0)) return { written: " 0", says };
  const written = cells
    .filter(({ figure }) => figure !== 0)
    .map(({ column, figure }) => `${write(column)}:${figure === undefined ? "" : ` ${printNumber(figure)}`}`);
  return { written: ` { ${written.join(" , ").replace(/(\d) ,/g, "$1,")} }`, says };
}

function remarkOf(row: FormNode, { write, measured }: Rows, says = ""): string {
  const label = row.own || row.label === write(row) ? "" : oneLine(row.label);
  const measure = measured && !row.children ? `单位：${measureWords[row.measure ?? "count"]}` : "";
  const remark = [label, measure, says].filter((part) => part !== "").join("　");
  return remark === "" ? "" : `  # ${remark}`;
}

/** A table of one row: its columns are groups of their own. */
function blockLines(nodes: readonly FormNode[], write: Write, level: number): readonly string[] {
  const indent = "  ".repeat(level);
  return nodes.flatMap((node): readonly string[] => {
    if (node.id === undefined) return blockLines(node.children ?? [], write, level);
    if (node.total) return [];
    const label = node.label === write(node) ? "" : `  # ${oneLine(node.label)}`;
    if (!node.children) return [`${indent}${write(node)}:${write.empty}${label}`];
    if (node.children.some((child) => child.children)) {
      return [`${indent}${write(node)}:${label}`, ...blockLines(node.children, write, level + 1)];
    }
    return [`${indent}${write(node)}:${cells(columnLeaves(node.children), write)}${label}`];
  });
}

function cells(columns: readonly FormNode[], write: Write): string {
  const between = write.empty === "" ? " , " : ", ";
  return ` { ${columns.map((column) => `${write(column)}:${write.empty}`).join(between)} }`;
}

/** The columns a clerk fills in: no headings, no totals. */
function columnLeaves(nodes: readonly FormNode[]): readonly FormNode[] {
  return nodes.flatMap((node) => (node.children ? columnLeaves(node.children) : node.total ? [] : [node]));
}

function activityLines(edition: Edition, write: Write): readonly string[] {
  const section = edition.keys.children.find((child) => child.activity);
  if (!section) return [];
  const figures = section.children.map((child) => {
    const parts = child.children.map((part) => `${write(part)}:${part.children.length > 0 || part.open ? " {}" : ""}`);
    return `#  ${write(child)}:${child.kind === "cell" ? "" : ` { ${parts.join(" , ")} }`}`;
  });
  return [
    "",
    "# 正文要引用的数，可以不填，不填的删去；可以写约数，如 近30、160余、33万余。",
    `#${write(section)}:`,
    ...figures,
  ];
}

function narrativeLines(edition: Edition, write: Write): readonly string[] {
  const prose = edition.sections.filter((section) => section.prose);
  return [
    "",
    "# 各部分的文字，可以不写：不写则按上面的数自动成文。",
    `#${write(rootKeys.narrative)}:`,
    ...prose.flatMap((section) => [`#  ${write(section)}: |  # ${section.heading}`, "#    在这里写正文，每段一行。"]),
  ];
}

function laterLines(edition: Edition, { year }: ScaffoldOptions, write: Write): readonly string[] {
  const next = year + 1;
  const steps = Object.values(signoffKeys).map(
    (step, i) =>
      `#  ${write(step)}: { ${write(stepKeys.by)}: 某某, ${write(stepKeys.on)}: ${next}-01-${String(8 + 4 * i).padStart(2, "0")} }`,
  );
  const { rule, at, reason, by, on } = waiverKeys;
  const table = edition.tables.findLast(({ extra }) => !extra);
  return [
    "",
    `# 数要加说明的，写成 { ${write(cellKeys.value)}: 55, ${write(cellKeys.remark)}: 含自然失效29件 }，印作 55（含自然失效29件）；表下要加注的，写在这里。`,
    `#${write(rootKeys.notes)}:`,
    ...(table ? [`#  ${write(table)}: 含上年度结转数量`] : []),
    "",
    "# 正式发布前填写；日期写成这里的样子。",
    `#${write(rootKeys.signoff)}:`,
    ...steps,
    `#${write(rootKeys.published)}: ${next}-01-20`,
    "",
    "# 检查发现的问题，经核实可以保留的，写明理由。",
    `#${write(rootKeys.waivers)}:`,
    `#  - { ${write(rule)}: GR402, ${write(at)}: …, ${write(reason)}: …, ${write(by)}: 某某, ${write(on)}: ${next}-01-10 }`,
  ];
}

/** A text in double quotes is read back as it is, whatever it holds. */
function quoted(text: string): string {
  return /^[\p{L}][\p{L}\p{N}（）·]*$/u.test(text) ? text : JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
