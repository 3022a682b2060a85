import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { filesBelow, temporaryFolder } from "../../support/folder.ts";
import { counted, run } from "../../support/town-workspace.ts";

const units = 3_000;
const name = (n: number) => `第${n}镇人民政府`;
const file = (n: number) => `units/${String(n).padStart(4, "0")}.yaml`;
const small = (n: number) =>
  `year: 2025\nunit: { name: ${name(n)}, kind: township }\nproactive: 0\nrequests: 0\ndisputes: 0\nactivity: { processingFee: 0 }\n`;

/** One in a hundred, each in another way: an equation, YAML, bytes, a blank, a unit that is there twice. */
const broken: readonly ((n: number) => string | Uint8Array)[] = [
  (n) =>
    small(n).replace(
      "requests: 0",
      "requests: { received: { naturalPerson: 1 }, broughtForward: 0, outcomes: 0, carriedForward: 0 }",
    ),
  (n) => small(n).replace("proactive: 0", "proactive: {"),
  () => Uint8Array.of(0xff, 0xfe, 0xfd, 0x00, 0x81),
  (n) => small(n).replace("disputes: 0", "disputes:"),
  (n) => small(n).replace(name(n), name(n - 1)),
];

it("of three thousand units the sound ones are built, and every broken one is named with its reason", () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "units"));
  writeFileSync(join(folder, "gov-report.yaml"), "year: 2025\nformats: [md]\n");
  const wrong: number[] = [];
  for (let n = 0; n < units; n++) {
    const spoil = n % 100 === 50 ? broken[((n / 50 - 1) / 2) % broken.length] : undefined;
    if (spoil) wrong.push(n);
    writeFileSync(join(folder, file(n)), spoil ? spoil(n) : small(n));
  }
  expect(wrong).toHaveLength(units / 100);
  const { status, stdout, stderr } = run(folder, "build", "--jobs", "2");
  expect(status).toBe(1);
  // A unit that is there twice keeps both from being built.
  const twice = wrong.filter((n) => broken[((n / 50 - 1) / 2) % broken.length] === broken[4]);
  expect(twice.length).toBeGreaterThan(3);
  const failed = units / 100 + twice.length;
  expect(counted({ status, stdout, stderr })).toBe(`${units - failed} built, 0 unchanged, ${failed} not built`);
  for (const n of wrong) expect(stderr, file(n)).toContain(file(n));
  const reports = new Set(filesBelow(join(folder, "out")));
  const sound = (n: number) => !wrong.includes(n) && !twice.includes(n + 1);
  for (let n = 0; n < units; n++) {
    expect(reports.has(`${name(n)}2025年政府信息公开工作年度报告.md`), name(n)).toBe(sound(n));
  }
  expect(reports.size).toBe(units - failed + 1); // and the manifest
});
