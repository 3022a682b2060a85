import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/core/diagnostic.ts";
import { StampError } from "../../../src/core/report.ts";
import { stepsOf } from "../../support/steps.ts";
import { cell, paragraph, row, run, table, wordFile, wordParts } from "../../support/word-files.ts";
import { faultsIn, report, stampOf } from "../../support/word-stamps.ts";
import { zipOf } from "../../support/zip-files.ts";

/** What is said of a body: code and Chinese text, without the template's name. */
function said(body: string, parts = {}): readonly string[] {
  return faultsIn(wordFile(body, parts)).map(
    ({ code, message }) => `${code} ${message.zh.replace("模板 report.docx ", "")}`,
  );
}
const helpFor = (body: string) => faultsIn(wordFile(body))[0]?.help?.zh;

describe("names", () => {
  it("offers the nearest name, in the language it was written in, and the way up from a loop", () => {
    expect(said(paragraph("共{{requests.recieved.total}}件"))).toEqual([
      "GR702 正文「共{{requests.recieved.total}}件」：没有名为“requests.recieved.total”的数据",
    ]);
    expect(helpFor(paragraph("{{requests.recieved.total}}"))).toBe("是否应为“requests.received.total”？");
    expect(helpFor(paragraph("{{依申请公开.本年新受.总计}}"))).toBe("是否应为“依申请公开.本年新收.总计”？");
    expect(helpFor(paragraph("{{#each findings}}{{unit.name}}{{/each}}"))).toBe("是否应为“../unit.name”？");
    expect(helpFor(paragraph("{{#each text.overview}}{{txt}}{{/each}}"))).toBe("是否应为“text”？");
  });

  it("are told in English too, with the template's name", () => {
    const [fault] = faultsIn(wordFile(paragraph("共{{foo}}件")));
    expect(fault?.message.en).toBe('template report.docx, body「共{{foo}}件」: there is no figure named "foo"');
    expect(fault?.file).toBe("report.docx");
  });

  it("of groups and lists are no figures", () => {
    expect(said(paragraph("{{requests.received}}"))).toEqual([
      "GR702 正文「{{requests.received}}」：“requests.received”下有多个数，本身不是一个数",
    ]);
    expect(helpFor(paragraph("{{requests.received}}"))).toContain("例如“requests.received.naturalPerson”");
    expect(said(paragraph("{{findings}}"))[0]).toContain("请用 {{#each findings}}…{{/each}} 逐项印出");
    expect(said(paragraph("{{draft}}"))[0]).toContain("它只能作条件，不能印出");
    expect(said(paragraph("{{#each year}}{{this}}{{/each}}"))).toEqual([
      "GR704 正文「{{#each year}}{{this}}{{/each}}」：“each”的写法不对：只能列举列表和可以自行增加名称的项目",
    ]);
    expect(said(paragraph("{{#with title}}{{x}}{{/with}}"))).toHaveLength(1);
  });

  it("of a helper that does not exist list those that do", () => {
    expect(said(paragraph("{{round year 2}}"))).toEqual(["GR704 正文「{{round year 2}}」：没有名为“round”的函数"]);
    expect(said(paragraph("{{#repeat 3}}x{{/repeat}}"))).toEqual([
      "GR704 正文「{{#repeat 3}}x{{/repeat}}」：没有名为“#repeat”的块",
    ]);
  });

  it("of numbers in #if would lose a 0", () => {
    for (const tag of [
      "#if requests.received.total",
      "#unless year",
      "#if (not proactive.licences)",
      "#if (and draft year)",
    ]) {
      const [name = ""] = tag.slice(1).split(" ");
      const [first, ...more] = said(paragraph(`{{${tag}}}有{{/${name}}}`));
      expect(first).toMatch(/^GR705 .*是一个数，不能直接作条件：0 会被当作没有/);
      expect(more).toEqual([]);
    }
    expect(said(paragraph("{{#if (pos proactive.licences)}}有{{/if}}{{#if (has year)}}有{{/if}}"))).toEqual([]);
  });
});

