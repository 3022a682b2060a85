import { describe, expect, it } from "vitest";
import { DiagnosticSeverity, type Diagnostic as Finding } from "vscode-languageserver";
import { Shown } from "../../src/lsp/findings.ts";

const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const finding = (message: string): Finding => ({ range: place, message, severity: DiagnosticSeverity.Error });

describe("what an editor shows of a file", () => {
  it("is sent when it changes and not again, once however many tallies found it, and taken back with them", () => {
    const sent: (readonly [string, readonly string[]])[] = [];
    const shown = new Shown((uri, findings) => sent.push([uri, findings.map(({ message }) => String(message))]));
    const found = new Map([["text.txt", [finding("错字")]]]);
    shown.set("a.yaml", found);
    shown.set("a.yaml", found);
    shown.set("b.yaml", found);
    expect(sent).toEqual([
      ["a.yaml", []],
      ["text.txt", ["错字"]],
      ["b.yaml", []],
    ]);
    shown.remove("a.yaml");
    shown.remove("b.yaml");
    expect(sent.slice(3)).toEqual([["text.txt", []]]);
  });
});
