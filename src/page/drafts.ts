interface Draft {
  /** The unit's name; empty as long as there is none. */
  readonly name: string;
  readonly text: string;
  /** When it was kept, as a person reads it. */
  readonly at: string;
}

/** So many units are not filled in at one computer before they are saved. */
const mostDrafts = 12;

/** The drafts of a page in the browser's own storage, which a browser may refuse: one a unit, so that none is lost to another. */
export function openDrafts(key: string): {
  /** The latest first. */
  all(): readonly Draft[];
  /** False where the browser does not let it. */
  keep(name: string, text: string): boolean;
  forget(): void;
} {
  const all = (): readonly Draft[] => {
    try {
      const drafts: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(drafts) ? drafts.filter(isDraft) : [];
    } catch {
      return [];
    }
  };
  return {
    all,
    keep: (name, text) => {
      try {
        const draft: Draft = { name, text, at: new Date().toLocaleString("zh-CN") };
        // A unit that has just been named is the one that had no name.
        const others = all().filter((one) => one.name !== name && !(one.name === "" && name !== ""));
        localStorage.setItem(key, JSON.stringify([draft, ...others].slice(0, mostDrafts)));
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
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    "text" in value &&
    "at" in value &&
    typeof value.name === "string" &&
    typeof value.text === "string"
  );
}