describe("constructs that reach past the figures", () => {
  it.each([
    ["{{{title}}}", "GR703"],
    ["{{&title}}", "GR703"],
    ["{{> header}}", "GR703"],
    ["{{#> layout}}{{/layout}}", "GR703"],
    ["{{* decorate}}", "GR703"],
    ['{{#*inline "x"}}{{/inline}}', "GR703"],
    ["{{@root.title}}", "GR703"],
    ["{{~title~}}", "GR703"],
    ['{{lookup this "constructor"}}', "GR704"],
    ['{{has (lookup this "x")}}', "GR704"],
    ["{{constructor}}", "GR702"],
    ["{{unit.constructor.constructor}}", "GR702"],
    ["{{title.__proto__.x}}", "GR702"],
    ["{{#with __proto__}}x{{/with}}", "GR702"],
    ["{{toString}}", "GR702"],
  ])("%s is refused: %s", (code, expected) => {
    const [fault] = faultsIn(wordFile(paragraph(code.replaceAll("&", "&amp;").replaceAll(">", "&gt;"))));
    expect(fault?.code).toBe(expected);
  });

  it("and so are writers of our own, literals, and wrong numbers of arguments", () => {
    for (const code of [
      "{{$word title}}",
      '{{"title"}}',
      "{{percent year}}",
      "{{sum}}",
      "{{#if}}x{{/if}}",
      "{{eq title title foo=1}}",
    ]) {
      expect(faultsIn(wordFile(paragraph(code))), code).not.toEqual([]);
    }
  });
});

