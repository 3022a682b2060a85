import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as Finding } from "vscode-languageserver/node";
import { type Diagnostic, type Kind, kindOf } from "../core/diagnostic.ts";
import type { Source } from "../core/text/source.ts";
import { acceptance } from "../print/words.ts";
import { type Desk, wholeFile } from "./desk.ts";

const severities: Readonly<Record<Kind, DiagnosticSeverity>> = {
  fault: DiagnosticSeverity.Error,
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  notEvaluated: DiagnosticSeverity.Information,
  waived: DiagnosticSeverity.Hint,
};

/** Findings as the editor shows them, by the file each stands in. */
export function findingsByFile(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  desk: Desk,
): ReadonlyMap<string, readonly Finding[]> {
  const byFile = new Map<string, Finding[]>();
  for (const diagnostic of diagnostics) {
    const { uri, finding } = toFinding(diagnostic, sources, desk);
    const list = byFile.get(uri);
    if (list) list.push(finding);
    else byFile.set(uri, [finding]);
  }
  return byFile;
}

function toFinding(
  diagnostic: Diagnostic,
  sources: readonly Source[],
  desk: Desk,
): { readonly uri: string; readonly finding: Finding } {
  const { code, message, help, span, file, related } = diagnostic;
  const kind = kindOf(diagnostic);
  const place = span ? desk.placeOf(span, sources) : { uri: desk.uriOf(file), range: wholeFile };
  const where =
    "name" in place && place.name ? `${desk.localize(place.name)}${desk.localize({ zh: "：", en: ": " })}` : "";
  const accepted = acceptance(diagnostic, desk.lang);
  // What has been accepted needs no advice.
  const advice =
    accepted !== "" ? accepted : help && `${desk.localize({ zh: "建议：", en: "help: " })}${desk.localize(help)}`;
  const others = related.map((other) => {
    const { uri, range } = desk.placeOf(other.span, sources);
    return { location: { uri, range }, message: desk.localize(other.message) };
  });
  return {
    uri: place.uri,
    finding: {
      range: place.range,
      severity: severities[kind],
      code,
      source: "gov-report",
      message: `${where}${desk.localize(message)}${advice ? `\n${advice}` : ""}`,
      ...(kind === "waived" && { tags: [DiagnosticTag.Unnecessary] }),
      ...(others.length > 0 && { relatedInformation: others }),
    },
  };
}

/** What is shown of each file, by whoever found it: several tallies may draw in one text. */
export class Shown {
  readonly #byOwner = new Map<string, ReadonlyMap<string, readonly Finding[]>>();
  /** What was last told of each file. */
  readonly #published = new Map<string, string>();
  readonly #publish: (uri: string, findings: readonly Finding[]) => void;

  constructor(publish: (uri: string, findings: readonly Finding[]) => void) {
    this.#publish = publish;
  }

  /** Shows what an owner has found in place of what it had. Its own file is told even where there is nothing. */
  set(owner: string, findings: ReadonlyMap<string, readonly Finding[]>): void {
    const before = this.#byOwner.get(owner);
    this.#byOwner.set(owner, findings);
    for (const uri of new Set([owner, ...(before?.keys() ?? []), ...findings.keys()])) this.#publishChanged(uri);
  }

  /** Takes back all that an owner has found. */
  remove(owner: string): void {
    const before = this.#byOwner.get(owner);
    if (!before) return;
    this.#byOwner.delete(owner);
    for (const uri of new Set([owner, ...before.keys()])) this.#publishChanged(uri);
  }

  #publishChanged(uri: string): void {
    const all = [...this.#byOwner.values()].flatMap((findings) => findings.get(uri) ?? []);
    const once = new Map(all.map((finding) => [JSON.stringify(finding), finding]));
    const published = [...once.keys()].join("\n");
    if (this.#published.get(uri) === published) return;
    this.#published.set(uri, published);
    this.#publish(uri, [...once.values()]);
  }
}
