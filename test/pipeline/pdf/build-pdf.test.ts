import { spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { executablePath } from "../../support/find-chromium.ts";
import { filesBelow, temporaryFolder } from "../../support/folder.ts";
import type { Ran } from "../../support/program.ts";
import { counted, run, unitFile, workspaceOf } from "../../support/town-workspace.ts";

/**
 * What stands in for LibreOffice: writes a PDF for every file it is given and a line for every start. `refused` is a text of
 * the tally's, found in the report's core properties: of such a report it makes nothing.
 */
function fakeOffice(folder: string, mishap = ""): string {
  const path = join(folder, "tools", "soffice");
  mkdirSync(join(folder, "tools"), { recursive: true });
  writeFileSync(
    path,
    `#!/bin/sh
out=; files=; prev=
for word in "$@"; do
  [ "$prev" = --outdir ] && out=$word
  case $word in *.docx) files="$files $word";; esac
  prev=$word
done
set -- $files
echo $# >> "${folder}/starts"
${mishap}
for file in "$@"; do
  printf '%%PDF-1.7\\n/BaseFont/AAAAAA+FangSong\\n%s' "$(cksum < "$file")" > "$out/$(basename "$file" .docx).pdf"
done
`,
  );
  chmodSync(path, 0o755);
  return path;
}

const starts = (folder: string): readonly string[] =>
  existsSync(join(folder, "starts")) ? readFileSync(join(folder, "starts"), "utf8").trim().split("\n") : [];
const made = (folder: string): readonly string[] =>
  filesBelow(join(folder, "out")).filter((name) => name !== "manifest.json");
const build = (folder: string, ...more: readonly string[]): Ran =>
  run(folder, "build", "--pdf-with", "tools/soffice", ...more);
const report = (n: number, format = "pdf"): string => `第${n}镇人民政府2025年政府信息公开工作年度报告.${format}`;

describe("PDF by another program", () => {
  it("is made of all reports at one start, beside the formats asked for, and stands in the manifest", () => {
    const folder = workspaceOf(3);
    fakeOffice(folder);
    const ran = build(folder, "--to", "md,pdf");
    expect(counted(ran)).toBe("3 built, 0 unchanged, 0 not built");
    expect(made(folder)).toEqual([0, 1, 2].flatMap((n) => [report(n, "md"), report(n)]).sort());
    expect(starts(folder)).toEqual(["3"]);
    expect(ran.stdout.split("\n")).toContain(join("out", report(1)));
    expect(ran.stderr).not.toContain("faces");
    const { units } = JSON.parse(readFileSync(join(folder, "out/manifest.json"), "utf8"));
    expect(units[0].outputs.map(({ name }: { name: string }) => name)).toEqual([report(0, "md"), report(0)]);
    expect(run(folder, "verify", "out").status).toBe(0);
    expect(run(folder, "verify", "--rebuild", "out").stderr).toContain("built anew: 6 the same");
  });

  it("is asked for by a workspace too, in several threads, and made anew only of what has changed", () => {
    const folder = workspaceOf(70);
    fakeOffice(folder);
    writeFileSync(join(folder, "gov-report.yaml"), "year: 2025\nformats: [docx, pdf]\n");
    expect(counted(build(folder, "-j", "2"))).toBe("70 built, 0 unchanged, 0 not built");
    expect(starts(folder).toSorted()).toEqual(["10", "60"]);
    expect(counted(build(folder))).toBe("0 built, 70 unchanged, 0 not built");
    appendFileSync(unitFile(folder, 7), "# later\n");
    const figure = readFileSync(unitFile(folder, 9), "utf8");
    writeFileSync(unitFile(folder, 9), figure.replace("narrative:", "published: 2026-01-20\nnarrative:"));
    rmSync(join(folder, "out", report(11)));
    build(folder);
    // The seventh says the same as before.
    expect(starts(folder).slice(2)).toEqual(["2"]);
    expect(made(folder)).toHaveLength(140);
  });

  it("tells by name what could not be made, tries it once more alone, and keeps the other formats", () => {
    const folder = workspaceOf(3);
    fakeOffice(folder, "shift\n[ $# -eq 0 ] && exit 81");
    const ran = build(folder, "--to", "docx,pdf");
    expect(ran.status).toBe(3);
    expect(starts(folder)).toEqual(["3", "1"]);
    expect(ran.stderr).toContain(`${report(0)}`);
    expect(ran.stderr).toContain("LibreOffice has not made this PDF (the report's other formats are written)");
    expect(made(folder)).toEqual([report(0, "docx"), ...[1, 2].flatMap((n) => [report(n, "docx"), report(n)])].sort());
    expect(run(folder, "verify", "out").status).toBe(0);
    fakeOffice(folder);
    expect(counted(build(folder, "--to", "docx,pdf"))).toBe("1 built, 2 unchanged, 0 not built");
    expect(starts(folder)).toEqual(["3", "1", "1"]);
  });

  it("does not take for one what is none", () => {
    const folder = workspaceOf(1);
    fakeOffice(folder, 'echo "not a PDF" > "$out/$(basename "$1" .docx).pdf"; exit 0');
    expect(build(folder, "--to", "pdf").status).toBe(3);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  it("sets aside the PDF of a report that no longer follows from its tally", () => {
    const folder = workspaceOf(1);
    fakeOffice(folder);
    build(folder, "--to", "pdf");
    writeFileSync(
      unitFile(folder, 0),
      readFileSync(unitFile(folder, 0), "utf8").replace("carriedForward: 0", "carriedForward: 1"),
    );
    expect(build(folder, "--to", "pdf").status).toBe(1);
    expect(made(folder)).toEqual([`旧版-${report(0)}`]);
  });

  it("says which faces stand in for those that the machine lacks", () => {
    const folder = workspaceOf(1);
    const path = fakeOffice(folder);
    writeFileSync(path, readFileSync(path, "utf8").replace("AAAAAA+FangSong", "AAAAAA+DejaVuSans"));
    const { status, stderr } = build(folder, "--to", "pdf");
    expect(status).toBe(0);
    expect(stderr).toContain("others stand for them in the PDF (DejaVuSans)");
  });

  it.each([
    ["no program at all", [], "PDF is made with LibreOffice, or with Chromium, Chrome or Edge"],
    ["a program by a name that is not there", ["--pdf-with", "edge"], "--pdf-with edge: not found"],
    ["a path that leads nowhere", ["--pdf-with", "./soffice"], "--pdf-with ./soffice: there is no such program"],
  ])("ends with status 2 before anything is written where there is %s", (_, more, words) => {
    const folder = workspaceOf(1);
    const bare = temporaryFolder();
    const ran = spawnSync(
      process.execPath,
      [join(import.meta.dirname, "../../../bin/gov-report.js"), "build", "--to", "docx,pdf", "--lang", "en", ...more],
      {
        cwd: folder,
        env: { PATH: bare },
        encoding: "utf8",
      },
    );
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain(words);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });
});

const office = spawnSync("soffice", ["--version"]).status === 0 && spawnSync("pdfinfo", ["-v"]).status === 0;
if (!office) console.log("skipped: PDF by LibreOffice needs soffice and pdfinfo, which are not installed here");

it.skipIf(!office)("LibreOffice gives tagged pages with embedded faces and the report's title", () => {
  const folder = workspaceOf(2);
  const ran = run(folder, "build", "--to", "pdf", "--pdf-with", "libreoffice");
  expect(counted(ran)).toBe("2 built, 0 unchanged, 0 not built");
  const path = join(folder, "out", report(1));
  const info = spawnSync("pdfinfo", [path], { encoding: "utf8" }).stdout;
  expect(info).toMatch(/Title: +第1镇人民政府2025年政府信息公开工作年度报告/);
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toMatch(/Page size: +595.* x 841.* pts \(A4\)/);
  const fonts = spawnSync("pdffonts", [path], { encoding: "utf8" }).stdout.trim().split("\n").slice(2);
  expect(fonts.length).toBeGreaterThan(0);
  // The column "emb".
  for (const line of fonts) expect(line).toMatch(/ yes (?:yes|no) +(?:yes|no) +\d+ +\d+$/);
  expect(readFileSync(path).includes("/Outlines")).toBe(true);
});

it.skipIf(!executablePath)("a browser prints the page: tagged, on A4, each report from one start", () => {
  const folder = workspaceOf(2);
  const ran = run(folder, "build", "--to", "pdf", "--pdf-with", executablePath ?? "");
  expect(counted(ran)).toBe("2 built, 0 unchanged, 0 not built");
  expect(made(folder)).toEqual([report(0), report(1)]);
  const bytes = readFileSync(join(folder, "out", report(1))).toString("latin1");
  expect(bytes).toContain("/StructTreeRoot");
  expect(bytes).toContain("/Outlines");
  const boxes = [...bytes.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);
  expect(boxes.length).toBeGreaterThan(1);
  for (const [x, y] of boxes) expect([Math.round(x ?? 0), Math.round(y ?? 0)]).toEqual([595, 842]);
});
