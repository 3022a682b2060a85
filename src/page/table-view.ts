import type { Edition } from "../core/form/edition.ts";
import { join } from "../core/form/keys.ts";
import type { LaidCell, Layout } from "../core/form/laid-table.ts";
import { layoutTable } from "../core/form/layout.ts";
import type { Table } from "../core/form/table.ts";
import type { Tally } from "../core/tally.ts";
import { addExactly } from "../core/text/exact.ts";
import { button, h, idOf } from "./dom.ts";
import type { EntryState } from "./entry-state.ts";

/** One table of the form, to be filled in as it will be printed. */
export interface TableView {
  readonly element: HTMLElement;
  /** Shows what the state holds and what follows from it, by the tally that the program has read of it. */
  refresh(tally: Tally | undefined, last?: (path: string) => number | undefined): void;
}

type Grid = ReadonlyMap<string, HTMLInputElement | HTMLOutputElement>;

export function tableView(state: EntryState, table: Table, changed: () => void): TableView {
  const layout = layoutTable(table);
  const fields = new Map<string, HTMLInputElement | HTMLOutputElement>();
  const head = h("thead");
  const body = h("tbody");
  layout.rows.forEach((row) => {
    const line = h("tr");
    for (const cell of row.cells) line.append(laid(cell, state, fields));
    (row.header && body.childElementCount === 0 ? head : body).append(line);
  });
  const places = placesOf(layout, fields);
  for (const [path, field] of fields) {
    if (!(field instanceof HTMLInputElement)) continue;
    field.addEventListener("input", () => {
      state.setFigure(path, field.value);
      changed();
    });
    field.addEventListener("keydown", (event) => move(event, field, places));
    field.addEventListener("paste", (event) => {
      if (paste(event, field, places)) changed();
    });
  }
  const checks = h("div", { class: "checks", role: "status" });
  const zero = button("余下的空格都填 0", () => {
    for (const [path, field] of fields) {
      if (field instanceof HTMLInputElement && !state.figures.has(path)) state.setFigure(path, "0");
    }
    changed();
  });
  const note = h("textarea", {
    id: idOf("figure", `notes.${table.id}`),
    rows: 1,
    "aria-label": `${table.name}表下的注`,
    placeholder: "表下的注，一条一行；没有的不填",
  });
  note.addEventListener("input", () => {
    if (note.value.trim() === "") state.notes.delete(table.id);
    else state.notes.set(table.id, note.value);
    changed();
  });
  const element = h(
    "div",
    { class: "table" },
    h("table", { id: idOf("table", table.id) }, h("caption", {}, table.extra?.title ?? table.name), head, body),
    checks,
    note,
    h("p", { class: "tools" }, zero),
  );
  return {
    element,
    refresh: (tally, last) => {
      const value = valuesOf(state.edition, tally);
      for (const [path, field] of fields) showLast(field, last?.(path), state.filled.has(path));
      showFigures(state, fields, value);
      const written = state.notes.get(table.id) ?? "";
      if (note.value !== written) note.value = written;
      checks.replaceChildren(...equations(state.edition, table, fields, value));
    },
  };
}

function laid(
  cell: LaidCell,
  state: EntryState,
  fields: Map<string, HTMLInputElement | HTMLOutputElement>,
): HTMLElement {
  const span = {
    colspan: cell.colSpan > 1 ? cell.colSpan : undefined,
    rowspan: cell.rowSpan > 1 ? cell.rowSpan : undefined,
  };
  if (cell.kind !== "figure") {
    const scope =
      cell.kind === "label" ? (cell.rowSpan > 1 ? "rowgroup" : "row") : cell.colSpan > 1 ? "colgroup" : "col";
    if (cell.text === "" || cell.kind === "remark") return h("td", { ...span, class: "fixed" }, cell.text);
    return h("th", { ...span, scope, class: cell.kind }, cell.text);
  }
  const spec = cell.path === undefined ? undefined : state.edition.cellAt.get(cell.path);
  if (!spec) return h("td", span);
  const label = [spec.rowLabel, spec.columnLabel].filter((part) => part !== "").join("，");
  const id = idOf("figure", spec.path);
  const field = spec.terms
    ? h("output", { id, "aria-label": `${label}（自动计算）` })
    : h("input", {
        id,
        type: "text",
        inputmode: "decimal",
        autocomplete: "off",
        "aria-label": label,
        "data-path": spec.path,
      });
  fields.set(spec.path, field);
  return h("td", { ...span, class: spec.terms ? "total" : "entry" }, field, h("small", { class: "last" }));
}

/** Last year's figure below this year's; and whether this one was worked out of it. */
function showLast(field: HTMLElement, last: number | undefined, filled: boolean): void {
  const small = field.nextElementSibling;
  if (!small) return;
  const words = last === undefined ? "" : `上年 ${last}`;
  if (small.textContent !== words) small.textContent = words;
  field.classList.toggle("carried", filled);
}

/** Fields by row and column of the table, for moving about and for pasting. */
type Places = readonly (readonly (HTMLInputElement | HTMLOutputElement)[])[];

