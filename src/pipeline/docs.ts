import { rules } from "../check/index.ts";
import { compareText } from "../core/diagnostic.ts";
import type { RuleDoc } from "../core/rule.ts";
import { proseDocs } from "../model/docs.ts";
import { readingDocs } from "../read/codes.ts";
import { templateDocs } from "../render/codes.ts";
import { textDocs } from "../text/docs.ts";
import { namingDocs } from "./names.ts";

/** Every code the program can give, in order. */
export const ruleDocs: readonly RuleDoc[] = [
  ...readingDocs,
  ...rules,
  ...namingDocs,
  ...proseDocs,
  ...textDocs,
  ...templateDocs,
].sort((a, b) => compareText(a.code, b.code));
