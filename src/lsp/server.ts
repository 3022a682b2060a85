import {
  type CodeAction,
  type CodeActionParams,
  type Connection,
  DidChangeWatchedFilesNotification,
  type DocumentSymbol,
  type FoldingRange,
  type InitializeParams,
  type Position,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Lang } from "../core/diagnostic.ts";
import { Checker } from "./checker.ts";
import { codeActions } from "./code-actions.ts";
import { Desk } from "./desk.ts";
import { Shown } from "./findings.ts";
import { foldingOf, symbolsOf } from "./outline.ts";
import { isWorkspaceFile, type Standpoint, standpointAt } from "./standpoint.ts";

export interface ServerOptions {
  readonly version: string;
  /** The language of messages, where that was asked for on the command line. */
  readonly lang: Lang | undefined;
  /** That of the machine, for an editor that does not say its own. */
  readonly machineLang: Lang;
  /** Makes the folder of the editor the one that paths in messages start from, and gives it; of an editor without one, where the server was started. */
  readonly enter: (folder: string | undefined) => string;
  /** YYYY-MM-DD. */
  readonly today: () => string;
  readonly pathOf: (uri: string) => string | undefined;
}

/** Files besides tallies that findings may follow from. */
const watched = "**/*.{yaml,yml,csv,txt,md,docx,xlsx,xlsm,json,hbs,png,jpg,jpeg,svg}";

/** What one editor is answered. A fault of ours is logged as ours, and whoever asked gets no answer. */
export class Server {
  readonly #connection: Connection;
  readonly #options: ServerOptions;
  readonly #desk: Desk;
  readonly #checker: Checker;
  readonly #watches: boolean;

  constructor(connection: Connection, params: InitializeParams, options: ServerOptions) {
    this.#connection = connection;
    this.#options = options;
    const [first] = params.workspaceFolders ?? [];
    const folder = first?.uri ?? params.rootUri ?? undefined;
    const cwd = options.enter(folder === undefined ? undefined : options.pathOf(folder));
    this.#desk = new Desk(cwd, options.lang ?? localeOf(params.locale) ?? options.machineLang);
    this.#watches = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    const shown = new Shown((uri, diagnostics) => {
      const { version } = this.#desk.at(uri) ?? {};
      const sent = { uri, diagnostics: [...diagnostics], ...(version !== undefined && { version }) };
      connection.sendDiagnostics(sent).catch((error) => this.#fault(error));
    });
    const { today } = options;
    const fault = (error: unknown, path?: string) => this.#fault(error, path);
    this.#checker = new Checker({ desk: this.#desk, shown, today, fault });
  }

  /** Asks the editor to tell of files that change; one that cannot is asked nothing, and what it saves is looked at. */
  watch(): void {
    if (!this.#watches) return;
    const watchers = [{ globPattern: watched }];
    this.#connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error) => this.#fault(error));
  }

  open(document: TextDocument): void {
    this.#guard(() => {
      // A file may have come to the disk since without a word.
      if (!this.#watches) this.#checker.filesChanged([this.#desk.pathOf(document.uri)]);
      this.#checker.opened(this.#desk.open(document));
    });
  }

  change(document: TextDocument): void {
    this.#guard(() => {
      const known = this.#desk.at(document.uri);
      if (known?.version !== document.version) this.#checker.changed(this.#desk.open(document));
    });
  }

  close(uri: string): void {
    this.#guard(() => {
      const file = this.#desk.remove(uri);
      if (file) this.#checker.closed(file);
    });
  }

  saved(uri: string): void {
    if (!this.#watches) this.filesChanged([uri]);
  }

  filesChanged(uris: readonly string[]): void {
    this.#guard(() => this.#checker.filesChanged(uris.map((uri) => this.#desk.pathOf(uri))));
  }

  /** An answer about a place in a tally or a workspace file. */
  answer<T>(uri: string, position: Position, answer: (at: Standpoint) => T): T | undefined {
    return this.#guard(() => {
      const file = this.#desk.at(uri);
      const at = file && standpointAt(this.#checker, this.#desk, file, this.#desk.offsetIn(file, position));
      return at && answer(at);
    });
  }

  actions(params: CodeActionParams): CodeAction[] | undefined {
    return this.#guard(() => {
      const checked = this.#checker.fresh(params.textDocument.uri);
      return checked && [...codeActions(checked, params, this.#desk, this.#options.today())];
    });
  }

  symbols(uri: string): DocumentSymbol[] | undefined {
    return this.#guard(() => {
      const file = this.#desk.at(uri);
      const start = file && standpointAt(this.#checker, this.#desk, file, 0);
      if (!file || !start) return undefined;
      const edition = isWorkspaceFile(this.#checker, file) ? undefined : start.edition;
      return [...symbolsOf(file, edition, this.#desk)];
    });
  }

  folding(uri: string): FoldingRange[] | undefined {
    return this.#guard(() => {
      const file = this.#desk.at(uri);
      const ours = file && standpointAt(this.#checker, this.#desk, file, 0);
      return file && ours && [...foldingOf(file, this.#desk)];
    });
  }

  #guard<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#fault(error);
      return undefined;
    }
  }

  #fault(error: unknown, path?: string): void {
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    const where = path === undefined ? "" : `${path}: `;
    const words = this.#desk.localize({
      zh: `程序内部出错，不是您的文件有问题：${message}\n请把这句话报告给维护者。`,
      en: `this is a fault in gov-report, not in your file: ${message}\nPlease report it.`,
    });
    this.#connection.console.error(`gov-report: ${where}${words}\n${stack}`);
  }
}

function localeOf(locale: string | undefined): Lang | undefined {
  return locale === undefined ? undefined : /^zh/i.test(locale) ? "zh" : "en";
}
