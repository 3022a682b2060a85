import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FileError } from "../../src/core/errors.ts";
import type { Editions } from "../../src/core/form/edition.ts";
import { editionsOf, templatesFolder } from "../support/editions.ts";

function withWords(files: Readonly<Record<string, string>>): Editions {
  const folder = mkdtempSync(join(tmpdir(), "words-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return editionsOf(templatesFolder, folder);
}

function faultOf(files: Readonly<Record<string, string>>): string {
  try {
    withWords(files);
  } catch (error) {
    if (error instanceof FileError) return error.text.zh;
  }
  return "";
}

describe("a words file of one's own", () => {
  it("adds to the frames and roles there are, for every edition or for one", () => {
    const own = "numbers:\n  roles: { own: 我队 }\n  frames:\n    - { id: requests, root: requests, nouns: 求告件 }\n";
    const everywhere = withWords({ "words.yaml": own });
    const nouns = (id: string, all: Editions): string =>
      all.get(id)?.vocabulary.frames.find((frame) => frame.id === "requests")?.nouns ?? "";
    expect(nouns("2019", everywhere)).toMatch(/^政府信息公开申请 .* 求告件$/);
    expect(everywhere.get("2021")?.vocabulary.roles["own"]).toMatch(/我队$/);
    const once = withWords({ "2021/words.yaml": own });
    expect(nouns("2021", once)).toContain("求告件");
    expect(nouns("2019", once)).not.toContain("求告件");
  });

  it("is refused, with its line, where it names what no form has", () => {
    const frame = (rest: string): string => `numbers:\n  frames:\n    - id: requests\n      root: requests\n${rest}`;
    expect(faultOf({ "words.yaml": "numbers:\n  frames:\n    - { id: x, root: nothing }\n" })).toBe(
      "词表文件不能使用：第 3 行：格式中没有 nothing",
    );
    expect(faultOf({ "words.yaml": frame("      rows:\n        - { at: recieved, words: 收 }\n") })).toContain(
      "第 6 行：格式中没有 recieved，是否为 received？",
    );
    expect(faultOf({ "words.yaml": frame("      columns:\n        - { ids: [person], words: 人 }\n") })).toContain(
      "格式中没有 person",
    );
    expect(
      faultOf({ "words.yaml": "claims:\n  closed:\n    - { words: 申请, none: [requests.carriedForwards] }\n" }),
    ).toBe("词表文件不能使用：第 3 行：格式中没有 requests.carriedForwards，是否为 requests.carriedForward？");
    expect(
      faultOf({
        "words.yaml":
          "claims:\n  decided:\n    - { words: 复议, groups: [disputes.review], corrected: corected, other: other }\n",
      }),
    ).toContain("是否为 disputes.review.corrected？");
    expect(faultOf({ "words.yaml": "claim: {}\n" })).toContain("claim");
    expect(faultOf({ "words.yaml": frame("      noun: 申请\n") })).toContain("noun");
  });
});
