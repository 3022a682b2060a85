import type { z } from "zod";
import type { Text } from "../core/diagnostic.ts";

/** What is wrong with one value, for the person who wrote the file. */
export function issueWords(issue: z.core.$ZodIssue): Text {
  const at = issue.path.map(String).join(".");
  const key = String(issue.path.at(-1) ?? "");
  switch (issue.code) {
    case "unrecognized_keys":
      return {
        zh: `不认识的项目：${issue.keys.join("、")}${at === "" ? "" : `（在 ${at} 里）`}`,
        en: `unknown: ${issue.keys.join(", ")}${at === "" ? "" : ` (in ${at})`}`,
      };
    case "invalid_type":
      return issue.input === undefined && /undefined/.test(issue.message)
        ? { zh: `缺少 ${at}`, en: `${at} is missing` }
        : { zh: `${at} 的写法不对（应为 ${issue.expected}）`, en: `${at}: ${issue.message}` };
    case "invalid_format":
      return {
        zh: `${at}：${key === "id" ? "id 要用英文字母和数字，以小写字母开头，如 visits" : "写法不对"}`,
        en: `${at}: ${key === "id" ? "an id has English letters and digits and begins with a small letter" : issue.message}`,
      };
    case "invalid_value":
      return {
        zh: `${at}：可填 ${issue.values.map(String).join("、")}`,
        en: `${at}: one of ${issue.values.map(String).join(", ")}`,
      };
    case "too_small":
      return { zh: `${at} 是空的`, en: `${at} is empty` };
    default:
      return { zh: `${at} 的写法不对：${issue.message}`, en: `${at}: ${issue.message}` };
  }
}
