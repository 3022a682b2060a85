import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "./folder.ts";

/** What differs from one signed tally to another: of requests, how many were carried forward, and taken over. */
interface SignedFigures {
  readonly year?: number;
  readonly licences?: number;
  readonly carried?: number;
  readonly taken?: number;
}

/** A tally of the n-th made-up town that is signed and complete: sealed, it can be published. */
export function signedTown(n: number, figures: SignedFigures = {}): string {
  const { year = 2025, licences = 12, carried = 0, taken = 0 } = figures;
  return `year: ${year}
unit: { name: 第${n}镇人民政府, kind: township }
published: ${year + 1}-01-20
signoff:
  prepared: { by: 办公室, on: ${year + 1}-01-08 }
  verified: { by: 党政办, on: ${year + 1}-01-12 }
  approved: { by: 分管领导, on: ${year + 1}-01-15 }
proactive: { regulations: 0, normativeDocuments: 0, licences: ${licences}, penalties: ${30 + n}, coerciveMeasures: 0, fees: 0 }
requests:
  received: { naturalPerson: 3 }
  broughtForward: { naturalPerson: ${taken} }
  outcomes: { granted: { naturalPerson: ${3 + taken - carried} } }
  carriedForward: { naturalPerson: ${carried} }
disputes: { review: 0, litigation: 0 }
narrative:
  overview: 全年行政许可{{proactive.licences}}件。
  problems: 第${n}个栏目更新不够及时，下一步每周检查第${n}个栏目。
  other: 本年度未收取信息处理费。
`;
}

/** A workspace of so many signed towns, not sealed yet. */
export function signedWorkspace(count: number, formats = "[md]"): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "units"));
  writeFileSync(join(folder, "gov-report.yaml"), `year: 2025\nformats: ${formats}\n`);
  for (let n = 0; n < count; n++) writeFileSync(join(folder, "units", `${n}.yaml`), signedTown(n));
  return folder;
}
