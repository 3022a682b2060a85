import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const rows = [
  ...readFileSync(new URL("findings.md", import.meta.url), "utf8").matchAll(/^\| (.*) \| (test\/\S+) "(.*)" \|$/gm),
];

it("every finding has a test of that name", () => {
  expect(rows.length).toBeGreaterThan(50);
  const lost = rows.flatMap(([, finding, file = "", title = ""]) => {
    const path = new URL(file, root);
    return existsSync(path) && readFileSync(path, "utf8").includes(title) ? [] : [`${finding}: ${file} "${title}"`];
  });
  expect(lost).toEqual([]);
});
