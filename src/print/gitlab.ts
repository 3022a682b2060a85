import { type Kind, kindOf, type Text } from "../core/diagnostic.ts";
import { shortHash } from "../core/text/hashes.ts";
import { below, toJson } from "./data.ts";
import type { Item, Run } from "./findings.ts";

export interface GitlabOptions {
  readonly lang: keyof Text;
  /** The current folder as seen from the repository's root; "" where it is the root. */
  readonly base: string;
}

const severities: Readonly<Record<Exclude<Kind, "waived">, string>> = {
  fault: "blocker",
  error: "critical",
  warning: "minor",
  info: "info",
  notEvaluated: "info",
};

/** Findings as a code quality report of GitLab. What is waived has been accepted and is not in it. */
export function gitlabReport({ files, failure }: Run, { lang, base }: GitlabOptions): string {
  const found = files.flatMap(({ items }) => items.flatMap((item) => issue(item, { lang, base })));
  // An issue stands at a line of a file; of a run that did not come about there is none.
  const failed = failure && {
    description: `gov-report: ${failure.message[lang]}`,
    check_name: "gov-report",
    fingerprint: shortHash(["gov-report", failure.message.zh]),
    severity: severities.fault,
    location: { path: below(base, "gov-report.yaml"), lines: { begin: 1 } },
  };
  return toJson([...found, ...(failed ? [failed] : [])]);
}

function issue(item: Item, { lang, base }: GitlabOptions): readonly object[] {
  const kind = kindOf(item);
  if (kind === "waived") return [];
  const { file, start, name } = item.place ?? { file: item.file };
  const path = below(base, file);
  const named = name ? `${name[lang]}${lang === "zh" ? "：" : ": "}` : "";
  return [
    {
      description: [`${named}${item.message[lang]}`, item.help?.[lang] ?? ""].filter((text) => text !== "").join(" — "),
      check_name: item.code,
      fingerprint: shortHash([path, item.fingerprint]),
      severity: severities[kind],
      location: { path, lines: { begin: start?.line ?? 1 } },
    },
  ];
}
