import type { Lang } from "../../core/diagnostic.ts";
import type { Edition } from "../../core/form/edition.ts";
import type { RolledUp } from "../../model/roll-up.ts";
import { tallyText } from "../../tally/tally-text.ts";

/** A sum as the tally of the unit above, whose head says what it is made of and who is missing. */
export function sumText(
  { tally, parts, given }: Pick<RolledUp, "tally" | "parts" | "given">,
  edition: Edition,
  { keys, missing }: { readonly keys: Lang; readonly missing: readonly string[] },
): string {
  return tallyText(tally, edition, {
    keys,
    notes: [
      `${tally.year}年由 ${parts.length} 份填报汇总（gov-report roll-up）。要改数，请改原来的填报后重新汇总；正文等可以在这里添加。`,
      ...(missing.length > 0 ? [`缺 ${missing.length} 个单位，没有计入，也不是 0：${missing.join("、")}`] : []),
    ],
    remarks: new Map(
      [...given].map(([path, count]) => [
        path,
        `${parts.length} 份填报中 ${count} 份有这${path.includes(".") ? "个数" : "张表"}`,
      ]),
    ),
  });
}
