import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/pipeline/catalogue.ts";
import { explained, listed } from "../../src/print/explain.ts";
import { styler } from "../../src/print/style.ts";

const plain = styler(false);

describe("the list of rules", () => {
  it("has one line a rule, with code, severity and the basis where there is one", () => {
    const lines = listed(catalogue, "zh", plain).split("\n");
    expect(lines).toHaveLength(catalogue.length);
    catalogue.forEach((doc, i) => {
      expect(lines[i]).toContain(doc.code);
      expect(lines[i]).toContain(doc.summary.zh);
      expect(lines[i]?.includes(`（${doc.basis?.title}）`)).toBe(doc.basis !== undefined);
    });
  });

  it("says of each rule why it is there", () => {
    for (const doc of catalogue) expect(explained(doc, "en", plain)).toContain(doc.why.en);
  });
});
