import {
  type ChosenFile,
  checkTally,
  type Diagnostic,
  type Examined,
  type Format,
  fromLastYear,
  makeReports,
  openForms,
  type Precompiled,
  reportTitle,
  type Session,
} from "../browser.ts";
import { hasErrors, kindOf } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import type { Subject } from "../core/rule.ts";
import { applyEdits } from "../core/text/edits.ts";
import type { Source } from "../core/text/source.ts";
import { type EntryPlace, entryOf } from "../tally/entry.ts";
import { button, h } from "./dom.ts";
import { openDrafts } from "./drafts.ts";
import { EntryState } from "./entry-state.ts";
import { showFindings } from "./findings-view.ts";
import { activityView, type FormView, type PresetUnit, presetFields, textView, unitView } from "./other-views.ts";
import { type TableView, tableView } from "./table-view.ts";

/** What a page is made with; it stands in the page as JSON. */
export interface PageData {
  readonly version: string;
  readonly year: number;
  /** Of the templates folders, in order; bytes in Base64. */
  readonly files: readonly { readonly name: string; readonly base64: string }[];
  /** The units that the page is for; one alone is filled in. */
  readonly register: readonly PresetUnit[];
}

const blankCell = "GR130";
const encoder = new TextEncoder();

/** Builds the page into `root`. Called once, when the document has been read. */
export function start(root: HTMLElement, data: PageData, precompiled: Readonly<Record<string, Precompiled>>): void {
  const files = data.files.map(({ name, base64 }) => ({ name, path: name, bytes: fromBase64(base64) }));
  const session = openForms({ files, precompiled: new Map(Object.entries(precompiled)) });
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
  #previous: ChosenFile | undefined;
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
    this.#root.replaceChildren(
      h("header", {}, h("h1", {}, `${year}年${edition.title}填报`), this.#toolbar(), this.#status, this.#notice),
      h("main", {}, unit.element, ...sections, ...added, ...(activity ? [activity.element] : [])),
      this.#findings,
      h("footer", {}, `gov-report ${this.#data.version}。填写的内容只存在这台电脑的浏览器里，不会发送到任何地方。`),
    );
  }

  #toolbar(): HTMLElement {
    const open = chooser("打开填报…", ".yaml,.yml", (file) => this.#openTally(file));
    const last = chooser("带入上年填报…", ".yaml,.yml", (file) => this.#openPrevious(file));
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
    for (const table of this.#tables) table.refresh(subject?.tally);
    const blanks = [...document.querySelectorAll("td.entry input.blank")].length;
    // A cell that waits to be filled in is seen as it is; saying it of every one would drown the rest.
    const told = diagnostics.filter(({ code }) => code !== blankCell);
    showFindings(this.#findings, { diagnostics: told, places: this.#places, repair: (one) => this.#repair(one) });
    const count = (kind: string) => told.filter((one) => kindOf(one) === kind).length;
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
  async #read(file: File): Promise<{ chosen: ChosenFile; subject: Subject; source: Source } | undefined> {
    const chosen = { file: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
    const { subject, sources, diagnostics } = checkTally({ tally: chosen }, this.#session);
    const [source] = sources;
    if (subject && source) return { chosen, subject, source };
    const first = diagnostics.find((one) => hasErrors([one]));
    const help = first?.help ? `；${first.help.zh}` : "";
    this.#say(`${file.name} 打不开：${first?.message.zh ?? "不是填报文件"}${help}`);
    return undefined;
  }

  async #openTally(file: File): Promise<void> {
    const read = await this.#read(file);
    if (!read) return;
    const { subject, source } = read;
    if (subject.edition.id !== this.#state.edition.id) {
      this.#say(
        `${file.name} 是 ${subject.tally.year} 年的填报，这一页填 ${this.#state.year} 年的；要核对上年，请用“带入上年填报”`,
      );
      return;
    }
    this.#state.take(entryOf(subject.tally, subject.edition, source));
    this.#say("");
    this.#unsaved = false;
    this.#check();
  }

  async #openPrevious(file: File): Promise<void> {
    const read = await this.#read(file);
    if (!read) return;
    const { chosen, subject } = read;
    if (subject.tally.year !== this.#state.year - 1) {
      this.#say(`${file.name} 是 ${subject.tally.year} 年的填报，不是上一年度（${this.#state.year - 1} 年）的`);
      return;
    }
    this.#previous = chosen;
    const { unit } = this.#state;
    for (const field of ["name", "kind", "code", "within"] as const) unit[field] ||= subject.tally.unit[field] ?? "";
    const { carried } = fromLastYear(this.#state.edition, subject);
    const taken = [...carried].filter(([path]) => !this.#state.figures.has(path));
    for (const [path, value] of taken) this.#state.setFigure(path, String(value));
    this.#say(
      `已带入 ${subject.tally.unit.name} ${subject.tally.year} 年的填报：上年结转 ${taken.length} 格，请核对；跨年的检查已打开。`,
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
      this.#say(first?.message.zh ?? "还不能生成：先按检查结果改正");
      return;
    }
    const name = `${draft ? "草稿-" : ""}${this.#title()}.${format}`;
    save(name, artifact.bytes, "application/octet-stream");
    this.#say(`已生成 ${name}`);
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
    this.#say(`已清空，按 ${edition.name} 重新填写。`);
    this.#check();
  }

  #keepDraft(): void {
    const { text } = this.#state.written();
    if (!this.#drafts.keep(text)) this.#say("浏览器不让存草稿：关掉这一页以前，请用“保存填报”存成文件。");
  }

  #offerDraft(): void {
    const draft = this.#drafts.last();
    if (!draft) return;
    const resume = button("接着填上次的草稿", () => {
      if (this.#take(draft.text)) this.#changed();
      this.#say("");
    });
    const drop = button("不要了，重新填", () => {
      this.#drafts.forget();
      this.#say("");
    });
    this.#notice.replaceChildren(`这台电脑上有 ${draft.at} 存下的草稿。`, resume, drop);
  }

  #say(words: string): void {
    this.#notice.textContent = words;
  }

  #title(): string {
    const { unit, year, edition } = this.#state;
    return reportTitle(unit.name, year, edition.title).replace(/[/\\:*?"<>|\p{Cc}]/gu, "_");
  }

  #fileName(): string {
    const name = this.#state.unit.name.replace(/[/\\:*?"<>|\p{Cc}\s]/gu, "");
    return `${name === "" ? "填报" : name}-${this.#state.year}.yaml`;
  }
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

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
