import { describe, expect, it } from "vitest";
import { ruleDocs } from "../../src/pipeline/docs.ts";
import { explained, listed } from "../../src/print/explain.ts";
import { styler } from "../../src/print/style.ts";

const plain = styler(false);

describe("the list of rules", () => {
  it("has one line a rule, with code, severity and the basis where there is one", () => {
    const lines = listed(ruleDocs, "zh", plain).split("\n");
    expect(lines).toHaveLength(ruleDocs.length);
    ruleDocs.forEach((doc, i) => {
      expect(lines[i]).toContain(doc.code);
      expect(lines[i]).toContain(doc.summary.zh);
      expect(lines[i]?.includes(`（${doc.basis?.title}）`)).toBe(doc.basis !== undefined);
    });
  });

  it("never uses a code or a name twice", () => {
    for (const key of ["code", "name"] as const) {
      const values = ruleDocs.map((doc) => doc[key]);
      expect(values.length - new Set(values).size, key).toBe(0);
    }
  });

  it("says of each rule why it is there", () => {
    for (const doc of ruleDocs) expect(explained(doc, "en", plain)).toContain(doc.why.en);
  });
});
