import type { Edition, Editions } from "./edition.ts";
import type { Move, MoveKind } from "./form-rules.ts";
import type { CellSpec } from "./table.ts";

/** Cells of two editions that say the same thing: one and one, or the rows into which one was split. */
export interface Pair {
  readonly kind: "same" | Exclude<MoveKind, "removed" | "incomparable">;
  readonly older: string;
  readonly newer: readonly string[];
}

/** What became of the cells of one edition in a later one. */
export interface Transition {
  readonly older: Edition;
  readonly newer: Edition;
  readonly byOlder: ReadonlyMap<string, Pair>;
  readonly byNewer: ReadonlyMap<string, Pair>;
  /** Why a cell of the older edition has no place, or another one; undefined where nothing is said of it. */
  moveOf(older: string): Move | undefined;
}

/** The way from an edition to a later one or to itself, step by step; undefined where none leads there. */
export function transition(older: Edition, newer: Edition, editions: Pick<Editions, "get">): Transition | undefined {
  const chain = [newer];
  for (let first = newer; first.id !== older.id; ) {
    const before = first.predecessor === undefined ? undefined : editions.get(first.predecessor);
    if (!before || chain.includes(before)) return undefined;
    chain.unshift(before);
    first = before;
  }
  const steps = chain.slice(1).map((edition, i) => ({ edition, pairs: pairsOf(chain[i] ?? edition, edition) }));
  const byOlder = new Map<string, Pair>();
  for (const { path } of older.cells) {
    let pair: Pair | undefined = { kind: "same", older: path, newer: [path] };
    for (const { pairs } of steps) pair = pair && follow(pair, pairs);
    if (pair) byOlder.set(path, pair);
  }
  const byNewer = new Map([...byOlder.values()].flatMap((pair) => pair.newer.map((path) => [path, pair] as const)));
  const moveOf = (path: string): Move | undefined => {
    let at: string | undefined = path;
    for (const { edition, pairs } of steps) {
      const move = at === undefined ? undefined : covering(edition.moves, at);
      if (move) return move;
      at = at === undefined ? undefined : (pairs.get(at)?.newer[0] ?? at);
    }
    return undefined;
  };
  return { older, newer, byOlder, byNewer, moveOf };
}

const rank = ["same", "renamed", "similar", "split"] as const;

function follow(pair: Pair, next: ReadonlyMap<string, Pair>): Pair | undefined {
  const found = pair.newer.map((path) => next.get(path));
  const newer: string[] = [];
  let kind = pair.kind;
  for (const one of found) {
    if (!one) return undefined;
    newer.push(...one.newer);
    if (rank.indexOf(one.kind) > rank.indexOf(kind)) kind = one.kind;
  }
  return { kind, older: pair.older, newer };
}

/** The pairs of two editions that follow one another. */
function pairsOf(older: Edition, newer: Edition): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const spec of older.cells) {
    const pair = pairOf(spec, newer);
    if (pair) pairs.set(spec.path, pair);
  }
  return pairs;
}

function pairOf(spec: CellSpec, newer: Edition): Pair | undefined {
  const older = spec.path;
  const move = covering(newer.moves, older);
  if (!move) {
    // The same words may measure something else in another edition: 收费 once counted items.
    return newer.cellAt.get(older)?.measure === spec.measure ? { kind: "same", older, newer: [older] } : undefined;
  }
  const { kind, to } = move;
  if (to === undefined || kind === "removed" || kind === "incomparable") return undefined;
  if (kind === "split") {
    const parts = newer.cells.filter(({ path, column }) => path.startsWith(`${to}.`) && column === spec.column);
    return parts.length > 0 ? { kind, older, newer: parts.map(({ path }) => path) } : undefined;
  }
  const path = to + older.slice(move.from.length);
  return newer.cellAt.has(path) ? { kind, older, newer: [path] } : undefined;
}

/** The move that speaks of a path most closely: of itself, else of what stands above it. */
export function covering(moves: readonly Move[], path: string): Move | undefined {
  let found: Move | undefined;
  for (const move of moves) {
    const covers = move.from === path || path.startsWith(`${move.from}.`);
    if (covers && (!found || move.from.length > found.from.length)) found = move;
  }
  return found;
}
