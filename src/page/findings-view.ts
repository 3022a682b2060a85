import { type Diagnostic, hasErrors, kindOf } from "../core/diagnostic.ts";
import type { EntryPlace } from "../tally/entry.ts";
import { button, h, idOf } from "./dom.ts";

const kindWords = {
  error: "错误",
  warning: "提醒",
  info: "说明",
  waived: "已豁免",
  notEvaluated: "未核对",
  fault: "程序故障",
} as const;

export interface FindingsInput {
  readonly diagnostics: readonly Diagnostic[];
  readonly places: readonly EntryPlace[];
  /** Puts right what a finding says can be put right. */
  readonly repair: (diagnostic: Diagnostic) => void;
}

/** What the program finds, each finding with the way to its cell, and each cell with what is said of it. */
export function showFindings(panel: HTMLElement, { diagnostics, places, repair }: FindingsInput): void {
  for (const field of document.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    field.removeAttribute("title");
  }
  const items = diagnostics.map((diagnostic, i) => {
    const kind = kindOf(diagnostic);
    const id = `finding-${i}`;
    const target = fieldOf(diagnostic, places);
    if (target) mark(target, id, diagnostic);
    const place = target && placeButton(target);
    const fix = diagnostic.fix && kind !== "waived" ? button("改正", () => repair(diagnostic)) : undefined;
    return h(
      "li",
      { id, class: kind },
      h("strong", {}, kindWords[kind]),
      " ",
      diagnostic.message.zh,
      ...(diagnostic.help ? [h("span", { class: "help" }, diagnostic.help.zh)] : []),
      h("span", { class: "tools" }, place, fix, h("code", {}, diagnostic.code)),
    );
  });
  panel.replaceChildren(...(items.length === 0 ? [h("p", {}, "没有发现问题。")] : [h("ol", {}, ...items)]));
}

function placeButton(target: HTMLElement): HTMLElement {
  return button("看这一处", () => {
    target.closest("details")?.setAttribute("open", "");
    target.scrollIntoView({ block: "center" });
    target.focus();
  });
}

function mark(target: HTMLElement, id: string, diagnostic: Diagnostic): void {
  if (hasErrors([diagnostic])) target.setAttribute("aria-invalid", "true");
  else if (!target.hasAttribute("aria-invalid")) target.setAttribute("aria-invalid", "false");
  const said = target.getAttribute("aria-describedby");
  target.setAttribute("aria-describedby", said === null ? id : `${said} ${id}`);
  target.title = [target.title, diagnostic.message.zh].filter((text) => text !== "").join("\n");
}

/** The field of the cell or text that a finding stands at: as it says itself, else by its place in the file. */
function fieldOf({ at, span }: Diagnostic, places: readonly EntryPlace[]): HTMLElement | undefined {
  const around = span && places.filter(({ start, end }) => start <= span.start && span.start <= end);
  const nearest = around?.toSorted((a, b) => a.end - a.start - (b.end - b.start)).map(({ path }) => path) ?? [];
  for (const path of [...(at === undefined ? [] : [at]), ...nearest]) {
    const [first = "", ...rest] = path.split(".");
    const id =
      first === "narrative"
        ? idOf("text", rest.join("."))
        : first === "unit"
          ? idOf("unit", rest.join("."))
          : idOf("figure", path);
    const field = document.getElementById(id) ?? firstBelow(path);
    if (field) return field;
  }
  return undefined;
}

/** The first cell of a row. */
function firstBelow(path: string): HTMLElement | undefined {
  for (const field of document.querySelectorAll<HTMLElement>("[data-path]")) {
    if (field.dataset["path"]?.startsWith(`${path}.`)) return field;
  }
  return undefined;
}