describe("blocks", () => {
  it("must be closed", () => {
    expect(said(paragraph("甲{{#if draft}}乙"))).toEqual(["GR701 正文「甲{{#if draft}}乙」：{{#if draft}} 没有结束"]);
    expect(said(paragraph("{{#each findings}}"))[0]).toMatch(/^GR701/);
  });

  it("must be closed by their own name, and opened", () => {
    expect(said(paragraph("{{#if draft}}乙{{/each}}"))[0]).toContain("应以 {{/if}} 结束，这里写的是 {{/each}}");
    expect(said(paragraph("乙{{/if}}"))).toEqual(["GR701 正文「乙{{/if}}」：{{/if}} 前面没有与它对应的开始标签"]);
    expect(said(paragraph("乙{{else}}丙"))[0]).toMatch(/^GR701/);
    expect(said(paragraph("{{#if draft}}1{{else}}2{{else}}3{{/if}}"))[0]).toMatch(/^GR701/);
  });

  it("may not begin in one cell and end in another", () => {
    const body = table(2, row("{{#if draft}}甲", "乙{{/if}}"));
    expect(said(body)[0]).toMatch(/^GR721 正文「乙\{\{\/if\}\}」：\{\{\/if\}\} 与 \{\{#if draft\}\} 不在同一层/);
  });

  it("may not begin in the body and end inside a table", () => {
    const body = paragraph("{{#if draft}}") + table(1, row(cell(paragraph("甲"), paragraph("{{/if}}"))));
    expect(said(body)[0]).toMatch(/^GR721/);
  });

  it("may not begin alone in a paragraph and end within another", () => {
    expect(said(paragraph("{{#if draft}}") + paragraph("甲{{/if}}"))[0]).toMatch(/^GR721/);
  });

  it("may not take away a paragraph that ends a section", () => {
    const last = `<w:p><w:pPr><w:sectPr/></w:pPr>${run("{{/if}}")}</w:p>`;
    expect(said(paragraph("{{#if draft}}") + paragraph("甲") + last)[0]).toMatch(/^GR720 .*分节符/);
  });

  it("may not leave a table without rows", () => {
    const body = table(1, row("{{#each findings}}"), row("{{this}}"), row("{{/each}}"));
    expect(said(body)).toEqual([
      "GR727 模板 report.docx：word/document.xml：表格没有行".replace("模板 report.docx", "模板 report.docx"),
    ]);
  });
});

describe("tags in the wrong place", () => {
  it("tracked changes, fields and breaks are named", () => {
    expect(said(paragraph("甲", `<w:ins w:id="1" w:author="a">${run("{{year}}")}</w:ins>`))).toEqual([
      "GR720 正文「甲{{year}}」：标签 {{year}} 在修订标记里",
    ]);
    const deleted = `<w:del w:id="2" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del>`;
    expect(said(paragraph("{{unit.", deleted, "name}}"))[0]).toMatch(/^GR720 .*修订标记/);
    const field = `<w:r><w:instrText xml:space="preserve"> TITLE {{title}} </w:instrText></w:r>`;
    expect(said(paragraph(field))[0]).toMatch(/^GR720 .*域代码/);
    expect(said(paragraph("{{unit.", "<w:r><w:br/></w:r>", "name}}"))[0]).toMatch(/^GR720 .*隔断/);
  });

  it("attributes, remarks, comments and drawings are named", () => {
    const picture = `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="{{title}}"/></wp:inline></w:drawing></w:r>`;
    expect(said(paragraph(picture))[0]).toBe("GR720 正文「{{title}}」：标签不能写在属性（wp:docPr 的 name）里");
    expect(said("<!-- {{title}} -->")[0]).toMatch(/^GR720 正文.*注释里/);
    expect(said(paragraph("<w:r><w:drawing><a:t>{{title}}</a:t></w:drawing></w:r>"))[0]).toMatch(/^GR720 .*a:t/);
    const comments = '<?xml version="1.0"?><c><t>{{title}}</t></c>';
    expect(said(paragraph("文"), { "word/comments.xml": comments })[0]).toMatch(/^GR720 批注/);
  });

  it("unfinished braces are named, with the page head they stand in", () => {
    expect(said(paragraph("共{{year}件"))).toEqual(["GR701 正文「共{{year}件」：有花括号却不成标签"]);
    expect(said(paragraph("文"), { "word/header1.xml": paragraph("year}}") })[0]).toMatch(/^GR701 页眉「year}}」/);
    expect(said(paragraph("{{a b c d}}"))[0]).toMatch(/^GR704/);
    expect(said(paragraph("{{= 1}}"))[0]).toMatch(/^GR701 .*引用数据的写法有误/);
  });

  it("every fault is told at once, and each once", () => {
    expect(said(paragraph("{{foo}}") + paragraph("{{foo}}") + paragraph("{{bar}}"))).toHaveLength(2);
  });
});

describe("parts that cannot be read", () => {
  const broken = (xml: string | Uint8Array) =>
    faultsIn(zipOf({ ...wordParts(""), "word/document.xml": xml })).map(({ code, message }) => `${code} ${message.zh}`);

  it("a DOCTYPE, an unknown entity, broken XML and another encoding are refused", () => {
    const doctype = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>{{title}}&x;</a>';
    expect(broken(doctype)[0]).toBe("GR713 模板 report.docx：部件 word/document.xml 不能用：带有 DOCTYPE 声明");
    expect(broken("<a>{{title}}&nbsp;</a>")[0]).toMatch(/^GR713 .*XML 有误/);
    expect(broken("<a>{{title}}</b>")[0]).toMatch(/^GR713/);
    expect(broken(Buffer.from("\ufeff<a>{{title}}</a>", "utf16le"))[0]).toMatch(/GR713|GR727/);
    expect(broken(`${"<a>".repeat(5000)}{{title}}${"</a>".repeat(5000)}`)[0]).toMatch(/^GR713/);
  });
});

describe("a template that would not come to an end", () => {
  it("is stopped when it is stamped", () => {
    const depth = 7;
    const body = paragraph(`${"{{#each findings}}{{#with ..}}".repeat(depth)}x${"{{/with}}{{/each}}".repeat(depth)}`);
    const stamp = stampOf(wordFile(body));
    const findings = Array.from({ length: 10 }, (_, i) => String(i));
    expect(() => stamp.stamp(report({ findings }))).toThrow(StampError);
    try {
      stamp.stamp(report({ findings }));
    } catch (error) {
      expect((error as StampError).code).toBe("GR708");
      expect((error as StampError).text.zh).toContain("20000 次");
    }
    expect(() => stamp.stamp(report({ findings: ["1"] }))).not.toThrow();
  });
});

describe("a template made to exhaust", () => {
  const hostile: Readonly<Record<string, string>> = {
    "nothing but braces": paragraph("{".repeat(300_000)),
    "comments without an end": paragraph("{{!-- ".repeat(60_000)),
    "blocks in blocks": paragraph("{{#if draft}}".repeat(5_000)),
    "a tag without an end of brackets": paragraph(`{{${"(".repeat(50_000)}}}`),
    "tags without number": paragraph("{{year}}").repeat(40_000),
    "faults without number": Array.from({ length: 5_000 }, (_, i) => paragraph(`{{x${i}}}`)).join(""),
  };
  for (const [name, body] of Object.entries(hostile)) {
    it(`${name} is refused in bounded time`, () => {
      let faults: readonly Diagnostic[] = [];
      const [steps] = stepsOf(() => {
        faults = faultsIn(wordFile(body));
      });
      expect(steps).toBeLessThan(10_000_000);
      expect(faults.length).toBeGreaterThan(0);
      expect(faults.length).toBeLessThanOrEqual(100);
    });
  }
});
