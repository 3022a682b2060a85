import type { Diagnostic, Span } from "../core/diagnostic.ts";
import { lineStarts, type Position, positionAt, type Source } from "../core/source.ts";

export interface Counts {
  readonly units: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

/** A diagnostic with the files its places lie in. */
export interface Located {
  readonly diagnostic: Diagnostic;
  readonly sources: readonly Source[];
}

/** Findings for programs; the shape is versioned and keeps its order. Lines and columns count from 1. */
export function jsonReport(findings: readonly Located[], { units, error, warning, info }: Counts): string {
  const diagnostics = findings.map(({ diagnostic, sources }) => {
    const { span, related, ...rest } = diagnostic;
    return {
      ...rest,
      ...(span && { place: place(span, sources) }),
      related: related.map(({ span: at, message }) => ({ message, place: place(at, sources) })),
    };
  });
  return JSON.stringify(
    { schemaVersion: 1, units, errors: error, warnings: warning, notes: info, diagnostics },
    null,
    2,
  );
}

interface Place {
  readonly file: string;
  readonly start?: Position;
  readonly end?: Position;
}

function place(span: Span, sources: readonly Source[]): Place {
  const source = sources.find((candidate) => candidate.file === span.file);
  if (!source) return { file: span.file };
  const starts = lineStarts(source.text);
  return { file: span.file, start: positionAt(starts, span.start), end: positionAt(starts, span.end) };
}
