import { accessSync, constants, statSync } from "node:fs";
import { basename, delimiter, isAbsolute, join, resolve } from "node:path";
import { UsageError } from "../../core/errors.ts";
import type { Format } from "../../core/formats.ts";

/** One file to be made: of a finished report, under a path of its own in the same folder. */
export interface PdfTask {
  readonly from: string;
  readonly to: string;
}

/** A program that makes PDF of finished reports. */
export interface PdfEngine {
  /** For people: LibreOffice. */
  readonly name: string;
  /** Makes what it can; a file that is not there afterwards could not be made. Ends early where `signal` says so. */
  convert(tasks: readonly PdfTask[], signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Which program was found, and what it makes PDF of. Plain data. */
export interface FoundEngine {
  readonly kind: "office" | "browser";
  readonly path: string;
  /** The format of the report it reads: Word, or the web page. */
  readonly source: Format;
}

/** How the programs are called on the systems there are, the best first. */
const candidates: readonly { readonly kind: FoundEngine["kind"]; readonly names: readonly string[] }[] = [
  {
    kind: "office",
    names: [
      ...["soffice", "libreoffice"],
      ...[
        "C:\\Program Files\\LibreOffice\\program\\soffice.com",
        "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.com",
      ],
      "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    ],
  },
  {
    kind: "browser",
    names: [
      ...[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
        "microsoft-edge-stable",
      ],
      ...[
        "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
        "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
      ],
      ...[
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
        "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
      ],
      ...[
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
      ],
    ],
  },
];

/** What may be asked for by name, beside the path of a program. */
const engineNames: Readonly<Record<string, FoundEngine["kind"]>> = {
  libreoffice: "office",
  chromium: "browser",
  chrome: "browser",
  edge: "browser",
};

/**
 * The program that PDF is to be made with: the one asked for by name or path, else LibreOffice, else a browser. `search` is
 * the list of folders in PATH. Throws a UsageError where there is none.
 */
export function findEngine(asked: string | undefined, search: string = process.env["PATH"] ?? ""): FoundEngine {
  const kind = asked === undefined ? undefined : engineNames[asked.toLowerCase()];
  if (asked !== undefined && kind === undefined) {
    const path = /[\\/]/.test(asked) ? resolve(asked) : found(asked, search);
    if (path !== undefined && isProgram(path)) return engineAt(path);
    throw new UsageError({
      zh: `--pdf-with ${asked}：没有这个程序；可填 ${Object.keys(engineNames).join("、")}，或者程序的完整路径`,
      en: `--pdf-with ${asked}: there is no such program; give ${Object.keys(engineNames).join(", ")}, or its full path`,
    });
  }
  for (const { kind: one, names } of candidates) {
    if (kind !== undefined && one !== kind) continue;
    for (const name of names) {
      if (kind === "browser" && asked !== undefined && !isBrowser(name, asked.toLowerCase())) continue;
      const path = found(name, search);
      if (path !== undefined) return { kind: one, path, source: sourceOf(one) };
    }
  }
  throw new UsageError(
    asked === undefined
      ? {
          zh: "要生成 PDF，电脑上须有 LibreOffice，或者 Chromium、Chrome、Edge；请装上一个，或者用 --pdf-with 写明程序的路径",
          en: "PDF is made with LibreOffice, or with Chromium, Chrome or Edge: install one, or name its path with --pdf-with",
        }
      : {
          zh: `--pdf-with ${asked}：电脑上没有找到；请装上它，或者用 --pdf-with 写明程序的路径`,
          en: `--pdf-with ${asked}: not found on this computer; install it, or name its path with --pdf-with`,
        },
  );
}

/** Edge is a Chromium, and so is Chrome; asked for by name, each is only itself. */
function isBrowser(name: string, asked: string): boolean {
  return name.toLowerCase().includes(asked);
}

function engineAt(path: string): FoundEngine {
  const kind = /s?office/i.test(basename(path)) ? "office" : "browser";
  return { kind, path, source: sourceOf(kind) };
}

function sourceOf(kind: FoundEngine["kind"]): Format {
  return kind === "office" ? "docx" : "html";
}

function found(name: string, search: string): string | undefined {
  if (isAbsolute(name) || /^[A-Z]:\\/.test(name)) return isProgram(name) ? name : undefined;
  const folders = search.split(delimiter).filter((folder) => folder !== "");
  const endings = process.platform === "win32" ? [".exe", ".com", ".cmd"] : [""];
  return folders.flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
