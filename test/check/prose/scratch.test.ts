import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "vitest";
import { readText } from "../../../src/check/prose/numbers/analyse.ts";
import { runRules } from "../../../src/check/run.ts";
import { computeFigures } from "../../../src/core/figures.ts";
import { composeProse } from "../../../src/model/build.ts";
import { readSource } from "../../../src/read/source.ts";
import { readTally } from "../../../src/read/tally.ts";
import { inputFor, numberRules } from "../../sentences/corpus.ts";
import { editions } from "../../support/editions.ts";

it("samples", () => {
  const files = readdirSync("samples", { recursive: true, encoding: "utf8" }).filter(
    (f) => f.endsWith(".yaml") && !f.endsWith("gov-report.yaml"),
  );
  const load = (f: string) => {
    const { value: source } = readSource(f);
    const { value: tally } = source ? readTally(source, editions()) : { value: undefined };
    const edition = tally && editions().get(tally.edition);
    if (!tally || !edition) return undefined;
    return { tally, edition, figures: computeFigures(tally, edition) };
  };
  for (const f of files) {
    const subject = load(join("samples", f));
    if (!subject) continue;
    let previous;
    if (f.startsWith("county/units")) {
      try {
        previous = load(join("samples", f.replace("units", "previous")));
      } catch {}
    }
    const prose = composeProse({ ...subject, ...(previous && { previous: previous.figures }) }).value;
    const own = new Map([...(prose ?? [])].map(([k, v]) => [k, { ...v, own: true }]));
    let n = 0;
    for (const [, t] of own) n += readText({ ...subject, prose: own }, t.text).length;
    // literal figures: drop the tags' paths so that every figure is judged
    const bare = new Map(
      [...own].map(([k, v]) => [
        k,
        { ...v, pieces: [{ start: 0, end: v.text.length, source: [0, v.text.length] as const }] },
      ]),
    );
    const found = runRules(numberRules, { ...subject, prose: bare, ...(previous && { previous }) });
    if (process.env["SHOW"] && f.includes(process.env["SHOW"]))
      console.log([...own.values()].map((t) => t.text).join("\n"));
    console.log(
      f,
      "statements",
      n,
      found.map((d) => `\n   ${d.code} ${d.severity} ${d.message.zh} | ${d.help?.zh}`).join(""),
    );
  }
});
it("lines", () => {
  const lines = readFileSync("/tmp/lines.txt", "utf8").split("\n").filter(Boolean);
  let out = "";
  for (const line of lines) {
    const [name = "", raw = ""] = line.split("|");
    const text = raw.replaceAll("⏎", "\n");
    const input = inputFor(name, text);
    out += `\n${line}\n`;
    for (const st of readText(input, text)) {
      const said = text.slice(Math.max(0, st.figure.start - 8), st.figure.end);
      const what = st.kind === "level" ? st.readings.map((r) => r.map((t) => t.path + (t.columns ? "[" + t.columns + "]" : "")).join("+")).slice(0, 2).join(" | ") : st.kind;
      out += `    ${said}  =>  ${st.period} ${what}\n`;
    }
    for (const d of runRules(numberRules, input)) out += `    !! ${d.code} ${d.severity} ${d.message.zh}\n`;
  }
  writeFileSync("/tmp/lines.out", out);
});
