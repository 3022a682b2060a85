import type { Lang, Text } from "../core/diagnostic.ts";

/** A number of a text with what it was taken for, as the check has it. */
interface Explained {
  readonly sectionName: Text;
  readonly words: string;
  readonly before: string;
  readonly verdict: "agrees" | "differs" | "part" | "notCompared";
  readonly taken: Text;
}

export const verdictNames: Readonly<Record<Explained["verdict"], Text>> = {
  agrees: { zh: "相符", en: "agrees" },
  differs: { zh: "不符", en: "differs" },
  part: { zh: "分项", en: "part of a list" },
  notCompared: { zh: "未比对", en: "not compared" },
};

/** A line for every number of a unit's texts, how many were compared by their sum only, and how many not. */
export function explainedFigures(file: string, figures: readonly Explained[], lang: Lang): string {
  const lines = figures.map(({ words, before, verdict, taken, sectionName }) => {
    const place = `${sectionName[lang]}${lang === "zh" ? "：" : ": "}…${before.replace(/\s+/g, " ")}【${words.trim()}】`;
    return `  ${verdictNames[verdict][lang]}  ${place}  ${taken[lang]}`;
  });
  const counted = (of: Explained["verdict"]): number => figures.filter(({ verdict }) => verdict === of).length;
  const [parts, open] = [counted("part"), counted("notCompared")];
  const summed = {
    zh: parts > 0 ? `，${parts} 个核对了各项之和` : "",
    en: parts > 0 ? `, ${parts} compared by the sum of their list` : "",
  };
  const count = {
    zh: `${file}：正文中有 ${figures.length} 个数${summed.zh}，${open} 个没有比对`,
    en: `${file}: ${figures.length} numbers in the texts${summed.en}, ${open} of them not compared`,
  };
  return [count[lang], ...lines].join("\n");
}
