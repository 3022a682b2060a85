import "./older-browsers.ts";

import {
  type ChosenFile,
  checkTally,
  type Diagnostic,
  type Examined,
  type Format,
  type FormsInput,
  fromLastYear,
  makeReports,
  type OpenedFile,
  openFile,
  openForms,
  type Precompiled,
  type Session,
  titleAsFileName,
  transition,
} from "../browser.ts";
import { hasErrors, kindOf } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import type { FromLastYear } from "../core/from-last-year.ts";
import type { Subject } from "../core/rule.ts";
import { applyEdits } from "../core/text/edits.ts";
import { type EntryPlace, entryOf } from "../tally/entry.ts";
import { button, h } from "./dom.ts";
import { openDrafts } from "./drafts.ts";
import { EntryState } from "./entry-state.ts";
import { showFindings } from "./findings-view.ts";
import {
  activityView,
  type FormView,
  type PresetUnit,
  presetFields,
  signoffView,
  textView,
  unitView,
} from "./other-views.ts";
import { type TableView, tableView } from "./table-view.ts";

/** What a page is made with; it stands in the page as JSON. */
export interface PageData {
  readonly version: string;
  readonly year: number;
  /** Of the templates folders, in order; what is no text in Base64. */
  readonly files: FormsInput["files"];
  /** The units that the page is for; one alone is filled in. */
  readonly register: readonly PresetUnit[];
}

const blankCell = "GR130";
const encoder = new TextEncoder();

/** Builds the page into `root`. Called once, when the document has been read. */
export function start(root: HTMLElement, data: PageData, precompiled: Readonly<Record<string, Precompiled>>): void {
  const session = openForms({ files: data.files, precompiled });
  const edition = session.editions.forYear(data.year);
  if (!edition) throw new Error(`no form for ${data.year}`);
  new Page(root, data, session, edition).open();
}

class Page {
  readonly #root: HTMLElement;
  readonly #data: PageData;
  readonly #session: Session;
  readonly #state: EntryState;
  readonly #drafts: ReturnType<typeof openDrafts>;
  readonly #tables: TableView[] = [];
  readonly #views: FormView[] = [];
  readonly #status = h("p", { class: "status", role: "status" });
  readonly #notice = h("p", { class: "notice", role: "alert" });
  readonly #findings = h("section", { class: "findings", "aria-label": "检查结果" });
  /** Last year's report as a tally, and what it says of this year's. */
  #previous: (ChosenFile & { readonly gives: FromLastYear; readonly valueAt: LastValue }) | undefined;
  #examined: Examined | undefined;
  #places: readonly EntryPlace[] = [];
  #timer = 0;
  /** Changed since it was last saved as a file. */
  #unsaved = false;

  constructor(root: HTMLElement, data: PageData, session: Session, edition: Edition) {
    this.#root = root;
    this.#data = data;
    this.#session = session;
    this.#state = new EntryState(edition, data.year);
    this.#drafts = openDrafts(`gov-report ${data.year}`);
  }

