import { severityOf } from "../catalogue/index.ts";
import { byPlace, type Code, type Diagnostic, figuresOf, type Severity, type Text } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import { pathWords } from "../core/form/words.ts";
import { isAmong, type WaiverPermit, type WaiverTerms } from "../core/policy.ts";
import type { CheckInput } from "../core/rule.ts";
import type { Waiver } from "../core/tally.ts";
import { shortHash } from "../core/text/hashes.ts";
import { contains, isPlace, pathAt, placeWords, standsAt, type WrittenTally } from "./place.ts";

/** What the rules were given: by it one knows what they could look for. */
export type WaiverInput = WrittenTally & Pick<CheckInput, "final" | "previous" | "registration" | "parts">;

/** Whoever accepts it: a figure that cannot be read, a text that cannot be expanded, two tallies that would become one file. */
const unwaivableCodes = /^GR(?:[17]|50[123]|62)/;

/** What does not add up, however it came about. */
const arithmetic = /^GR2/;

/** What a waiver for publication needs the word of whoever runs the checks for. */
const trustedOnly = /^GR(?:2|601)/;

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
export function applyWaivers(
  diagnostics: readonly Diagnostic[],
  input: WaiverInput,
  terms: WaiverTerms = {},
): readonly Diagnostic[] {
  const { waivers } = input.tally;
  if (waivers.length === 0 || terms.noWaivers) return diagnostics;
  const excused = new Map<Diagnostic, Waiver>();
  const said: Diagnostic[] = [];
  for (const waiver of waivers) {
    const found = unwaivableCodes.test(waiver.rule)
      ? []
      : diagnostics.filter(
          (finding) => finding.code === waiver.rule && !finding.state && standsAt(finding, waiver.at, input),
        );
    const open = found.filter((finding) => !excused.has(finding));
    const figures = figuresIn(open, input);
    const refusal = open.length === 0 ? undefined : refuse(waiver, input, terms);
    if (open.length === 0) {
      const complaint = complaintOf(waiver, diagnostics, found.length > 0, input);
      if (complaint) said.push(complaint);
    } else if (refusal) {
      said.push(refusal);
    } else if (waiver.seen !== undefined && plain(waiver.seen) !== plain(figures)) {
      said.push(staleFinding(waiver, figures, input));
    } else {
      for (const finding of open) excused.set(finding, waiver);
      if (waiver.seen === undefined && figures !== "") said.push(unboundFinding(waiver, figures, input));
      if (arithmetic.test(waiver.rule)) said.push(arithmeticFinding(waiver, input));
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

/** What a waiver of some findings is bound to (当时值). */
function figuresIn(findings: readonly Diagnostic[], written: WrittenTally): string {
  const sorted = findings.toSorted(byPlace);
  return sorted.flatMap((finding) => [...figuresOf(finding), ...cellMark(finding, written)]).join(" ");
}

/** What a waiver of a finding would say beside who accepts it and why; undefined where it cannot be waived, or is already. */
export function waiverFor(
  finding: Diagnostic,
  diagnostics: readonly Diagnostic[],
  written: WrittenTally,
): (Pick<Waiver, "rule" | "seen"> & { readonly at: Text }) | undefined {
  const { code, at, state } = finding;
  if (at === undefined || state || unwaivableCodes.test(code) || !isPlace(at, written)) return undefined;
  const all = diagnostics.filter((each) => each.code === code && !each.state && standsAt(each, at, written));
  const seen = figuresIn(all, written);
  return { rule: code, at: placeWords(at, written), ...(seen !== "" && { seen }) };
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

/**
 * A mark of the very cells that a finding of arithmetic speaks of, each with its figure: the waiver lapses when any of them
 * changes, also where the sums stay the same.
 */
function cellMark(finding: Diagnostic, { tally }: WrittenTally): readonly string[] {
  if (!arithmetic.test(finding.code)) return [];
  const spans = [...(finding.span ? [finding.span] : []), ...finding.related.map(({ span }) => span)];
  const cells = [...tally.cells]
    .filter(([, { span, omitted }]) => !omitted && spans.some((each) => contains(each, span) || contains(span, each)))
    .map(([path, { value, text }]) => `${path}=${text ?? value ?? ""}`);
  return cells.length === 0 ? [] : [`@${shortHash(cells.sort()).slice(0, 8)}`];
}

/** Why whoever runs the checks does not accept a waiver; undefined where it is accepted. */
function refuse(waiver: Waiver, input: WaiverInput, { policy }: WaiverTerms): Diagnostic | undefined {
  const { rule, by } = waiver;
  const { tally, final } = input;
  if (arithmetic.test(rule) && tally.signoff.prepared?.by === by) {
    return waiverFinding("GR621", waiver, input, {
      message: {
        zh: `${rule} 是算术差错，豁免的“${by}”就是拟稿的人，不予承认`,
        en: `${rule} is an error of arithmetic, and ${by}, who waived it, prepared the tally: it is not accepted`,
      },
      help: {
        zh: "改正数字；确应保留的，由没有参与填报的人核实后写明理由和姓名",
        en: "correct the figures; to keep them, have somebody look who did not prepare the tally",
      },
    });
  }
  if (!policy?.waivers) {
    return final === true && trustedOnly.test(rule)
      ? refusedFinding(waiver, input, {
          zh: "正式发布（--final）要有检查方针（--policy）许可",
          en: "for publication (--final) it needs the word of a policy (--policy)",
        })
      : undefined;
  }
  const permits = policy.waivers.filter((permit) => isAmong(rule, permit.rules));
  if (permits.some((permit) => !permit.expired && (permit.by?.includes(by) ?? true))) return undefined;
  return refusedFinding(waiver, input, whyRefused(permits, by));
}

function whyRefused(permits: readonly WaiverPermit[], by: string): Text {
  const own = permits.filter((permit) => permit.by?.includes(by) ?? true);
  const [expired] = own;
  if (expired) {
    return { zh: `检查方针的许可到 ${expired.until} 为止`, en: `the policy allowed it until ${expired.until}` };
  }
  const others = permits.flatMap((permit) => permit.by ?? []);
  if (others.length === 0) return { zh: "检查方针没有许可", en: "the policy does not allow it" };
  return {
    zh: `检查方针只许 ${others.join("、")} 豁免，这一项是“${by}”写的`,
    en: `the policy lets ${others.join(", ")} waive it, and this is by ${by}`,
  };
}

function refusedFinding(waiver: Waiver, input: WaiverInput, why: Text): Diagnostic {
  const words = placeWords(waiver.at, input);
  return waiverFinding("GR622", waiver, input, {
    message: {
      zh: `${waiver.rule} 在“${words.zh}”的豁免不起作用：${why.zh}`,
      en: `the waiver of ${waiver.rule} at ${words.en} counts for nothing: ${why.en}`,
    },
    help: {
      zh: "改正数字或文字；确应保留的，请制定检查方针的单位许可",
      en: "correct what it points at; to keep it, ask whoever lays down the policy to allow it",
    },
  });
}

/** What does not add up is printed as it stands: whoever publishes it has to know. */
function arithmeticFinding(waiver: Waiver, input: WaiverInput): Diagnostic {
  const words = placeWords(waiver.at, input);
  return waiverFinding(
    "GR620",
    waiver,
    input,
    {
      message: {
        zh: `“${words.zh}”的数对不上（${waiver.rule}），凭“${waiver.by}”的豁免照样印出`,
        en: `the figures at ${words.en} do not add up (${waiver.rule}), and are printed on the word of ${waiver.by}`,
      },
      help: {
        zh: "能改正的请改正；正式发布要有检查方针（--policy）许可这一豁免",
        en: "correct the figures if they can be; for publication a policy (--policy) has to allow this waiver",
      },
    },
    // A policy has given its word.
    input.final ? "info" : undefined,
  );
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
    return waiverFinding("GR193", waiver, input, {
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
    return waiverFinding("GR194", waiver, input, {
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
  return waiverFinding(
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

function staleFinding(waiver: Waiver, figures: string, input: WaiverInput): Diagnostic {
  const words = placeWords(waiver.at, input);
  const then = plain(waiver.seen ?? "");
  return waiverFinding("GR191", waiver, input, {
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

function unboundFinding(waiver: Waiver, figures: string, input: WaiverInput): Diagnostic {
  const words = placeWords(waiver.at, input);
  const quoted = JSON.stringify(figures);
  const { room } = waiver;
  return {
    ...waiverFinding(
      "GR190",
      waiver,
      input,
      {
        message: {
          zh: `${waiver.rule} 在“${words.zh}”的豁免没有写明当时的数`,
          en: `the waiver of ${waiver.rule} at ${words.en} does not say which figures it excused`,
        },
        help: {
          zh: `在这一项里加上 当时值: ${quoted}，以后数字变了，豁免会自动失效`,
          en: `add seen: ${quoted} to it, so that it lapses when the figures change`,
        },
      },
      // What is published although it does not add up is bound to its cells.
      input.final && arithmetic.test(waiver.rule) ? "error" : undefined,
    ),
    ...(room && { fix: { span: room.span, text: `${room.before}${quoted}`, safe: true } }),
  };
}

function waiverFinding(
  code: Code,
  { rule, at, span }: Waiver,
  { tally }: WaiverInput,
  words: { readonly message: Text; readonly help: Text },
  severity: Severity = severityOf(code),
): Diagnostic {
  return { code, severity, ...words, file: tally.file, span, related: [], at: "waivers", values: [rule, at] };
}
