import type { TemplateSteps } from "../../template/steps.ts";
import { type MarkupTag, scanMarkup } from "./scan-markup.ts";

/** Elements that only lay a page out: their content stays. */
const wrappers = new Set(["div", "section", "article", "span", "header", "footer", "main", "body", "html"]);
/** What belongs to the page and not to the report. */
const ofPage = new Set(["nav", "aside", "style", "script", "head"]);
const kept = new Set(["href", "colspan", "rowspan", "scope", "start", "datetime", "alt", "src", "lang"]);

/** Offsets into the template, from and up to. */
type Cut = readonly [start: number, end: number];

/**
 * What stands in `<main>` of a page's template, or in its `<body>`, or else all of it, with the bare elements that a site's
 * editor leaves as they are.
 */
export function fragmentOf(steps: TemplateSteps): TemplateSteps {
  const tags = scanMarkup(steps)
    .flatMap((token) => (token.kind === "tag" ? [token] : []))
    .sort((a, b) => a.start - b.start);
  const comments = scanMarkup(steps).flatMap((token): readonly Cut[] =>
    token.kind === "comment" || token.kind === "declaration" ? [[token.start, token.end]] : [],
  );
  const cuts = [...outside(tags), ...comments, ...tags.flatMap(cutsIn), ...elementsCut(tags)];
  return cut(steps, merged(cuts));
}

function outside(tags: readonly MarkupTag[]): readonly Cut[] {
  for (const name of ["main", "body"]) {
    const start = tags.find((tag) => tag.name === name && !tag.closing);
    const end = tags.findLast((tag) => tag.name === name && tag.closing);
    if (start && end) {
      return [
        [0, start.end],
        [end.start, Number.POSITIVE_INFINITY],
      ];
    }
  }
  return [];
}

function cutsIn({ name, start, end, attributes }: MarkupTag): readonly Cut[] {
  if (wrappers.has(name)) return [[start, end]];
  return attributes.flatMap((attribute): readonly Cut[] =>
    kept.has(attribute.name) ? [] : [[attribute.start, attribute.end]],
  );
}

/** Whole elements, with what stands in them. */
function elementsCut(tags: readonly MarkupTag[]): readonly Cut[] {
  const open: MarkupTag[] = [];
  return tags.flatMap((tag): readonly Cut[] => {
    if (!ofPage.has(tag.name)) return [];
    if (!tag.closing) {
      open.push(tag);
      return [];
    }
    const begun = open.pop();
    return begun ? [[begun.start, tag.end]] : [];
  });
}

function merged(cuts: readonly Cut[]): readonly Cut[] {
  const joined: Cut[] = [];
  for (const [start, end] of [...cuts].sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && start <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)];
    else joined.push([start, end]);
  }
  return joined;
}

function cut(steps: TemplateSteps, cuts: readonly Cut[]): TemplateSteps {
  const isCut = (at: number): boolean => cuts.some(([start, end]) => at >= start && at < end);
  return steps.flatMap((step): TemplateSteps => {
    if (step.kind === "print") return isCut(step.at[0]) ? [] : [step];
    if (step.kind === "literal") {
      let text = "";
      let from = step.at[0];
      for (const [start, end] of cuts) {
        if (end <= from || start >= step.at[1]) continue;
        text += step.text.slice(from - step.at[0], Math.max(from, start) - step.at[0]);
        from = Math.min(step.at[1], end);
      }
      text += step.text.slice(from - step.at[0]);
      return text === "" ? [] : [{ ...step, text }];
    }
    const inner = { body: cut(step.body, cuts), ...("otherwise" in step && { otherwise: cut(step.otherwise, cuts) }) };
    return [{ ...step, ...inner } as typeof step];
  });
}
