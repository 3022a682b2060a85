/** The two sides of "received + broughtForward = outcomes.total + carriedForward", as row paths. */
export interface Equation {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** Reads an equation of sums; undefined when it is not one. */
export function parseEquation(text: string): Equation | undefined {
  const sides = text.split("=").map((side) => side.split("+").map((term) => term.trim()));
  const [left, right] = sides;
  if (sides.length !== 2 || !left || !right) return undefined;
  const named = [...left, ...right].every((term) => /^[A-Za-z][A-Za-z0-9.]*$/.test(term));
  return named ? { left, right } : undefined;
}
