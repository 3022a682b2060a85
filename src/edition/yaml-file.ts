import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Text } from "../core/diagnostic.ts";
import { FileError } from "../core/errors.ts";

/** A YAML file that a person wrote, and where in it something stands. */
export interface YamlFile {
  readonly value: unknown;
  /** What is wrong with the value at a path, with its line. */
  fault(path: readonly PropertyKey[], why: Text): FileError;
}

const tableFile: Text = { zh: "附加表的文件", en: "this table file" };

/** Larger than any form; beyond it somebody means harm. */
const mostBytes = 1_048_576;

/** The file's content, or a `FileError` that says why there is none. */
export function openYaml(path: string, bytes: Uint8Array, of: Text = tableFile): YamlFile {
  const broken = (why: Text, line?: number): FileError => new FileError(path, unusable(of, why, line));
  if (bytes.length > mostBytes) throw broken({ zh: "文件太大", en: "it is too large" });
  const text = decode(bytes);
  if (text === undefined) {
    throw broken({ zh: "文件不是 UTF-8 编码，请另存为 UTF-8", en: "it is not UTF-8: save it as UTF-8" });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const [message = ""] = error.message.split(/ at line \d|\n/);
    throw broken({ zh: `YAML 有误：${message}`, en: message }, error.linePos?.[0].line);
  }
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    fault: (at, why) => {
      for (let length = at.length; length > 0; length--) {
        const node: unknown = document.getIn(at.slice(0, length), true);
        if (isNode(node) && node.range) return broken(why, lines.linePos(node.range[0]).line);
      }
      return broken(why);
    },
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file that cannot be used; its author needs to know where and why. */
function unusable(of: Text, { zh, en }: Text, line: number | undefined): Text {
  return {
    zh: `${of.zh}不能使用：${line === undefined ? "" : `第 ${line} 行：`}${zh}`,
    en: `${of.en} cannot be used: ${line === undefined ? "" : `line ${line}: `}${en}`,
  };
}

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
