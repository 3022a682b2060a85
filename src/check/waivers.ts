import { severityOf } from "../catalogue/index.ts";
import { byPlace, type Code, type Diagnostic, figuresOf, type Severity, type Text } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import { pathWords } from "../core/form/words.ts";
import type { CheckInput } from "../core/rule.ts";
import type { Waiver } from "../core/tally.ts";
import { isPlace, pathAt, placeWords, standsAt, type WrittenTally } from "./place.ts";

/** What the rules were given: by it one knows what they could look for. */
export type WaiverInput = WrittenTally & Pick<CheckInput, "final" | "previous" | "registration" | "parts">;

/** Whoever accepts it: a figure that cannot be read, a text that cannot be expanded, two tallies that would become one file. */
const unwaivableCodes = /^GR(?:[17]|50[123])/;

/** Whether the run could have found what a waiver excuses; where an input was missing, an idle waiver proves nothing. */
function wasLookedFor(rule: string, { final, previous, registration, parts }: WaiverInput): boolean {
  if (rule.startsWith("GR4")) return previous !== undefined;
  if (rule.startsWith("GR5")) return registration !== undefined || parts !== undefined;
  return final === true || !rule.startsWith("GR6");
}

/**
 * Marks the findings that the tally's waivers excuse, and says what is wrong with the waivers. Nothing is taken away: a waived
 * finding stays in the list. A waiver whose figures have changed excuses nothing.
 */
export function applyWaivers(diagnostics: readonly Diagnostic[], input: WaiverInput): readonly Diagnostic[] {
  const { waivers } = input.tally;
  if (waivers.length === 0) return diagnostics;
  const excused = new Map<Diagnostic, Waiver>();
  const said: Diagnostic[] = [];
  for (const waiver of waivers) {
    const found = unwaivableCodes.test(waiver.rule)
      ? []
      : diagnostics.filter(
          (finding) => finding.code === waiver.rule && !finding.state && standsAt(finding, waiver.at, input),
        );
    const open = found.filter((finding) => !excused.has(finding));
    const figures = open.toSorted(byPlace).flatMap(figuresOf).join(" ");
    if (open.length === 0) {
      const complaint = complaintOf(waiver, diagnostics, found.length > 0, input);
      if (complaint) said.push(complaint);
    } else if (waiver.seen !== undefined && plain(waiver.seen) !== plain(figures)) {
      said.push(sayStale(waiver, figures, input));
    } else {
      for (const finding of open) excused.set(finding, waiver);
      if (waiver.seen === undefined && figures !== "") said.push(sayUnbound(waiver, figures, input));
    }
  }
  const marked = diagnostics.map((finding): Diagnostic => {
    const waiver = excused.get(finding);
    return waiver
      ? { ...finding, state: "waived", waiver: { reason: waiver.reason, by: waiver.by, on: waiver.on } }
      : finding;
  });
  return [...marked, ...said];
}

/** Findings with the place each stands at, where it can be told. */
export function withPlaces(diagnostics: readonly Diagnostic[], written: WrittenTally): readonly Diagnostic[] {
  return diagnostics.map((finding) => {
    const at = finding.at ?? (finding.span && pathAt(finding.span, written));
    return at === undefined ? finding : { ...finding, at };
  });
}

/** Commas and pauses between figures are the writer's business. */
function plain(figures: string): string {
  return figures.replace(/[\s,，、;；]+/g, " ").trim();
}

/** How a place is written, by a cell of the form. */
function examplePlace(edition: Edition): Text {
  const path = edition.cells[0]?.path ?? "";
  return {
    zh: `写成 ${pathWords(edition, path).zh.replaceAll(" · ", ".")} 或 正文.总体情况 这样的位置`,
    en: `write a place such as ${path} or narrative.overview`,
  };
}

