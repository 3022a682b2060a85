import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { PdfEngine } from "./engine.ts";

/** The page's own style says how large a sheet is and how wide its margins are. */
const printing = {
  preferCSSPageSize: true,
  printBackground: true,
  displayHeaderFooter: false,
  generateTaggedPDF: true,
  generateDocumentOutline: true,
};

/** A page that is not printed by then never will be. */
const patience = 60_000;

/**
 * A browser of Chromium's kind, started once for a whole run and spoken to by its DevTools protocol over a pipe. It has a
 * profile of its own in `folder` and reaches no network: a report needs none.
 */
export function chromium(path: string, folder: string): PdfEngine {
  let browser: Browser | undefined;
  return {
    name: "Chromium",
    convert: async (tasks, signal) => {
      const stop = (): void => browser?.kill();
      signal?.addEventListener("abort", stop, { once: true });
      for (const { from, to } of tasks) {
        if (signal?.aborted) break;
        try {
          browser ??= new Browser(path, join(folder, "profile"));
          writeFileSync(to, await browser.print(pathToFileURL(from).href), { flag: "w" });
        } catch {
          // One page it could not print, or its own end: the next begins with another browser.
          browser?.kill();
          browser = undefined;
        }
      }
      signal?.removeEventListener("abort", stop);
    },
    close: async () => browser?.end(),
  };
}

/** What an answer of the protocol holds, as far as it is read here. */
interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly error?: { readonly message: string };
  readonly result?: Readonly<Record<string, string>>;
}

class Browser {
  readonly #child: ChildProcess;
  readonly #gone: Promise<never>;
  readonly #answers = new Map<
    number,
    { readonly resolve: (answer: Answer) => void; readonly reject: (why: Error) => void }
  >();
  readonly #events = new Set<(answer: Answer) => void>();
  #count = 0;
  #rest = "";

  constructor(path: string, profile: string) {
    const root = process.getuid?.() === 0;
    const args = [
      ...["--headless", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "--no-first-run", "--disable-gpu"],
      ...["--disable-extensions", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND"],
      // Its sandbox cannot be had by root; what it is shown are pages without scripts.
      ...(root ? ["--no-sandbox"] : []),
    ];
    const child = spawn(path, args, {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
      env: { ...process.env, TZ: "UTC" },
    });
    this.#child = child;
    this.#gone = new Promise((_, reject) => {
      const gone = (): void => reject(new Error("the browser has ended"));
      child.once("error", gone);
      child.once("exit", gone);
    });
    this.#gone.catch(() => undefined);
    child.stdio[4]?.on("data", (data: Uint8Array) => this.#hear(data));
    // Of a browser that is gone, the end of the pipe is no news.
    child.stdio[3]?.on("error", () => undefined);
  }

  /** The PDF of a page. Throws where the browser ends or takes too long. */
  async print(url: string): Promise<Uint8Array> {
    const { targetId = "" } = await this.#ask("Target.createTarget", { url: "about:blank" });
    const { sessionId = "" } = await this.#ask("Target.attachToTarget", { targetId, flatten: true });
    await this.#ask("Page.enable", {}, sessionId);
    const loaded = this.#event("Page.loadEventFired", sessionId);
    await this.#ask("Page.navigate", { url }, sessionId);
    await this.#within(loaded);
    const { data = "" } = await this.#ask("Page.printToPDF", printing, sessionId);
    await this.#ask("Target.closeTarget", { targetId });
    return Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Ends it in order; what does not end is ended. */
  async end(): Promise<void> {
    const ended = new Promise((done) => this.#child.once("exit", done));
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    await this.#ask("Browser.close", {}).catch(() => this.kill());
    await ended;
  }

  async #ask(method: string, params: object, sessionId?: string): Promise<Readonly<Record<string, string>>> {
    const id = ++this.#count;
    const answer = new Promise<Answer>((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    const input = this.#child.stdio[3];
    if (!input || !("write" in input)) throw new Error("no pipe");
    input.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
    const { error, result = {} } = await this.#within(answer);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  #event(method: string, sessionId: string): Promise<void> {
    return new Promise((resolve) => {
      const listen = (answer: Answer): void => {
        if (answer.method !== method || answer.sessionId !== sessionId) return;
        this.#events.delete(listen);
        resolve();
      };
      this.#events.add(listen);
    });
  }

  async #within<T>(promise: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("the browser does not answer")), patience);
    });
    try {
      return await Promise.race([promise, late, this.#gone]);
    } finally {
      clearTimeout(timer);
    }
  }

  #hear(data: Uint8Array): void {
    this.#rest += new TextDecoder().decode(data);
    const messages = this.#rest.split("\0");
    this.#rest = messages.pop() ?? "";
    for (const message of messages) {
      const answer: Answer = JSON.parse(message);
      if (answer.id === undefined) for (const listen of this.#events) listen(answer);
      else this.#answers.get(answer.id)?.resolve(answer);
    }
  }
}
