/*
 * The page is opened in whatever stands on a clerk's desk: browsers of Chromium's kind of the last six years. What those lack
 * of the language's syntax the compiler writes otherwise (`.build/compile.mjs`); the few methods they lack are added here,
 * before anything else is loaded. A library for it would be larger than all that a page may still grow.
 */

type List = unknown[];

function add(target: object, methods: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(methods)) {
    if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
  }
}

function at(this: ArrayLike<unknown>, index: number): unknown {
  return this[index < 0 ? this.length + index : index];
}

add(String.prototype, { at });
add(Object.getPrototypeOf(Uint8Array.prototype), { at });
add(Object, { hasOwn: (of: object, key: PropertyKey) => Object.hasOwn(of, key) });
add(Array.prototype, {
  at,
  findLast(this: List, fits: (item: unknown, at: number, list: List) => unknown): unknown {
    for (let i = this.length - 1; i >= 0; i--) if (fits(this[i], i, this)) return this[i];
    return undefined;
  },
  findLastIndex(this: List, fits: (item: unknown, at: number, list: List) => unknown): number {
    for (let i = this.length - 1; i >= 0; i--) if (fits(this[i], i, this)) return i;
    return -1;
  },
  toReversed(this: List): List {
    return [...this].reverse();
  },
  toSorted(this: List, order?: (a: unknown, b: unknown) => number): List {
    return [...this].sort(order);
  },
  toSpliced(this: List, from: number, count: number, ...items: List): List {
    const copy = [...this];
    copy.splice(from, count, ...items);
    return copy;
  },
  with(this: List, index: number, item: unknown): List {
    const copy = [...this];
    copy[index < 0 ? copy.length + index : index] = item;
    return copy;
  },
});
