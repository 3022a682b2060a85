import { UsageError } from "../../core/errors.ts";
import { argument, type CommandEntry, defineCommand } from "../command.ts";
import { exit } from "../exit.ts";

export const explainCommand: CommandEntry = defineCommand({
  name: "explain",
  about: {
    zh: "说明一条规则：为什么有、依据、正误示例；不写编号则列出全部",
    en: "say why a rule exists, its basis, a wrong and a right example; without a code, list them all",
  },
  arguments: [argument("[code]", { zh: "规则编号，如 GR201", en: "a rule's code, such as GR201" })],
  options: {},
  async run(io, [code]) {
    const { catalogue } = await import("../../pipeline/catalogue.ts");
    const { explained, listed } = await import("../../print/explain.ts");
    if (code === undefined) {
      io.out(listed(catalogue, io.lang, io.style.out));
      return exit.fine;
    }
    const wanted = code.toUpperCase();
    const doc = catalogue.find((candidate) => candidate.code === wanted || candidate.name === code.toLowerCase());
    if (!doc) {
      throw new UsageError({
        zh: `没有规则 ${code}；运行 gov-report explain 列出全部`,
        en: `no rule ${code}; gov-report explain lists them all`,
      });
    }
    io.out(explained(doc, io.lang, io.style.out));
    return exit.fine;
  },
});