function placesOf(layout: Layout, fields: Grid): Places {
  return layout.rows
    .map((row) => row.cells.flatMap(({ path }) => fields.get(path ?? "") ?? []))
    .filter((row) => row.length > 0);
}

/** Arrows as in Excel; left and right only from the ends of what is typed. Enter goes down. */
function move(event: KeyboardEvent, field: HTMLInputElement, places: Places): void {
  const { key, altKey, ctrlKey, metaKey, shiftKey, isComposing } = event;
  if (altKey || ctrlKey || metaKey || isComposing) return;
  const atStart = field.selectionStart === 0 && field.selectionEnd === 0;
  const atEnd = field.selectionStart === field.value.length;
  const step =
    key === "ArrowDown" || (key === "Enter" && !shiftKey)
      ? [1, 0]
      : key === "ArrowUp" || key === "Enter"
        ? [-1, 0]
        : key === "ArrowLeft" && atStart
          ? [0, -1]
          : key === "ArrowRight" && atEnd
            ? [0, 1]
            : undefined;
  const [down = 0, right = 0] = step ?? [];
  if (!step) return;
  const row = places.findIndex((line) => line.includes(field));
  const column = places[row]?.indexOf(field) ?? 0;
  for (let r = row + down, c = column + right; places[r]; r += down, c += right) {
    const line = places[r] ?? [];
    const next = down === 0 ? line[c] : line[Math.min(c, line.length - 1)];
    if (!next) break;
    if (next instanceof HTMLInputElement) {
      event.preventDefault();
      next.focus();
      next.select();
      return;
    }
  }
}

/** A block copied out of Excel fills in the cells below and to the right; what falls on a total is passed over. */
function paste(event: ClipboardEvent, field: HTMLInputElement, places: Places): boolean {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!/[\t\n]/.test(text.trimEnd())) return false;
  event.preventDefault();
  const row = places.findIndex((line) => line.includes(field));
  const column = places[row]?.indexOf(field) ?? 0;
  const lines = text
    .replace(/\r\n?/g, "\n")
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t"));
  const block = isRow(lines, row, column, places) ? [lines.flat()] : lines;
  block.forEach((line, down) => {
    line.forEach((value, right) => {
      const target = places[row + down]?.[column + right];
      if (!(target instanceof HTMLInputElement)) return;
      target.value = value.trim();
      target.dispatchEvent(new Event("input"));
    });
  });
  return true;
}

/** A row out of a web page or a Word table comes one cell a line: as many as there are to the right, and not below. */
function isRow(lines: readonly (readonly string[])[], row: number, column: number, places: Places): boolean {
  const right = (places[row]?.length ?? 0) - column;
  const below = places.length - row;
  return lines.length > 1 && lines.every(({ length }) => length === 1) && lines.length === right && right !== below;
}

type ValueAt = (path: string) => number | undefined;

/** The figures as the program reads them; a total of what is there, be it that something is still blank. */
function valuesOf(edition: Edition, tally: Tally | undefined): ValueAt {
  const value = (path: string): number | undefined => {
    const terms = edition.cellAt.get(path)?.terms;
    if (!terms) return tally?.cells.get(path)?.value;
    const known = terms.map(value).filter((term) => term !== undefined);
    return known.length === 0 ? undefined : addExactly(known);
  };
  return value;
}

function showFigures(state: EntryState, fields: Grid, valueAt: ValueAt): void {
  for (const [path, field] of fields) {
    if (field instanceof HTMLInputElement) {
      const typed = state.figures.get(path) ?? "";
      if (field.value.trim() !== typed) field.value = typed;
      field.classList.toggle("blank", typed === "");
    } else {
      const value = valueAt(path);
      field.value = value === undefined ? "" : String(value);
    }
  }
}

/** 一＋二＝三＋四 under the table: whether it holds, column by column; silent about columns that are not filled in. */
function equations(edition: Edition, table: Table, fields: Grid, valueAt: ValueAt): readonly HTMLElement[] {
  for (const field of fields.values()) field.classList.remove("unequal");
  return edition.identities
    .filter((identity) => identity.table === table.id)
    .map(({ left, right, says }) => {
      const columns = edition.cells.filter((cell) => cell.table === table.id && cell.row === left[0]);
      const known = columns.flatMap(({ column, columnLabel }) => {
        const paths = [left, right].map((ids) => ids.map((id) => join(join(table.id, id), column)));
        const [a = [], b = []] = paths.map((side) => side.map(valueAt).filter((value) => value !== undefined));
        if (a.length < left.length || b.length < right.length) return [];
        const difference = addExactly([...a, ...b.map((value) => -value)]) ?? 0;
        if (difference !== 0) for (const path of paths.flat()) fields.get(path)?.classList.add("unequal");
        return [{ columnLabel, difference }];
      });
      const wrong = known.filter(({ difference }) => difference !== 0);
      const [verdict, words] =
        wrong.length > 0
          ? ["wrong", wrong.map(({ columnLabel, difference }) => `${columnLabel}差 ${difference}`).join("；")]
          : known.length === columns.length
            ? ["right", "各栏都对上了"]
            : ["open", "填完后核对"];
      return h("p", { class: verdict }, `${says}：${words}`);
    });
}
