import { compareText, type Kind, kindOf, type Text, unreadableFile } from "../core/diagnostic.ts";
import type { CatalogueEntry } from "../core/rule.ts";
import { below, toJson, toUri } from "./data.ts";
import type { RuleSetting } from "./exceptions.ts";
import type { Item, Run, SourcePlace } from "./findings.ts";
import { acceptance } from "./words.ts";

export interface SarifOptions {
  readonly lang: keyof Text;
  /** The current folder as seen from the repository's root; "" where it is the root. */
  readonly base: string;
  readonly docs: readonly CatalogueEntry[];
}

const levels: Record<Kind, string> = {
  fault: "error",
  error: "error",
  warning: "warning",
  info: "note",
  waived: "error",
  notEvaluated: "none",
};

/** Findings as SARIF 2.1.0, for code scanning and editors. Paths are relative to the root of the sources. */
export function sarifReport(run: Run, options: SarifOptions): string {
  const items = run.files.flatMap((report) => report.items);
  const codes = [...new Set(items.map(({ code }) => code))].sort(compareText);
  // What has not been checked must not look as if it had been.
  const failed = items.filter(({ state, code }) => state === "fault" || code === unreadableFile);
  const notifications = [
    ...failed.map(({ code, message, file }) => ({
      level: "error",
      message: { text: `${file}: ${message[options.lang]}` },
      associatedRule: { id: code, index: codes.indexOf(code) },
    })),
    ...(run.failure ? [{ level: "error", message: { text: run.failure.message[options.lang] } }] : []),
  ];
  return toJson({
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "gov-report", version: run.version, rules: codes.map((code) => ruleOf(code, options)) },
        },
        columnKind: "utf16CodeUnits",
        language: options.lang === "zh" ? "zh-CN" : "en",
        originalUriBaseIds: { SRCROOT: { description: { text: "the root of the sources" } } },
        invocations: [
          {
            executionSuccessful: notifications.length === 0,
            ...(run.failure && { exitCode: run.failure.status }),
            ...(run.rules && run.rules.length > 0 && { ruleConfigurationOverrides: run.rules.map(override) }),
            ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
          },
        ],
        results: items.map((item) => result(item, codes.indexOf(item.code), options)),
      },
    ],
  });
}

/** A rule whose severity was set for the run. */
function override({ rule, level, silenced }: RuleSetting): object {
  const configuration = level === "off" ? { enabled: false } : { level: levels[level] };
  return { descriptor: { id: rule }, configuration, ...(level === "off" && { properties: { silenced } }) };
}

function ruleOf(code: string, { docs, lang }: SarifOptions): object {
  const doc = docs.find((candidate) => candidate.code === code);
  if (!doc) return { id: code };
  const { name, summary, why, basis, example, severity } = doc;
  const words =
    lang === "zh"
      ? { basis: "依据：", wrong: "错误示例：", right: "正确示例：" }
      : { basis: "Basis: ", wrong: "Wrong: ", right: "Right: " };
  const based = basis ? [`${words.basis}${[basis.title, basis.says].filter(Boolean).join("：")}`] : [];
  const shown = example ? [`${words.wrong}${example.wrong}`, `${words.right}${example.right}`] : [];
  return {
    id: code,
    name,
    shortDescription: { text: summary[lang] },
    fullDescription: { text: why[lang] },
    help: { text: [why[lang], ...based, ...shown].join("\n") },
    ...(basis?.url !== undefined && { helpUri: basis.url }),
    defaultConfiguration: { level: levels[severity] },
  };
}

function result(item: Item, ruleIndex: number, { lang, base }: SarifOptions): object {
  const kind = kindOf(item);
  const text = [item.message[lang], item.help?.[lang] ?? ""].filter((line) => line !== "").join("\n");
  return {
    ruleId: item.code,
    ruleIndex,
    // SARIF's own word for a check that lacked an input.
    ...(kind === "notEvaluated" && { kind: "open" }),
    level: levels[kind === "waived" ? item.severity : kind],
    message: { text },
    locations: [location(item.place ?? { file: item.file }, item, base)],
    ...(item.related.length > 0 && {
      relatedLocations: item.related.map(({ place, message }, id) => ({
        id: id + 1,
        ...location(place, undefined, base),
        message: { text: message[lang] },
      })),
    }),
    partialFingerprints: { "govReport/v1": item.fingerprint },
    ...(kind === "waived" && {
      suppressions: [{ kind: "inSource", status: "accepted", justification: acceptance(item, lang) }],
    }),
  };
}

function location(place: SourcePlace, item: Item | undefined, base: string): object {
  const uri = toUri(below(base, place.file));
  const { start, end, name } = place;
  const member = item?.at === undefined ? [] : [{ fullyQualifiedName: item.at, kind: "member" }];
  const logical = [...member, ...(name ? [{ name: name.zh, kind: "element" }] : [])];
  return {
    physicalLocation: {
      artifactLocation: { uri, ...(!uri.startsWith("file:") && { uriBaseId: "SRCROOT" }) },
      ...(start &&
        end && {
          region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
        }),
    },
    ...(logical.length > 0 && { logicalLocations: logical }),
  };
}
