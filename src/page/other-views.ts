import type { KeyNode } from "../core/form/keys.ts";
import { unitKinds } from "../core/form/table.ts";
import { kindNames, measureWords, scopeNames } from "../core/form/words.ts";
import { contactKeys, type Key, rootKeys, signoffKeys, stepKeys, unitKeys } from "../edition/names.ts";
import { type EntryUnitField, entryUnitFields } from "../tally/entry.ts";
import { button, h, idOf } from "./dom.ts";
import type { EntryState } from "./entry-state.ts";

/** A part of the page that shows some of the state and writes into it. */
export interface FormView {
  readonly element: HTMLElement;
  refresh(): void;
}

/** A unit that the page was made for. */
export interface PresetUnit {
  readonly name: string;
  readonly kind?: string | undefined;
  readonly code?: string | undefined;
  readonly within?: string | undefined;
}

/** Whose report it is. With a register, the unit is chosen from it. */
export function unitView(state: EntryState, register: readonly PresetUnit[], changed: () => void): FormView {
  const fields = new Map<EntryUnitField, HTMLInputElement | HTMLSelectElement>();
  const make = (field: EntryUnitField): HTMLElement => {
    const { name, about } = unitKeys[field];
    const id = idOf("unit", field);
    const input =
      field === "kind"
        ? h(
            "select",
            { id },
            h("option", { value: "" }, "请选择"),
            ...unitKinds.map((kind) => h("option", { value: kind }, kindNames[kind])),
          )
        : h("input", {
            id,
            type: "text",
            list: field === "name" && register.length > 0 ? "register" : undefined,
            "aria-describedby": `${id}-about`,
          });
    input.addEventListener("input", () => {
      state.unit[field] = input.value;
      const preset = field === "name" ? register.find(({ name: known }) => known === input.value) : undefined;
      if (preset) Object.assign(state.unit, presetFields(preset));
      changed();
    });
    fields.set(field, input);
    return labelled(id, name, about.zh, input);
  };
  const scope = h(
    "select",
    { id: "scope" },
    h("option", { value: "own" }, scopeNames.own),
    h("option", { value: "area" }, scopeNames.area),
  );
  scope.addEventListener("input", () => {
    state.scope = scope.value === "area" ? "area" : "own";
    changed();
  });
  const list = register.map(({ name }) => h("option", { value: name }));
  const element = h(
    "fieldset",
    {},
    h("legend", {}, "填报单位"),
    ...entryUnitFields.map(make),
    h(
      "div",
      { class: "field" },
      h("label", { for: "scope" }, "统计范围"),
      scope,
      h("small", {}, "本级只含本机关，本地区含所辖各单位。"),
    ),
    ...(list.length > 0 ? [h("datalist", { id: "register" }, ...list)] : []),
  );
  return {
    element,
    refresh: () => {
      for (const [field, input] of fields) if (input.value !== state.unit[field]) input.value = state.unit[field];
      scope.value = state.scope;
    },
  };
}

/** A field with its name before it and what is to be written there below. */
function labelled(id: string, name: string, about: string, input: HTMLElement): HTMLElement {
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, name),
    input,
    h("small", { id: `${id}-about` }, withoutQuotes(about)),
  );
}

/** 联系方式, 签批, 发布日期: folded, for nobody has to fill them in, or not yet. */
export function signoffView(state: EntryState, changed: () => void): FormView {
  const fields: { readonly input: HTMLInputElement; readonly read: () => string }[] = [];
  const field = (id: string, name: string, about: string, read: () => string, write: (typed: string) => void) => {
    const input = h("input", { id, type: "text", autocomplete: "off", "aria-describedby": `${id}-about` });
    input.addEventListener("input", () => {
      write(input.value.trim());
      changed();
    });
    fields.push({ input, read });
    return labelled(id, name, about, input);
  };
  const inMap = (map: Map<string, string>, key: string, id: string, { name, about }: Pick<Key, "name" | "about">) =>
    field(
      id,
      name,
      about.zh,
      () => map.get(key) ?? "",
      (typed) => (typed === "" ? map.delete(key) : map.set(key, typed)),
    );
  const contact = Object.values(contactKeys).map((key) =>
    inMap(state.contact, key.id, idOf("unit", `contact.${key.id}`), key),
  );
  const steps = Object.values(signoffKeys).flatMap((step) =>
    [stepKeys.by, stepKeys.on].map((key) =>
      inMap(state.signoff, `${step.id}.${key.id}`, idOf("figure", `signoff.${step.id}.${key.id}`), {
        name: `${step.name}${key.name}`,
        about: key.about,
      }),
    ),
  );
  const { published } = rootKeys;
  const day = field(
    idOf("figure", published.id),
    published.name,
    published.about.zh,
    () => state.published,
    (typed) => {
      state.published = typed;
    },
  );
  const element = h(
    "details",
    { id: "signoff" },
    h("summary", {}, "联系方式、签批和发布日期（可以不填）"),
    h("fieldset", {}, h("legend", {}, unitKeys.contact.name), ...contact),
    h("fieldset", {}, h("legend", {}, rootKeys.signoff.name), ...steps, day),
  );
  return {
    element,
    refresh: () => {
      for (const { input, read } of fields) if (input.value.trim() !== read()) input.value = read();
    },
  };
}

/** What is written in quotes in a file is typed without here. */
function withoutQuotes(about: string): string {
  return about.replace("，加引号书写", "").replaceAll('"', "");
}

export function presetFields({ name, kind = "", code = "", within = "" }: PresetUnit): Record<EntryUnitField, string> {
  return { name, kind, code, within };
}

