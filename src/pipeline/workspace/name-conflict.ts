import { severityOf } from "../../catalogue/index.ts";
import type { Code, Diagnostic } from "../../core/diagnostic.ts";
import { unitKey } from "../../core/text/unit-key.ts";

/** What a tally's reports would be called, and whose and which year's it is. */
export interface NameClaim {
  readonly file: string;
  readonly unit: string;
  readonly year: number;
  readonly name: string;
}

/** What is said of a tally that is of the unit and year of others, or whose reports would be called as theirs. */
export function conflict(claim: NameClaim, group: readonly NameClaim[]): Diagnostic {
  const others = group.filter((other) => other !== claim);
  const same = others.every((other) => unitKey(other.unit) === unitKey(claim.unit) && other.year === claim.year);
  const files = others.map((other) => other.file).join("、");
  const code: Code = same ? "GR501" : "GR502";
  const message = same
    ? {
        zh: `${claim.unit} ${claim.year} 年的填报不止一份：还有 ${files}`,
        en: `more than one tally of ${claim.unit} for ${claim.year}: also ${files}`,
      }
    : { zh: `与 ${files} 会写成同名的报告“${claim.name}”`, en: `would write the same file as ${files}: ${claim.name}` };
  const help = same
    ? { zh: "只留一份，其余移出文件夹", en: "keep one of them and move the others away" }
    : {
        zh: "两个单位的名称只差在文件名分不出的地方（大小写、全角半角、标点），请核对名称",
        en: "the names differ only where file names cannot; correct one",
      };
  return { code, severity: severityOf(code), message, file: claim.file, help, related: [] };
}
