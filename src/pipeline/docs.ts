import { sameAsOtherUnit } from "../check/copying/same-as-other-unit.ts";
import { rules } from "../check/index.ts";
import { waiverDocs } from "../check/waivers.ts";
import { compareText, internalFault } from "../core/diagnostic.ts";
import type { RuleDoc } from "../core/rule.ts";
import { proseDocs } from "../model/docs.ts";
import { rollUpDocs } from "../model/roll-up-docs.ts";
import { templateDocs } from "../render/office/codes.ts";
import { readingDocs } from "../tally/syntax/codes.ts";
import { textDocs } from "../template/docs.ts";
import { namingDocs } from "./workspace/names.ts";
import { registerDocs } from "./workspace/register.ts";

/** A fault of ours that no rule can be blamed for. Nothing a user writes should ever bring it about. */
const faultDoc: RuleDoc = {
  code: internalFault,
  name: "internal-fault",
  severity: "error",
  summary: { zh: "程序内部出错", en: "a fault in gov-report" },
  why: {
    zh: "这是程序的问题，不是填报的问题；这份填报没有核对完，不能当作通过。请把命令和信息报告给维护者。",
    en: "This is our fault and not the tally's. It has not been checked to the end and does not count as passed; please report it.",
  },
};

/** Every code the program can give, in order. */
export const ruleDocs: readonly RuleDoc[] = [
  faultDoc,
  ...readingDocs,
  ...waiverDocs,
  ...rules,
  sameAsOtherUnit,
  ...namingDocs,
  ...registerDocs,
  ...rollUpDocs,
  ...proseDocs,
  ...textDocs,
  ...templateDocs,
].sort((a, b) => compareText(a.code, b.code));
