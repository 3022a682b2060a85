/**
 * How the series of a chart are told apart, also on a grey print: dark, light with a dark edge, hatched.
 * A chart has seldom more than two; the fourth looks like the first again.
 */
export interface Fill {
  readonly ink: string;
  /** What lies between the hatches, or under an edge. */
  readonly paper: string;
  readonly hatched: boolean;
}

const fills: readonly Fill[] = [
  { ink: "1F4E79", paper: "1F4E79", hatched: false },
  { ink: "1F4E79", paper: "BDD7EE", hatched: false },
  { ink: "1F4E79", paper: "FFFFFF", hatched: true },
];

export function fillOf(index: number): Fill {
  return fills[index % fills.length] as Fill;
}

/** Axes and grid. */
export const lineColour = "7F7F7F";
export const gridColour = "D9D9D9";