/** Why a waiver excuses nothing. */
function complaintOf(
  waiver: Waiver,
  diagnostics: readonly Diagnostic[],
  doubled: boolean,
  input: WaiverInput,
): Diagnostic | undefined {
  if (unwaivableCodes.test(waiver.rule)) {
    return say("GR193", waiver, input, {
      message: { zh: `${waiver.rule} 不能豁免`, en: `${waiver.rule} cannot be waived` },
      help: {
        zh: `按 ${waiver.rule} 的提示改正，并删去这一项`,
        en: `correct what ${waiver.rule} points at, and delete this entry`,
      },
    });
  }
  const elsewhere = placesOf(waiver.rule, diagnostics, input);
  const words = placeWords(waiver.at, input);
  if (!isPlace(waiver.at, input)) {
    return say("GR194", waiver, input, {
      message: { zh: `没有“${waiver.at}”这个位置`, en: `there is no place “${waiver.at}”` },
      help: elsewhere ?? examplePlace(input.edition),
    });
  }
  if (!doubled && !wasLookedFor(waiver.rule, input)) return undefined;
  const message = doubled
    ? {
        zh: `${waiver.rule} 在“${words.zh}”已由前面一项豁免`,
        en: `${waiver.rule} at ${words.en} is waived by an earlier entry`,
      }
    : {
        zh: `豁免没有用上：“${words.zh}”没有 ${waiver.rule} 的问题`,
        en: `an unused waiver: there is no ${waiver.rule} at ${words.en}`,
      };
  const drop = { zh: "已经改正或不再需要的，删去这一项", en: "delete it when it is no longer needed" };
  return say(
    "GR192",
    waiver,
    input,
    { message, help: (doubled ? undefined : elsewhere) ?? drop },
    input.final ? "error" : undefined,
  );
}

/** Where the rule did find something: the waiver may have meant that. */
function placesOf(rule: string, diagnostics: readonly Diagnostic[], written: WrittenTally): Text | undefined {
  const found = withPlaces(
    diagnostics.filter(({ code, state }) => code === rule && !state),
    written,
  );
  const places = [...new Set(found.flatMap(({ at }) => at ?? []))].slice(0, 3).map((at) => placeWords(at, written));
  if (places.length === 0) return undefined;
  return {
    zh: `${rule} 的问题在 ${places.map(({ zh }) => zh).join("、")}；位置写错的请改正，不再需要的删去这一项`,
    en: `${rule} was found at ${places.map(({ en }) => en).join(", ")}; correct the place, or delete the entry`,
  };
}

function sayStale(waiver: Waiver, figures: string, input: WaiverInput): Diagnostic {
  const words = placeWords(waiver.at, input);
  const then = plain(waiver.seen ?? "");
  return say("GR191", waiver, input, {
    message: {
      zh: `${waiver.rule} 在“${words.zh}”的豁免已失效：确认时的数是 ${then}，现在是 ${figures}`,
      en: `the waiver of ${waiver.rule} at ${words.en} is stale: it was given for ${then}, now it is ${figures}`,
    },
    help: {
      zh: `重新核实；仍可保留的，把当时值改为 "${figures}"，并更新理由、责任人和日期，否则改正数字并删去这一项`,
      en: `look again; to keep it write seen: "${figures}" with a new reason, name and date, else correct the figures and delete it`,
    },
  });
}

function sayUnbound(waiver: Waiver, figures: string, input: WaiverInput): Diagnostic {
  const words = placeWords(waiver.at, input);
  const quoted = JSON.stringify(figures);
  const { room } = waiver;
  return {
    ...say("GR190", waiver, input, {
      message: {
        zh: `${waiver.rule} 在“${words.zh}”的豁免没有写明当时的数`,
        en: `the waiver of ${waiver.rule} at ${words.en} does not say which figures it excused`,
      },
      help: {
        zh: `在这一项里加上 当时值: ${quoted}，以后数字变了，豁免会自动失效`,
        en: `add seen: ${quoted} to it, so that it lapses when the figures change`,
      },
    }),
    ...(room && { fix: { span: room.span, text: `${room.before}${quoted}`, safe: true } }),
  };
}

function say(
  code: Code,
  { rule, at, span }: Waiver,
  { tally }: WaiverInput,
  words: { readonly message: Text; readonly help: Text },
  severity: Severity = severityOf(code),
): Diagnostic {
  return { code, severity, ...words, file: tally.file, span, related: [], at: "waivers", values: [rule, at] };
}
