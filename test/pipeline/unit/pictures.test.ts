import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../support/folder.ts";
import { pngPicture, svgPicture } from "../../support/pictures.ts";
import { checkStructure } from "../../support/structure.ts";
import { counted, run, town } from "../../support/town-workspace.ts";
import { officeFindings } from "../../support/validator.ts";
import { unzipped } from "../../support/zip-files.ts";

const name = "第1镇人民政府2025年政府信息公开工作年度报告";

/** A workspace of one town whose text has these lines. */
function workspaceWith(...lines: readonly string[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "units/图"), { recursive: true });
  writeFileSync(join(folder, "gov-report.yaml"), "year: 2025\n");
  const text = town(1).replace(/^( *)overview: \|\n/m, (head, indent: string) =>
    [head, ...lines.map((line) => `${indent}  ${line}\n`)].join(""),
  );
  expect(text).toContain(lines[0]);
  writeFileSync(join(folder, "units/1.yaml"), text);
  return folder;
}

const write = (folder: string, file: string, bytes: Uint8Array) => writeFileSync(join(folder, "units", file), bytes);
const made = (folder: string, file: string) => readFileSync(join(folder, "out", file));
const lines = ['![渠道 "1" & <2>](图/渠道.png)', "![走势](走势.svg)", "![渠道](图/渠道.png)"];

describe("pictures of a text", () => {
  const built = (): { readonly folder: string; readonly word: Buffer } => {
    const folder = workspaceWith(...lines);
    write(folder, "图/渠道.png", pngPicture(2000, 1000));
    write(folder, "走势.svg", svgPicture("<rect width='9' height='9'/>"));
    expect(run(folder, "build").status).toBe(0);
    return { folder, word: made(folder, `${name}.docx`) };
  };

  it("stand in Word with their words, as wide as the text at most, and Word opens it", async () => {
    const { word } = built();
    const body = unzipped(word)["word/document.xml"] ?? "";
    const drawings = [...body.matchAll(/<wp:extent cx="(\d+)" cy="(\d+)"\/><wp:docPr [^>]*descr="([^"]*)"/g)];
    // 156 mm of text, and 120 × 60 pixels at 96 to the inch.
    const [width, height] = [8_845 * 635, (8_845 * 635) / 2].map(Math.round);
    expect(drawings.map(([, ...found]) => found)).toEqual([
      [`${width}`, `${height}`, "渠道 &quot;1&quot; &amp; &lt;2&gt;"],
      ["1143000", "571500", "走势"],
      [`${width}`, `${height}`, "渠道"],
    ]);
    expect(body).not.toContain("![");
    expect(checkStructure(word, "docx")).toEqual([]);
    expect(await officeFindings(word, "pictures.docx")).toEqual([]);
  });

  it("are in the file once each, byte for byte, with what older programs show of an SVG", () => {
    const parts = unzipSync(built().word);
    const media = Object.keys(parts).filter((part) => part.startsWith("word/media/"));
    expect(media).toEqual(["word/media/text-1.png", "word/media/text-2.svg", "word/media/text-box.png"]);
    expect(Buffer.from(parts["word/media/text-1.png"] ?? [])).toEqual(pngPicture(2000, 1000));
  });

  it("lie beside the Markdown that shows them", () => {
    const { folder } = built();
    const markdown = made(folder, `${name}.md`).toString();
    expect(markdown).toContain(`\n![渠道 "1" & \\<2\\>](${name}-图1.png)\n`);
    expect(markdown).toContain(`\n![走势](${name}-图2.svg)\n`);
    expect(made(folder, `${name}-图1.png`)).toEqual(pngPicture(2000, 1000));
    expect(run(folder, "verify").stderr).toMatch(/^5 as recorded, 0 not/);
  });

  it("are what a report follows from: another picture of the same name is another report", () => {
    const again = workspaceWith(lines[0] ?? "");
    write(again, "图/渠道.png", pngPicture(4, 4));
    run(again, "build");
    const first = made(again, `${name}.docx`);
    expect(counted(run(again, "build"))).toBe("0 built, 1 unchanged, 0 not built");
    expect(run(again, "verify", "--tallies").status).toBe(0);
    write(again, "图/渠道.png", pngPicture(5, 5));
    expect(run(again, "verify", "--tallies").stdout).toBe("changed     units/图/渠道.png\n");
    expect(counted(run(again, "build"))).toBe("1 built, 0 unchanged, 0 not built");
    expect(made(again, `${name}.docx`)).not.toEqual(first);
    expect(made(again, `${name}-图1.png`)).toEqual(pngPicture(5, 5));
    rmSync(join(again, "units/图/渠道.png"));
    const gone = run(again, "build");
    expect(gone.stderr).toContain('error[GR382]: the picture "图/渠道.png" cannot be used: there is no such file');
    expect(counted(gone)).toBe("0 built, 0 unchanged, 1 not built");
  });

  it("that a text no longer has do not stay beside the Markdown as if they were in it", () => {
    const again = workspaceWith(...lines.slice(0, 2));
    write(again, "图/渠道.png", pngPicture(4, 4));
    write(again, "走势.svg", svgPicture("<rect/>"));
    run(again, "build");
    writeFileSync(join(again, "units/1.yaml"), town(1));
    const { stderr } = run(again, "build");
    expect(stderr).toContain(`旧版-${name}-图1.png`);
    expect(stderr).toContain(`旧版-${name}-图2.svg`);
    expect(run(again, "verify").status).toBe(0);
  });

  it("that a link leads to elsewhere are refused", () => {
    const again = workspaceWith(lines[0] ?? "");
    write(again, "../elsewhere.png", pngPicture(4, 4));
    symlinkSync("../../elsewhere.png", join(again, "units/图/渠道.png"));
    const { status: refused, stdout } = run(again, "validate");
    expect(refused).toBe(1);
    expect(stdout).toContain('error[GR382]: the picture "图/渠道.png" is not in the folder of the tally');
  });

  it("belong to what an approval was given to", () => {
    const again = workspaceWith(lines[0] ?? "");
    write(again, "图/渠道.png", pngPicture(4, 4));
    const file = join(again, "units/1.yaml");
    const signoff =
      "signoff:\n  prepared: { by: 甲, on: 2026-01-05 }\n  verified: { by: 乙, on: 2026-01-06 }\n  approved: { by: 丙, on: 2026-01-07 }\n";
    writeFileSync(file, readFileSync(file, "utf8").replace(/^signoff:\n(?: .*\n)*/m, "") + signoff);
    expect(run(again, "seal").status).toBe(0);
    expect(run(again, "validate").stdout).not.toContain("GR625");
    write(again, "图/渠道.png", pngPicture(5, 5));
    expect(run(again, "validate").stdout).toContain("warning[GR625]");
  });
});
