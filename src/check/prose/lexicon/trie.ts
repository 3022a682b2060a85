/** Finds the longest known word at an offset, in time bounded by the longest word. */
export class Trie<T> {
  private readonly root: Step<T> = { next: new Map() };

  add(word: string, merge: (known: T | undefined) => T): void {
    let step = this.root;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      let next = step.next.get(code);
      if (!next) {
        next = { next: new Map() };
        step.next.set(code, next);
      }
      step = next;
    }
    step.value = merge(step.value);
  }

  /** The longest word at an offset, with the shorter ones that begin there. */
  find(text: string, at: number): TrieMatch<T> | undefined {
    let step: Step<T> | undefined = this.root;
    let found: TrieMatch<T> | undefined;
    for (let i = at; step; i++) {
      if (step.value !== undefined) found = { value: step.value, end: i, shorter: found };
      step = step.next.get(text.charCodeAt(i));
    }
    return found;
  }
}

export interface TrieMatch<T> {
  readonly value: T;
  readonly end: number;
  readonly shorter: TrieMatch<T> | undefined;
}

interface Step<T> {
  readonly next: Map<number, Step<T>>;
  value?: T;
}
