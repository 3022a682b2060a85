import { describe, expect, it } from "vitest";
import { RowStore } from "../../../src/pipeline/area/row-store.ts";
import { edition2021 } from "../../support/editions.ts";

const edition = edition2021();
const [first = "", second = "", third = ""] = edition.cells.map(({ path }) => path);
const last = edition.cells.at(-1)?.path ?? "";

describe("figures of many units in little room", () => {
  it("gives each figure as it came, and none where there was none", () => {
    const store = new RowStore(edition);
    const figures = new Map<string, number | string>([
      [first, 0],
      [third, 2 ** 31 - 2],
      [last, 128],
      ["activity.services.accepted", "1.5万余"],
      ["proactive.fees", 0.3],
      ["activity.training.sessions", 2 ** 31],
      ["activity.staff.fullTime", -1],
    ]);
    const row = store.add(figures);
    for (const [path, figure] of figures) expect(row.get(path), path).toBe(figure);
    expect(row.has(first)).toBe(true);
    expect(row.get(second)).toBeUndefined();
    expect(row.has("activity.nobody.has.it")).toBe(false);
  });

  it("keeps rows apart, however many there are and in whatever order they are asked", () => {
    const store = new RowStore(edition);
    const of = (n: number) =>
      new Map(
        edition.cells.map(({ path }, i): readonly [string, number] => [path, (n * 7_919 + i * 104_729) % 300_000]),
      );
    const rows = Array.from({ length: 1_500 }, (_, n) => store.add(of(n)));
    for (const n of [1_499, 0, 733, 1, 732]) {
      for (const [path, figure] of of(n)) expect(rows[n]?.get(path), `${n} ${path}`).toBe(figure);
    }
  });

  it("takes a topic that was met later for none in earlier rows, and more topics than it has columns for", () => {
    const store = new RowStore(edition);
    const before = store.add(new Map([[first, 1]]));
    const topics = Array.from({ length: 2_000 }, (_, n) => `activity.itemsPublished.topics.${n}`);
    const row = store.add(new Map(topics.map((path, n) => [path, n])));
    expect(before.get(topics[0] ?? "")).toBeUndefined();
    for (const [n, path] of topics.entries()) expect(row.get(path), path).toBe(n);
    expect(row.get(first)).toBeUndefined();
    expect(before.get(first)).toBe(1);
  });
});