  open(): void {
    const [only, ...others] = this.#data.register;
    if (only && others.length === 0) Object.assign(this.#state.unit, presetFields(only));
    this.#build();
    this.#offerDraft();
    this.#check();
    window.addEventListener("beforeunload", (event) => {
      if (this.#unsaved) event.preventDefault();
    });
    // Whatever was typed just now, before the page may be gone.
    document.addEventListener("visibilitychange", () => {
      if (this.#unsaved && document.visibilityState === "hidden") this.#keepDraft();
    });
  }

  #build(): void {
    const { edition, year } = this.#state;
    const changed = () => this.#changed();
    const unit = unitView(this.#state, this.#data.register, changed);
    this.#views.push(unit);
    const sections = edition.sections.map((section) => {
      const parts: HTMLElement[] = [];
      for (const table of edition.tables.filter(({ id }) => section.tables.includes(id))) {
        const view = tableView(this.#state, table, changed);
        this.#tables.push(view);
        parts.push(view.element);
      }
      if (section.prose) {
        const view = textView(this.#state, section.id, section.heading, changed);
        this.#views.push(view);
        parts.push(view.element);
      }
      return h("section", {}, h("h2", {}, section.heading), ...parts);
    });
    const added = edition.tables
      .filter(({ extra }) => extra)
      .map((table) => {
        const view = tableView(this.#state, table, changed);
        this.#tables.push(view);
        return h("section", {}, h("h2", {}, table.extra?.title ?? table.name), view.element);
      });
    const activity = activityView(this.#state, changed);
    if (activity) this.#views.push(activity);
    const signoff = signoffView(this.#state, changed);
    this.#views.push(signoff);
    this.#root.replaceChildren(
      h("header", {}, h("h1", {}, `${year}年${edition.title}填报`), this.#toolbar(), this.#status, this.#notice),
      h("main", {}, unit.element, ...sections, ...added, ...(activity ? [activity.element] : []), signoff.element),
      this.#findings,
      h("footer", {}, `gov-report ${this.#data.version}。填写的内容只存在这台电脑的浏览器里，不会发送到任何地方。`),
    );
  }

  #toolbar(): HTMLElement {
    const open = chooser("打开填报、填报表…", ".yaml,.yml,.xlsx,.xlsm", (file) => this.#openTally(file));
    const anyReport = ".yaml,.yml,.docx,.xlsx,.xlsm,.html,.htm,.md,.txt";
    const last = chooser("带入上年填报或报告…", anyReport, (file) => this.#openPrevious(file));
    const report = (format: Format, label: string) => button(label, () => void this.#saveReport(format));
    return h(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": "打开和保存" },
      open,
      last,
      button("保存填报（YAML）", () => this.#saveTally(), { class: "main" }),
      report("docx", "生成 Word"),
      report("xlsx", "生成 Excel"),
      report("html", "生成网页"),
      report("md", "生成 Markdown"),
      button("清空重填", () => this.#clear()),
    );
  }

  #changed(): void {
    this.#unsaved = true;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#check();
      this.#keepDraft();
    }, 120);
  }

  #check(): void {
    this.#previous && fillStocks(this.#state, this.#previous.gives);
    const { text, places } = this.#state.written();
    const tally = { file: this.#fileName(), bytes: encoder.encode(text) };
    const previous = this.#previous;
    this.#examined = checkTally({ tally, ...(previous && { previous }) }, this.#session);
    this.#places = places;
    this.#show();
  }

  #show(): void {
    const { diagnostics = [], subject } = this.#examined ?? {};
    for (const view of this.#views) view.refresh();
    for (const table of this.#tables) table.refresh(subject?.tally, this.#previous?.valueAt);
    const blanks = [...document.querySelectorAll("td.entry input.blank")].length;
    // A cell that waits to be filled in is seen as it is; saying it of every one would drown the rest.
    const shown = diagnostics.filter(({ code }) => code !== blankCell);
    showFindings(this.#findings, { diagnostics: shown, places: this.#places, repair: (one) => this.#repair(one) });
    const count = (kind: string) => shown.filter((one) => kindOf(one) === kind).length;
    const words = [
      ...(blanks > 0 ? [`还有 ${blanks} 格没有填（有底色的）`] : []),
      ...(count("error") > 0 ? [`${count("error")} 处错误`] : []),
      ...(count("warning") > 0 ? [`${count("warning")} 处提醒`] : []),
    ];
    this.#status.textContent = words.length > 0 ? `${words.join("，")}。` : "都填好了，没有发现问题，可以生成报告。";
    this.#status.classList.toggle("right", words.length === 0);
  }

  #repair({ fix }: Diagnostic): void {
    const { text } = this.#state.written();
    if (fix) this.#take(applyEdits(text, [{ start: fix.span.start, end: fix.span.end, text: fix.text }]));
    this.#changed();
  }

  /** Takes up a tally's text; false where it cannot be understood. */
  #take(text: string): boolean {
    const file = { file: "tally.yaml", bytes: encoder.encode(text) };
    const { subject, sources } = checkTally({ tally: file }, this.#session);
    const [source] = sources;
    if (!subject || !source || subject.edition.id !== this.#state.edition.id) return false;
    this.#state.take(entryOf(subject.tally, subject.edition, source));
    return true;
  }

  /** A file that was chosen, read as a tally; what is in the way of that is said. */
  async #read(file: File): Promise<Required<OpenedFile> | undefined> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { source, subject, diagnostics } = openFile({ file: file.name, bytes }, this.#session);
    if (subject && source) return { source, subject, diagnostics };
    const first = diagnostics.find((one) => hasErrors([one]));
    const help = first?.help ? `；${first.help.zh}` : "";
    this.#announce(`${file.name} 打不开：${first?.message.zh ?? "不是填报文件"}${help}`);
    return undefined;
  }

  async #openTally(file: File): Promise<void> {
    const read = await this.#read(file);
    if (!read) return;
    const { subject, source } = read;
    if (subject.edition.id !== this.#state.edition.id) {
      this.#announce(
        `${file.name} 是 ${subject.tally.year} 年的填报，这一页填 ${this.#state.year} 年的；要核对上年，请用“带入上年填报或报告”`,
      );
      return;
    }
    if (this.#unsaved && !window.confirm("这一页填的内容还没有存成文件，打开以后就换成文件里的了。打开吗？")) return;
    this.#state.take(entryOf(subject.tally, subject.edition, source));
    this.#announce("");
    this.#unsaved = false;
    this.#check();
  }

  async #openPrevious(file: File): Promise<void> {
    const read = await this.#read(file);
    if (!read) return;
    const { source, subject, diagnostics } = read;
    const { edition, year } = this.#state;
    if (subject.tally.year !== year - 1) {
      this.#announce(`${file.name} 是 ${subject.tally.year} 年的，不是上一年度（${year - 1} 年）的`);
      return;
    }
    const gives = fromLastYear(edition, subject);
    this.#previous = {
      ...{ file: file.name, bytes: encoder.encode(source.text), gives },
      valueAt: lastValues(subject, edition, this.#session),
    };
    const taken = carryOver(this.#state, gives, subject.unit);
    const doubts = diagnostics.filter(({ severity }) => severity !== "info");
    const doubtful = doubts.length === 0 ? "" : `其中 ${doubts.length} 处没有读准，留空：${doubts[0]?.message.zh}……；`;
    this.#announce(
      `已带入 ${subject.tally.unit.name} ${subject.tally.year} 年的报告：上年结转 ${taken} 格，请核对；${doubtful}各格下面是上年的数，跨年的检查已打开。`,
    );
    this.#check();
    this.#changed();
  }

  #saveTally(): void {
    save(this.#fileName(), this.#state.written().text, "application/yaml");
    this.#unsaved = false;
  }

  async #saveReport(format: Format): Promise<void> {
    window.clearTimeout(this.#timer);
    this.#check();
    const examined = this.#examined;
    if (!examined) return;
    const draft = hasErrors(examined.diagnostics);
    if (draft && !window.confirm("还有没填的格或者错误，只能生成“草稿”。生成草稿吗？")) return;
    const { value, diagnostics } = await makeReports(examined, this.#session, { draft });
    const artifact = value?.find((one) => one.format === format);
    if (!artifact) {
      const [first] = diagnostics;
      this.#announce(first?.message.zh ?? "还不能生成：先按检查结果改正");
      return;
    }
    const name = `${draft ? "草稿-" : ""}${this.#title()}.${format}`;
    save(name, artifact.bytes, "application/octet-stream");
    this.#announce(`已生成 ${name}`);
  }

  #clear(): void {
    if (!window.confirm("清空这一页填写的全部内容吗？已保存的文件不受影响。")) return;
    const { edition, year } = this.#state;
    const none = { unit: { name: "", kind: "", code: "", within: "" }, others: {}, unitOthers: {} };
    this.#state.take({
      ...none,
      year,
      scope: "own",
      figures: new Map(),
      remarks: new Map(),
      own: new Map(),
      texts: new Map(),
      contact: new Map(),
      notes: new Map(),
      signoff: new Map(),
      published: "",
    });
    this.#previous = undefined;
    this.#drafts.forget();
    this.#unsaved = false;
    this.#announce(`已清空，按 ${edition.name} 重新填写。`);
    this.#check();
  }

  #keepDraft(): void {
    const { text } = this.#state.written();
    if (!this.#drafts.keep(this.#state.unit.name, text))
      this.#announce("浏览器不让存草稿：关掉这一页以前，请用“保存填报”存成文件。");
  }

  #offerDraft(): void {
    const drafts = this.#drafts.all();
    if (drafts.length === 0) return;
    const resume = drafts.map(({ name, text, at }) =>
      button(
        drafts.length === 1 ? "接着填上次的草稿" : `接着填：${name === "" ? "没有写单位的" : name}（${at}）`,
        () => {
          if (this.#take(text)) this.#changed();
          this.#announce("");
        },
      ),
    );
    const drop = button("不要了，重新填", () => {
      this.#drafts.forget();
      this.#announce("");
    });
    const [{ at }] = drafts as [(typeof drafts)[number]];
    const words = drafts.length === 1 ? `${at} 存下的草稿` : `${drafts.length} 份草稿`;
    this.#notice.replaceChildren(`这台电脑上有 ${words}。`, ...resume, drop);
  }

  #announce(words: string): void {
    this.#notice.textContent = words;
  }

  #title(): string {
    const { unit, year, edition } = this.#state;
    return titleAsFileName(unit.name, year, edition.title);
  }

  #fileName(): string {
    const name = this.#state.unit.name.replace(/[/\\:*?"<>|\p{Cc}\s]/gu, "");
    return `${name === "" ? "填报" : name}-${this.#state.year}.yaml`;
  }
}

/** What last year's report gives, in what is still blank; how many figures that were. */
function carryOver(
  state: EntryState,
  { carried }: FromLastYear,
  last: NonNullable<OpenedFile["subject"]>["unit"],
): number {
  for (const field of ["name", "kind", "code", "within"] as const) state.unit[field] ||= last[field] ?? "";
  for (const [field, value] of Object.entries(last.contact ?? {})) {
    if (!state.contact.has(field)) state.contact.set(field, value);
  }
  const taken = [...carried].filter(([path]) => !state.figures.has(path));
  for (const [path, value] of taken) state.setFigure(path, String(value));
  return taken.length;
}

/** A stock follows from last year's as soon as this year's changes are known; what somebody has typed stays. */
function fillStocks(state: EntryState, { stocks }: FromLastYear): void {
  for (const [path, { base, terms }] of stocks) {
    if (state.figures.has(path) && !state.filled.has(path)) continue;
    const known = terms.map(({ path: term, sign }) => sign * Number(state.figures.get(term) ?? Number.NaN));
    const value = known.reduce((sum, one) => sum + one, base);
    if (Number.isSafeInteger(value)) state.fill(path, String(value));
    else if (state.filled.has(path)) state.setFigure(path, "");
  }
}

type LastValue = (path: string) => number | undefined;

/** Last year's figure of each cell, where the two forms ask for the same. */
function lastValues(last: Subject, edition: Edition, { editions }: Pick<Session, "editions">): LastValue {
  const way = transition(last.edition, edition, editions);
  return (path) => {
    const pair = way?.byNewer.get(path);
    return pair && (pair.kind === "same" || pair.kind === "renamed") ? last.figures.value(pair.older) : undefined;
  };
}

/** A button that asks for a file. */
function chooser(label: string, accept: string, take: (file: File) => Promise<void>): HTMLElement {
  const input = h("input", { type: "file", accept, "aria-label": label, class: "file", tabindex: -1 });
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file) void take(file);
    input.value = "";
  });
  return h(
    "span",
    {},
    button(label, () => input.click()),
    input,
  );
}

function save(name: string, content: string | Uint8Array, type: string): void {
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  const link = h("a", { href: url, download: name });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
