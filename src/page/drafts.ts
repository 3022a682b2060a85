interface Draft {
  readonly text: string;
  /** When it was kept, as a person reads it. */
  readonly at: string;
}

/** The draft of a page in the browser's own storage, which a browser may refuse. */
export function openDrafts(key: string): {
  last(): Draft | undefined;
  /** False where the browser does not let it. */
  keep(text: string): boolean;
  forget(): void;
} {
  return {
    last: () => {
      try {
        const draft: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
        return isDraft(draft) ? draft : undefined;
      } catch {
        return undefined;
      }
    },
    keep: (text) => {
      try {
        const draft: Draft = { text, at: new Date().toLocaleString("zh-CN") };
        localStorage.setItem(key, JSON.stringify(draft));
        return true;
      } catch {
        return false;
      }
    },
    forget: () => {
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing was kept.
      }
    },
  };
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === "object" && value !== null && "text" in value && "at" in value && typeof value.text === "string"
  );
}
