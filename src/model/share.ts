/** What one unit contributed to a figure. Units that contributed 0 have none. */
export interface Share {
  readonly file: string;
  readonly unit: string;
  readonly value: number;
  /** As the unit wrote it where that is more than the number: 33万余. */
  readonly text?: string;
}
