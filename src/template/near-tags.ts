import { plainMarks } from "./compile/tags.ts";

/** Something that was meant to be a tag and is none. */
export interface NearTag {
  readonly start: number;
  readonly end: number;
  /** What stands between the braces, with the marks that a tag has. */
  readonly code: string;
  /** Two braces on a side, be they apart or full-width: nobody writes so but for a tag. */
  readonly double: boolean;
}

const nearTag = /[{｛][ \u00a0\u3000]?[{｛]?([^{}｛｝\n]{1,200})[}｝][ \u00a0\u3000]?[}｝]?/g;

/** `{unit.name}`, `{ {unit.name} }`, `｛unit.name｝`, `｛｛unit.name｝｝`, `{{unit.name}`: braces that make no tag. */
export function findNearTags(text: string): readonly NearTag[] {
  if (!/[{｛]/.test(text)) return [];
  return [...text.matchAll(nearTag)].flatMap(({ 0: whole, 1: inside = "", index }) => {
    if (/^\{\{[^{]*[^}]\}\}$/.test(whole)) return [];
    const code = plainMarks(inside).trim();
    const double = /^[{｛]\s?[{｛]/.test(whole) && /[}｝]\s?[}｝]$/.test(whole);
    // One brace with a space behind it does not take the next one's along.
    const end = index + whole.trimEnd().length;
    return code === "" ? [] : [{ start: index, end, code, double }];
  });
}
