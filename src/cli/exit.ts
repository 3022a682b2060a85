/** How a run ended, as the shell sees it. */
export const exit = {
  fine: 0,
  /** The input has errors. */
  findings: 1,
  /** The command was used wrongly. */
  usage: 2,
  /** A file could not be read or written. */
  file: 3,
  /** A fault of ours. */
  fault: 70,
  /** Ctrl-C: as the shell itself has it. */
  interrupted: 130,
} as const;

export type ExitStatus = (typeof exit)[keyof typeof exit];

export function worse(a: ExitStatus, b: ExitStatus): ExitStatus {
  return a > b ? a : b;
}
