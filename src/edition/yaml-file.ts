import { isNode, LineCounter, parseDocument } from "yaml";
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
