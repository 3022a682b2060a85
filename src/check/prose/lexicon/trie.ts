/** Finds the longest known word at an offset, in time bounded by the longest word. */
export class Trie<T> {
  readonly #root = new Step<T>(0);

  add(word: string, merge: (known: T | undefined) => T): void {
    let step = this.#root;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      step = step.next(code) ?? step.insert(code);
    }
    step.value = merge(step.value);
  }

  /** The longest word at an offset, with the shorter ones that begin there. */
  find(text: string, at: number): TrieMatch<T> | undefined {
    let found: TrieMatch<T> | undefined;
    let step = this.#root.next(text.charCodeAt(at));
    for (let end = at + 1; step; end++) {
      if (step.value !== undefined) found = { value: step.value, end, shorter: found };
      step = step.next(text.charCodeAt(end));
    }
    return found;
  }

  /** Where the longest word at an offset ends; −1 where there is none. */
  endAt(text: string, at: number): number {
    let longest = -1;
    let step = this.#root.next(text.charCodeAt(at));
    for (let end = at + 1; step; end++) {
      if (step.value !== undefined) longest = end;
      step = step.next(text.charCodeAt(end));
    }
    return longest;
  }
}

export interface TrieMatch<T> {
  readonly value: T;
  readonly end: number;
  readonly shorter: TrieMatch<T> | undefined;
}

/** One character of a word. Nothing in a text is looked up as often: the only one that may follow it, or several by their lowest bits. */
class Step<T> {
  value: T | undefined = undefined;
  #only: Step<T> | undefined = undefined;
  #table: (Step<T> | undefined)[] | undefined = undefined;
  #size = 0;
  /** Another one with the same lowest bits. */
  #beside: Step<T> | undefined = undefined;
  readonly #code: number;

  constructor(code: number) {
    this.#code = code;
  }

  next(code: number): Step<T> | undefined {
    let step = this.#table ? this.#table[code & (this.#table.length - 1)] : this.#only;
    while (step && step.#code !== code) step = step.#beside;
    return step;
  }

  insert(code: number): Step<T> {
    const step = new Step<T>(code);
    if (this.#size > 0) {
      if (this.#size === (this.#table?.length ?? 1)) this.#grow(this.#table ?? [this.#only]);
      this.#put(step);
    } else this.#only = step;
    this.#size++;
    return step;
  }

  #put(step: Step<T>): void {
    if (!this.#table) return;
    const at = step.#code & (this.#table.length - 1);
    step.#beside = this.#table[at];
    this.#table[at] = step;
  }

  #grow(steps: readonly (Step<T> | undefined)[]): void {
    this.#table = Array.from({ length: steps.length * 2 }, () => undefined);
    for (let step of steps) {
      while (step) {
        const next: Step<T> | undefined = step.#beside;
        this.#put(step);
        step = next;
      }
    }
  }
}
