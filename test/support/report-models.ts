import { computeFigures } from "../../src/core/figures.ts";
import type { Edition } from "../../src/core/form/edition.ts";
import type { ReportModel } from "../../src/core/report.ts";
import type { Cell, Tally } from "../../src/core/tally.ts";

const span = { file: "unit.yaml", start: 0, end: 0 };

/** A report with every input cell filled by `figure`, and the given activity figures. */
export function reportOf(
  edition: Edition,
  options: {
    readonly figure?: (path: string) => number | undefined;
    readonly activity?: Readonly<Record<string, number | string>>;
  } & Partial<ReportModel> = {},
): ReportModel {
  const { figure = () => 1, activity = {}, ...rest } = options;
  const cells = new Map<string, Cell>();
  for (const { path, terms } of edition.cells) if (!terms) cells.set(path, { value: figure(path), span });
  for (const [path, value] of Object.entries(activity)) {
    const cell: Cell = typeof value === "number" ? { value, span } : { value: 0, text: value, approximate: true, span };
    cells.set(path, cell);
  }
  const { tree } = computeFigures({ cells } as unknown as Tally, edition);
  return {
    title: "凤凰镇人民政府2025年政府信息公开工作年度报告",
    titleLines: ["凤凰镇人民政府2025年", "政府信息公开工作年度报告"],
    unit: { name: "凤凰镇人民政府", kind: "township", code: "320582104" },
    year: 2025,
    edition: edition.id,
    figures: tree,
    notes: {},
    annexes: [],
    sections: edition.sections.map(({ id, heading }) => ({ id, heading, paragraphs: [], tables: [] })),
    published: "2026年1月16日",
    signedBy: ["凤凰镇人民政府"],
    contentHash: `sha256:${"0".repeat(64)}`,
    draft: false,
    findings: [],
    ...rest,
  };
}
