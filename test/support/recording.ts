import { columns } from "../../src/print/width.ts";
import type { Exchange } from "./transcript.ts";

/** Cells a line, pixels a cell and a line, seconds that a scene stays for each line that is read. */
const terminal = { columns: 104, cell: 8, line: 19, margin: 16, bar: 34, secondsALine: 0.55, leastSeconds: 3 };

/**
 * A terminal as an SVG that plays by itself: the commands of a transcript one after another, each with what it printed.
 * It holds no script and no font, so it plays wherever a picture is shown; where motion is unwanted, the last scene
 * stands still.
 */
export function recordingOf(exchanges: readonly Exchange[], title: string): string {
  const scenes = exchanges.map((exchange) => sceneOf(exchange));
  const rows = Math.max(...scenes.map(({ length }) => length));
  const seconds = scenes.map(({ length }) => Math.max(terminal.leastSeconds, length * terminal.secondsALine));
  const whole = seconds.reduce((sum, one) => sum + one, 0);
  const width = 2 * terminal.margin + terminal.columns * terminal.cell;
  const height = terminal.bar + rows * terminal.line + terminal.margin;
  let begin = 0;
  const drawn = scenes.map((lines, i) => {
    const from = percent(begin / whole);
    begin += seconds[i] ?? 0;
    const to = percent(begin / whole);
    const last = i === scenes.length - 1;
    const frames = `@keyframes s${i} { 0% { opacity: ${i === 0 ? 1 : 0} } ${from} { opacity: 1 } ${to} { opacity: ${last ? 1 : 0} } 100% { opacity: ${last ? 1 : 0} } }`;
    const style = `.s${i} { animation: s${i} ${whole.toFixed(1)}s step-end infinite; opacity: ${last ? 1 : 0} }`;
    return { style: `${frames} ${style}`, group: `<g class="s${i}">${lines.map(drawLine).join("")}</g>` };
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<style>
text { font: 14px ui-monospace, Menlo, Consolas, "Noto Sans Mono CJK SC", "Microsoft YaHei", monospace; fill: #d8dee9; white-space: pre }
.prompt { fill: #8fbc7f } .error { fill: #ff7b72 } .help { fill: #79c0ff } .mark { fill: #e3b341 } .aside { fill: #8b949e }
${drawn.map(({ style }) => style).join("\n")}
@media (prefers-reduced-motion: reduce) { g { animation: none !important } }
</style>
<rect width="${width}" height="${height}" rx="8" fill="#161b22"/>
${["#ff5f56", "#ffbd2e", "#27c93f"].map((fill, i) => `<circle cx="${20 + i * 18}" cy="17" r="6" fill="${fill}"/>`).join("")}
${drawn.map(({ group }) => group).join("\n")}
</svg>
`;
}

interface ScreenLine {
  readonly text: string;
  readonly kind: string;
}

function sceneOf({ command, expected }: Exchange): readonly ScreenLine[] {
  const printed = expected.replace(/\[(\d+)\]$/, "# 退出状态 · exit status $1");
  return [`$ ${command}`, ...printed.split("\n")].flatMap((line) =>
    folded(line).map((text) => ({ text, kind: kindOf(line) })),
  );
}

/** A line as a terminal folds it; a wide character takes two cells. */
function folded(line: string): readonly string[] {
  const lines = [""];
  for (const char of line) {
    const last = lines.at(-1) ?? "";
    if (columns(last + char) > terminal.columns) lines.push(char);
    else lines[lines.length - 1] = last + char;
  }
  return lines;
}

/** Runs of wide and of narrow characters stand each at its own cell, so that columns agree whatever the font. */
function drawLine({ text, kind }: ScreenLine, row: number): string {
  const y = terminal.bar + (row + 1) * terminal.line - 5;
  let at = 0;
  const runs = [...text.matchAll(/[\u1100-\uffff]+|[^\u1100-\uffff]+/g)].map(([run]) => {
    const x = terminal.margin + at * terminal.cell;
    const cells = columns(run);
    at += cells;
    return run.trim() === ""
      ? ""
      : `<tspan x="${x}" textLength="${cells * terminal.cell}" lengthAdjust="spacingAndGlyphs">${escaped(run)}</tspan>`;
  });
  return `<text y="${y}"${kind ? ` class="${kind}"` : ""}>${runs.join("")}</text>`;
}

function kindOf(line: string): string {
  if (line.startsWith("$ ")) return "prompt";
  if (/^(?:错误|error)\[/.test(line)) return "error";
  if (/^ *╰ /.test(line)) return "help";
  if (line.startsWith("# ")) return "aside";
  return /^ *│ +[━─]/.test(line) ? "mark" : "";
}

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
