import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { catalogue } from "../src/pipeline/catalogue.ts";
import { examineSource } from "../src/pipeline/unit/inspect.ts";
import { pretty } from "../src/print/pretty.ts";
import { styler } from "../src/print/style.ts";
import { readWorkspace } from "../src/tally/workspace.ts";
import { editions } from "./support/editions.ts";
import { temporaryFolder } from "./support/folder.ts";
import { readTranscripts, runTranscript } from "./support/transcript.ts";

const page = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const readme = page("README.md");
const commands = page(".github/COMMANDS.md");
const manual = page(".github/MANUAL.zh.md");
const pages = [readme, commands, manual, page(".github/CI.md")].join("\n");

const block = (start: string) => {
  const found = [...pages.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
    .map(([, text = ""]) => text)
    .find((text) => text.startsWith(start));
  if (!found) throw new Error(`no block begins with ${start}`);
  return found;
};

const look = (text: string) => {
  const source = { file: "tally.yaml", text };
  const { diagnostics } = examineSource(
    source,
    { editions: editions() },
    { previous: () => undefined, severities: {}, final: false },
  );
  return { source, errors: diagnostics.filter(({ severity }) => severity === "error") };
};

describe("README", () => {
  it("fits in eight kilobytes, and the pages it links to are there", () => {
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(8 * 1024);
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) expect(existsSync(new URL(`../${link}`, import.meta.url)), link).toBe(true);
  });

  const tally = block("year: 2025");

  it("shows a tally without a fault", () => {
    expect(look(tally).errors.map(({ message }) => message.en)).toEqual([]);
  });

  it("has the message that this tally draws with one figure changed among the pages", () => {
    const { source, errors } = look(
      tally.replace("granted: { naturalPerson: 12, business: 2 }", "granted: { naturalPerson: 12, business: 3 }"),
    );
    expect(errors).toHaveLength(1);
    const shown = pretty(errors[0]!, { lang: "en", style: styler(false), source: () => source });
    expect(commands).toContain(shown.replace(/^/gm, "    "));
  });

  it("shows a workspace the program understands", () => {
    const { value, diagnostics } = readWorkspace(
      { file: "gov-report.yaml", text: block("# gov-report.yaml") },
      temporaryFolder(),
    );
    expect(diagnostics).toEqual([]);
    expect(value?.year).toBe(2025);
  });

  it("names only commands and options there are", () => {
    const [help = ""] = runTranscript(
      readTranscripts("## x\n```console\n$ gov-report --help --lang en\n```\n")[0]!,
    ).map(({ expected }) => expected);
    const named = [...pages.matchAll(/^ {4}gov-report ([a-z-]+)/gm)].map(([, command = ""]) => command);
    expect(named.length).toBeGreaterThan(5);
    for (const command of new Set(named)) expect(help, command).toMatch(new RegExp(`^ +${command} `, "m"));
  });

  it("names every family of rules", () => {
    for (const family of new Set(catalogue.map(({ code }) => code.slice(0, 3)))) {
      if (family !== "GR0") expect(commands).toContain(`| ${family} |`);
    }
  });

  it("tells the clerk commands that work, one after another", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "x"), "");
    const steps = [
      "gov-report init 年报 --unit 凤凰镇人民政府 --kind township --keys zh --year 2025",
      "gov-report build 年报",
      "gov-report template copy 模板",
      "gov-report template check 模板",
      "gov-report build 年报 --templates 模板",
    ];
    for (const step of steps) expect(manual).toContain(step.replace(" --year 2025", ""));
    const figures = ["主动公开", "依申请公开", "复议诉讼"].map((section) => `${section}: 0\\n`).join("");
    const fill = `sed -i '/^主动公开:/,$d' 年报/units/*.yaml; printf '${figures}' >> 年报/units/凤凰镇人民政府.yaml`;
    const [transcript] = readTranscripts(
      `## x\n\`\`\`console\n${steps
        .toSpliced(1, 0, fill)
        .map((step) => `$ ${step}`)
        .join("\n")}\n\`\`\`\n`,
    );
    for (const { command, expected } of runTranscript(transcript!)) expect(expected, command).not.toMatch(/\[\d+\]$/);
  });
});
