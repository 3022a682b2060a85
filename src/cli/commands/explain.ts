import { UsageError } from "../../core/errors.ts";
import { argument, type CommandEntry, defineCommand } from "../command.ts";
import { exit } from "../exit.ts";
import { dataFormat } from "../input-options.ts";

const formats = ["pretty", "markdown", "json"] as const;

export const explainCommand: CommandEntry = defineCommand({
  name: "explain",
  about: {
    zh: "说明一条规则：为什么有、依据、正误示例；不写编号则列出全部",
    en: "say why a rule exists, its basis, a wrong and a right example; without a code, list them all",
  },
  arguments: [argument("[code]", { zh: "规则编号，如 GR201", en: "a rule's code, such as GR201" })],
  data: formats,
  options: { format: dataFormat(formats, { zh: "", en: "" }) },
  async run(io, [code], { format: asked }) {
    const { catalogue } = await import("../../pipeline/catalogue.ts");
    const print = await import("../../print/explain.ts");
    const { dataTargets, writeData } = await import("../output.ts");
    const wanted = code?.toUpperCase();
    const rules = catalogue.filter(
      (rule) => code === undefined || rule.code === wanted || rule.name === code.toLowerCase(),
    );
    const [only] = code === undefined ? [] : rules;
    if (code !== undefined && !only) {
      throw new UsageError({
        zh: `没有规则 ${code}；运行 gov-report explain 列出全部`,
        en: `no rule ${code}; gov-report explain lists them all`,
      });
    }
    await writeData(io, dataTargets(asked, { formats, usual: "pretty" }), [], (format, { lang, style }) => {
      if (format === "json") return print.rulesJson(rules);
      if (format === "markdown") return only ? print.ruleMarkdown(only, lang) : print.rulesMarkdown(rules, lang);
      return only ? print.explained(only, lang, style.out) : print.listed(rules, lang, style.out);
    });
    return exit.fine;
  },
});
