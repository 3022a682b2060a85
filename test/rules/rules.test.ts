import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/check/index.ts";
import type { Diagnostic } from "../../src/core/diagnostic.ts";
import type { RunOptions } from "../../src/pipeline/batch/run-options.ts";
import { validateAll } from "../../src/pipeline/batch/validate-all.ts";
import type { Session } from "../../src/pipeline/unit/session.ts";
import { pretty } from "../../src/print/pretty.ts";
import { styler } from "../../src/print/style.ts";
import { readWorkspace } from "../../src/tally/workspace.ts";
import { editions } from "../support/editions.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = new URL(".", import.meta.url);
const documents = readdirSync(folder).filter((name) => /^GR\d+\.md$/.test(name));

interface Case {
  readonly title: string;
  readonly tally: string;
  /** Last year's tally, the workspace file and the tallies of other units, where the case has them. */
  readonly previous: string | undefined;
  readonly workspace: string | undefined;
  readonly beside: readonly string[];
  readonly final: boolean;
  /** What is printed, in Chinese and in English; nothing where the rule stays silent. */
  readonly zh: string;
  readonly en: string;
}

/**
 * Under each `## ` heading: a `yaml` tally, perhaps a `yaml previous` one, a `yaml workspace` and tallies of other units
 * (`yaml beside`), and the `text zh` and `text en` they draw.
 */
function casesOf(markdown: string): readonly Case[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const blocks = (info: string) =>
        [...part.matchAll(new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map((match) => match[1] ?? "");
      const title = part.slice(0, part.indexOf("\n")).trim();
      return {
        title,
        tally: blocks("yaml")[0] ?? "",
        previous: blocks("yaml previous")[0],
        workspace: blocks("yaml workspace")[0],
        beside: blocks("yaml beside"),
        final: part.includes("`--final`"),
        zh: (blocks("text zh")[0] ?? "").trimEnd(),
        en: (blocks("text en")[0] ?? "").trimEnd(),
      };
    });
}

/** The files of a case as a run meets them: tally.yaml, previous/tally.yaml, gov-report.yaml, beside/1.yaml … */
function runOf({ tally, previous, workspace, beside, final }: Case): RunOptions & { readonly root: string } {
  const root = temporaryFolder();
  const put = (name: string, text: string) => {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const others = beside.map((text, i) => put(`beside/${i + 1}.yaml`, text));
  const last = previous === undefined ? [] : [put("previous/tally.yaml", previous)];
  const file = workspace === undefined ? undefined : put("gov-report.yaml", workspace);
  const read = file === undefined ? undefined : readWorkspace({ file, text: workspace ?? "" }, root);
  expect(read?.diagnostics ?? []).toEqual([]);
  const files = [put("tally.yaml", tally), ...others];
  return { root, files, previous: last, severities: {}, final, workspace: read?.value };
}

const session: Session = {
  editions: editions(),
  stamps: () => Promise.resolve({ value: new Map(), diagnostics: [] }),
};

async function findings(code: string, each: Case): Promise<{ readonly zh: string; readonly en: string }> {
  const { root, ...options } = runOf(each);
  const shown: { zh: string; en: string }[] = [];
  for await (const { diagnostics, sources } of validateAll(session, options)) {
    const source = (file: string) => sources.find((candidate) => candidate.file === file);
    const print = (diagnostic: Diagnostic, lang: "zh" | "en") =>
      pretty(diagnostic, { lang, style: styler(false), source }).replaceAll(`${root}/`, "");
    const found = diagnostics.filter((diagnostic) => diagnostic.code === code);
    shown.push(...found.map((diagnostic) => ({ zh: print(diagnostic, "zh"), en: print(diagnostic, "en") })));
  }
  return { zh: shown.map(({ zh }) => zh).join("\n\n"), en: shown.map(({ en }) => en).join("\n\n") };
}

describe("every rule has its document", () => {
  it.each(rules.map(({ code }) => code))("%s has one case that fires and one that stays silent", (code) => {
    expect(documents).toContain(`${code}.md`);
    const cases = casesOf(readFileSync(new URL(`${code}.md`, folder), "utf8"));
    expect(cases.some(({ zh }) => zh !== "")).toBe(true);
    expect(cases.some(({ zh }) => zh === "")).toBe(true);
  });
});

for (const document of documents) {
  const code = document.slice(0, -3);
  describe(code, () => {
    for (const each of casesOf(readFileSync(new URL(document, folder), "utf8"))) {
      it(each.title, async () => {
        expect(each.tally).not.toBe("");
        const { zh, en } = await findings(code, each);
        expect(zh).toBe(each.zh);
        expect(en).toBe(each.en);
      });
    }
  });
}
