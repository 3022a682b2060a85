import { describe, expect, it } from "vitest";
import { layoutTable } from "../../../src/core/form/layout.ts";
import { edition2021 } from "../../support/editions.ts";

const edition = edition2021();
const table = (id: string) => {
  const found = edition.tables.find((candidate) => candidate.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe("the 2021 form", () => {
  it("has the cells of the notice: 10 in Table A, 25 × 7 in Table B, 15 in Table C", () => {
    const count = (id: string) => edition.cells.filter((cell) => cell.table === id).length;
    expect([count("proactive"), count("requests"), count("disputes")]).toEqual([10, 175, 15]);
  });

  it("addresses cells as tallies write them", () => {
    for (const path of [
      "proactive.regulations.inForce",
      "proactive.licences",
      "requests.outcomes.denied.otherLaw.naturalPerson",
      "requests.outcomes.total.total",
      "disputes.review.upheld",
      "disputes.litigation.afterReview.total",
    ]) {
      expect(edition.cellAt.has(path), path).toBe(true);
    }
  });

  it("adds up the six applicant columns in a row, and the 21 outcome rows in the total", () => {
    expect(edition.cellAt.get("requests.received.total")?.terms).toHaveLength(6);
    expect(edition.cellAt.get("requests.outcomes.total.business")?.terms).toHaveLength(21);
    expect(edition.cellAt.get("disputes.litigation.direct.total")?.terms).toEqual([
      "disputes.litigation.direct.upheld",
      "disputes.litigation.direct.corrected",
      "disputes.litigation.direct.other",
      "disputes.litigation.direct.pending",
    ]);
  });
});

describe("layout", () => {
  it("Table A is 4 columns by 14 rows; the header of one column covers three", () => {
    const layout = layoutTable(table("proactive"));
    expect(layout.columns).toBe(4);
    expect(layout.rows).toHaveLength(14);
    expect(layout.rows[0]?.cells).toMatchObject([{ text: "第二十条第（一）项", colSpan: 4 }]);
    expect(layout.rows[5]?.cells).toMatchObject([
      { text: "信息内容", colSpan: 1 },
      { text: "本年处理决定数量", colSpan: 3 },
    ]);
    expect(layout.rows[13]?.cells[1]).toMatchObject({ path: "proactive.fees", colSpan: 3 });
  });

  it("Table B is 10 columns by 28 rows, merged as issued", () => {
    const layout = layoutTable(table("requests"));
    expect([layout.columns, layout.labelColumns, layout.rows.length]).toEqual([10, 3, 28]);
    expect(layout.rows[0]?.cells).toMatchObject([
      { kind: "corner", colSpan: 3, rowSpan: 3 },
      { text: "申请人情况", colSpan: 7, rowSpan: 1 },
    ]);
    expect(layout.rows[1]?.cells).toMatchObject([
      { text: "自然人", column: 3, rowSpan: 2 },
      { text: "法人或其他组织", column: 4, colSpan: 5 },
      { text: "总计", column: 9, rowSpan: 2 },
    ]);
    expect(layout.rows[5]?.cells.slice(0, 2)).toMatchObject([
      { text: "三、本年度办理结果", rowSpan: 22, colSpan: 1 },
      { text: "（一）予以公开", colSpan: 2 },
    ]);
    const spans = layout.rows.flatMap((row) => row.cells).filter((cell) => cell.column === 1 && cell.rowSpan > 1);
    expect(spans.map((cell) => [cell.text, cell.rowSpan])).toEqual([
      ["（三）不予公开", 8],
      ["（四）无法提供", 3],
      ["（五）不予处理", 5],
      ["（六）其他处理", 3],
    ]);
    expect(layout.rows[26]?.cells[0]).toMatchObject({ text: "（七）总计", column: 1, colSpan: 2 });
  });

  it("Table C is 15 columns by 4 rows without labels", () => {
    const layout = layoutTable(table("disputes"));
    expect([layout.columns, layout.labelColumns, layout.rows.length]).toEqual([15, 0, 4]);
    expect(layout.rows[1]?.cells.filter((cell) => cell.rowSpan === 2)).toHaveLength(5);
    expect(layout.rows[3]?.cells).toHaveLength(15);
  });

  it("every row of every table covers each column exactly once", () => {
    for (const candidate of edition.tables) {
      const layout = layoutTable(candidate);
      const covered = layout.rows.map(() => Array.from({ length: layout.columns }, () => 0));
      layout.rows.forEach((row, r) => {
        for (const cell of row.cells) {
          for (let y = r; y < r + cell.rowSpan; y++) {
            for (let x = cell.column; x < cell.column + cell.colSpan; x++) covered[y]![x]!++;
          }
        }
      });
      expect(
        covered.flat().every((times) => times === 1),
        candidate.id,
      ).toBe(true);
    }
  });
});
