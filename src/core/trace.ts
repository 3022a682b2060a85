/** A tally that was counted: its file, relative to the folder of the trace, and its unit. */
export type TracedPart = readonly [file: string, unit: string];

/** What one tally contributed to a cell; `text` where it wrote more than the number (33万余). */
export type TracedShare = readonly [file: string, unit: string, value: number, text?: string];

/** Where the figures of a sum come from: written beside it, read by `explain-cell`. */
export interface Trace {
  readonly unit: string;
  readonly year: number;
  readonly edition: string;
  /** SHA-256 of the tally as it was written: by it one knows whether somebody has changed it since. */
  readonly sha256: string;
  readonly parts: readonly TracedPart[];
  /** Units of the register that had handed in nothing: they are not in the sum. */
  readonly missing: readonly string[];
  /** By cell; tallies with 0 in it are left out. */
  readonly cells: Readonly<Record<string, readonly TracedShare[]>>;
}

export const traceVersion = 1;

/** The name of the trace of a tally. */
export function traceName(file: string): string {
  return `${file}.parts.json`;
}
