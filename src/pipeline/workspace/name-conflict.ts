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

/** So many others are named: of a form that was handed out with a name in it there may be thousands. */
const mostNamed = 5;

/** What is said of each of several tallies that are of one unit and year, or whose reports would be called alike; in their order. */
export function conflicts(group: readonly NameClaim[]): readonly Diagnostic[] {
  const [first] = group;
  const same = group.every((one) => first && unitKey(one.unit) === unitKey(first.unit) && one.year === first.year);
  const named = group.slice(0, mostNamed + 1);
  return group.map((claim) =>
    conflict(claim, named.filter((other) => other !== claim).slice(0, mostNamed), group.length - 1, same),
  );
}

function conflict(claim: NameClaim, named: readonly NameClaim[], count: number, same: boolean): Diagnostic {
  const paths = named.map((other) => other.file);
  const more = count - paths.length;
  const zh = paths.join("、") + (more > 0 ? ` 等 ${count} 份` : "");
  const en = paths.join(", ") + (more > 0 ? ` and ${more} more` : "");
  const code: Code = same ? "GR501" : "GR502";
  const message = same
    ? {
        zh: `${claim.unit} ${claim.year} 年的填报不止一份：还有 ${zh}`,
        en: `more than one tally of ${claim.unit} for ${claim.year}: also ${en}`,
      }
    : { zh: `与 ${zh} 会写成同名的报告“${claim.name}”`, en: `would write the same file as ${en}: ${claim.name}` };
  const help = same
    ? { zh: "只留一份，其余移出文件夹", en: "keep one of them and move the others away" }
    : {
        zh: "两个单位的名称只差在文件名分不出的地方（大小写、全角半角、标点），请核对名称",
        en: "the names differ only where file names cannot; correct one",
      };
  return { code, severity: severityOf(code), message, file: claim.file, help, related: [] };
}
