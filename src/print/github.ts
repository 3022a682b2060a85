import { kindOf, type Severity, type Text } from "../core/diagnostic.ts";
import { below } from "./data.ts";
import { byRank, type Item, type Run } from "./findings.ts";
import { visible } from "./width.ts";

/** GitHub shows ten errors and ten warnings of a step and drops the rest without a word. */
const shownAnnotations = 10;

export interface GithubOptions {
  readonly lang: keyof Text;
  /** The current folder as seen from the repository's root; "" where it is the root. */
  readonly base: string;
  /** Whether the job summary holds the rest. */
  readonly summarised: boolean;
}

const commands: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

/** Findings as annotations on the lines of a pull request: the worst ten, and one notice that counts the others. */
export function githubReport(run: Run, options: GithubOptions): string {
  const all = byRank(run);
  const open = all.filter((item) => !["waived", "notEvaluated"].includes(kindOf(item)));
  const shown = open.slice(0, shownAnnotations);
  const rest = all.length - shown.length;
  const lines = shown.map((item) => annotation(item, options));
  if (run.failure) lines.push(`::error title=gov-report::${data(visible(run.failure.message[options.lang]))}`);
  if (rest > 0) lines.push(`::notice title=gov-report::${data(restWords(rest, options))}`);
  return lines.join("\n");
}

function annotation(item: Item, { lang, base }: GithubOptions): string {
  const { start, end } = item.place ?? {};
  const file = below(base, item.place?.file ?? item.file);
  const properties: [string, string | number | undefined][] = [
    ["file", file],
    ["line", start?.line],
    ["endLine", end?.line],
    // GitHub takes columns only within one line.
    ["col", start?.line === end?.line ? start?.column : undefined],
    ["endColumn", start?.line === end?.line ? end?.column : undefined],
    ["title", [item.code, item.unit].filter(Boolean).join(" ")],
  ];
  const written = properties.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  );
  const named = item.place?.name ? `${item.place.name[lang]}${lang === "zh" ? "：" : ": "}` : "";
  const text = [`${named}${item.message[lang]}`, item.help?.[lang] ?? ""].filter((line) => line !== "").map(visible);
  return `::${commands[item.severity]} ${written.join(",")}::${data(text.join("\n"))}`;
}

function restWords(rest: number, { lang, summarised }: GithubOptions): string {
  if (lang === "zh") return summarised ? `另有 ${rest} 条，见作业摘要` : `另有 ${rest} 条没有显示`;
  return summarised ? `${rest} more: see the job summary` : `${rest} more, not shown`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(visible(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
