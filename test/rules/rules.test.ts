import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/check/index.ts";
import { examine } from "../../src/pipeline/one.ts";
import { pretty } from "../../src/print/pretty.ts";
import { styler } from "../../src/print/style.ts";
import { editions } from "../support/editions.ts";
import { temporaryFolder } from "../support/folder.ts";

const folder = new URL(".", import.meta.url);
const documents = readdirSync(folder).filter((name) => /^GR\d+\.md$/.test(name));

interface Case {
  readonly title: string;
  readonly tally: string;
  readonly previous: string | undefined;
  readonly final: boolean;
  /** What is printed, in Chinese and in English; nothing where the rule stays silent. */
  readonly zh: string;
  readonly en: string;
}

/** Under each `## ` heading: a `yaml` tally, perhaps a `yaml previous` one, and the `text zh` and `text en` it draws. */
function casesOf(markdown: string): readonly Case[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const block = (info: string) => new RegExp(`^\`\`\`${info}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(part)?.[1];
      const title = part.slice(0, part.indexOf("\n")).trim();
      return {
        title,
        tally: block("yaml") ?? "",
        previous: block("yaml previous"),
        final: part.includes("`--final`"),
        zh: (block("text zh") ?? "").trimEnd(),
        en: (block("text en") ?? "").trimEnd(),
      };
    });
}

function findings(code: string, { tally, final }: Case, lang: "zh" | "en"): string {
  const path = join(temporaryFolder(), "tally.yaml");
  writeFileSync(path, tally);
  const { diagnostics, sources } = examine(
    path,
    { editions: editions() },
    { previous: () => undefined, severities: {}, final },
  );
  const shown = diagnostics.filter((diagnostic) => diagnostic.code === code);
  const print = (diagnostic: (typeof shown)[number]) =>
    pretty(diagnostic, {
      lang,
      style: styler(false),
      source: (file) => sources.find((source) => source.file === file),
    });
  return shown.map(print).join("\n\n").replaceAll(path, "tally.yaml");
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
      it(each.title, () => {
        expect(each.tally).not.toBe("");
        expect(findings(code, each, "zh")).toBe(each.zh);
        expect(findings(code, each, "en")).toBe(each.en);
      });
    }
  });
}
