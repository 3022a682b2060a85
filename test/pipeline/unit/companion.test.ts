import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { examine } from "../../../src/pipeline/unit/inspect-file.ts";
import { openSession } from "../../../src/pipeline/unit/session.ts";
import { stampOne } from "../../../src/pipeline/unit/stamp.ts";
import { filesAt } from "../../../src/pipeline/workspace/inputs.ts";
import { checkStructure } from "../../support/structure.ts";
import { officeFindings } from "../../support/validator.ts";

const samples = fileURLToPath(new URL("../../../samples", import.meta.url));
const files = ["cases/units", "county/units/songbei-zhen.yaml"].flatMap((path) => filesAt(path, samples));
const session = openSession({ formats: ["docx", "xlsx", "html"], companion: true });

describe("companions of samples of every form", () => {
  it.each(files)("%s: a Word file without faults and a web page, no workbook", async (file) => {
    const examined = examine(join(samples, file), session, { previous: () => undefined, severities: {}, final: false });
    const { value = [], diagnostics } = await stampOne(examined, session, { draft: true, name: "甲" });
    expect(diagnostics).toEqual([]);
    const made = value.filter(({ suffix }) => suffix === "-解读");
    expect(made.map(({ format }) => format)).toEqual(["docx", "html"]);
    const [word, page] = made.map(({ bytes }) => bytes);
    if (!word || !page) throw new Error("not made");
    expect(checkStructure(word, "docx")).toEqual([]);
    expect(await officeFindings(word, "a.docx")).toEqual([]);
    const html = new TextDecoder().decode(page);
    expect(html).toContain("年度报告解读</title>");
    expect(html).toContain('href="甲-解读.docx"');
    expect(html).not.toContain("undefined");
  });
});
