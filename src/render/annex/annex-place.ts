import { severityOf } from "../../catalogue/index.ts";
import type { Diagnostic } from "../../core/diagnostic.ts";

/** A template of a clerk's own from before there were annexes, and a unit that has some: they would be lost unseen. */
export function noPlaceForAnnexes(edition: string, name: string): Diagnostic {
  const file = `${edition}/${name}`;
  const markdown = name.endsWith(".hbs");
  const sheet = name.endsWith(".xlsx");
  return {
    code: "GR731",
    severity: severityOf("GR731"),
    message: {
      zh: `模板 ${file} 没有放附件的地方，附件没有印出`,
      en: `template ${file} has no place for annexes: they are not printed`,
    },
    file,
    help: markdown
      ? {
          zh: "在正文之后加上 {{#each annexes}}…{{/each}}，写法见随程序提供的 report.md.hbs",
          en: "add {{#each annexes}}…{{/each}} behind the text, as the shipped report.md.hbs has it",
        }
      : sheet
        ? {
            zh: "从随程序提供的 report.xlsx 把“附表”这张工作表复制过来（gov-report template copy 可取得）",
            en: "copy the sheet 附表 from the shipped report.xlsx (gov-report template copy gives it)",
          }
        : {
            zh: "在署名和日期之后加一段，只写 {{annexes}}；样式可从随程序提供的 report.docx 复制",
            en: "add a paragraph with nothing but {{annexes}} behind the signature; its styles are in the shipped report.docx",
          },
    related: [],
  };
}