/** The text of a section, with a way to put in a figure that stays right when the table changes. */
export function textView(state: EntryState, id: string, heading: string, changed: () => void): FormView {
  const area = h("textarea", {
    id: idOf("text", id),
    rows: 8,
    "aria-label": `${heading}的文字`,
    placeholder: "不写的，按数字自动成文",
  });
  area.addEventListener("input", () => {
    state.texts.set(id, area.value);
    changed();
  });
  const choice = h(
    "select",
    { "aria-label": "要插入的数" },
    h("option", { value: "" }, "选一个数…"),
    ...figureOptions(state),
  );
  const insert = button("插入到光标处", () => {
    if (choice.value === "") return;
    area.setRangeText(`{{${choice.value}}}`, area.selectionStart, area.selectionEnd, "end");
    state.texts.set(id, area.value);
    area.focus();
    changed();
  });
  const hint = h("p", { class: "hint" }, "插入的数写成 {{…}}，生成报告时换成表里的数，改了表也不会对不上。");
  return {
    element: h("div", { class: "text" }, area, h("p", { class: "tools" }, choice, insert), hint),
    refresh: () => {
      const text = state.texts.get(id) ?? "";
      if (area.value !== text) area.value = text;
    },
  };
}

function figureOptions({ edition }: EntryState): readonly HTMLElement[] {
  const groups = new Map<string, HTMLOptGroupElement>();
  const add = (table: string, path: string, words: string): void => {
    const group = groups.get(table) ?? h("optgroup", { label: table });
    groups.set(table, group);
    group.append(h("option", { value: path }, words));
  };
  const walk = (node: KeyNode, table: string, above: string): void => {
    const words = above === "" ? node.name : `${above} ${node.name}`;
    if (node.kind === "cell") add(table, node.path, words);
    for (const child of node.children) walk(child, table, words);
  };
  for (const section of edition.keys.children) for (const node of section.children) walk(node, section.name, "");
  return [...groups.values()];
}

/** 工作情况: folded, for nothing in it has to be filled in. */
export function activityView(state: EntryState, changed: () => void): FormView | undefined {
  const root = state.edition.keys.children.find(({ activity }) => activity);
  if (!root) return undefined;
  const fields = new Map<string, HTMLInputElement>();
  const body = h("tbody");
  const open: (() => void)[] = [];
  const walk = (node: KeyNode, level: number): void => {
    const indent = { class: `level-${level}` };
    if (node.kind === "cell") {
      const id = idOf("figure", node.path);
      const input = h("input", { id, type: "text", autocomplete: "off", "data-path": node.path });
      input.addEventListener("input", () => {
        state.setFigure(node.path, input.value);
        changed();
      });
      fields.set(node.path, input);
      body.append(
        h(
          "tr",
          {},
          h("th", { scope: "row", ...indent }, h("label", { for: id }, node.name)),
          h("td", { class: "entry" }, input),
          h("td", {}, measureWords[node.measure]),
        ),
      );
      return;
    }
    body.append(h("tr", { class: "group" }, h("th", { scope: "rowgroup", colspan: 3, ...indent }, node.name)));
    for (const child of node.children) walk(child, level + 1);
    if (node.open) open.push(ownFigures(state, node, body, level + 1, changed));
  };
  for (const node of root.children) walk(node, 0);
  const head = h("thead", {}, h("tr", {}, ...["项目", "数", "单位"].map((name) => h("th", { scope: "col" }, name))));
  const element = h(
    "details",
    { id: "activity" },
    h("summary", {}, `${root.name}（正文要用的数，没有的不填）`),
    h("table", {}, h("caption", {}, root.name), head, body),
  );
  return {
    element,
    refresh: () => {
      for (const [path, input] of fields) {
        const typed = state.figures.get(path) ?? "";
        if (input.value.trim() !== typed) input.value = typed;
      }
      for (const refresh of open) refresh();
    },
  };
}

/** Lines for figures that the unit names itself; one more than there are. */
function ownFigures(
  state: EntryState,
  node: KeyNode,
  body: HTMLElement,
  level: number,
  changed: () => void,
): () => void {
  const end = h("tr", { hidden: true });
  body.append(end);
  const lines: { readonly row: HTMLElement; readonly name: HTMLInputElement; readonly figure: HTMLInputElement }[] = [];
  const write = (): void => {
    const list = lines.map(({ name, figure }): [string, string] => [name.value.trim(), figure.value.trim()]);
    state.own.set(
      node.path,
      list.filter(([name, figure]) => name !== "" || figure !== ""),
    );
    grow();
    changed();
  };
  const grow = (): void => {
    const wanted = (state.own.get(node.path)?.length ?? 0) + 1;
    while (lines.length < wanted) {
      const at = lines.length + 1;
      const name = h("input", {
        type: "text",
        "aria-label": `${node.name}：自己写的第 ${at} 个名称`,
        placeholder: "自己写名称",
      });
      const figure = h("input", { type: "text", "aria-label": `${node.name}：第 ${at} 个名称的数` });
      for (const input of [name, figure]) input.addEventListener("input", write);
      const row = h(
        "tr",
        {},
        h("th", { scope: "row", class: `level-${level}` }, name),
        h("td", { class: "entry" }, figure),
        h("td", {}, measureWords[node.measure]),
      );
      lines.push({ row, name, figure });
      end.before(row);
    }
  };
  return () => {
    grow();
    const list = state.own.get(node.path) ?? [];
    lines.forEach(({ name, figure }, i) => {
      const [label = "", typed = ""] = list[i] ?? [];
      if (document.activeElement !== name) name.value = label;
      if (document.activeElement !== figure) figure.value = typed;
    });
  };
}
