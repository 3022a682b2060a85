import fc from "fast-check";
import { HtmlValidate } from "html-validate";
import { type DefaultTreeAdapterMap, parse, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { layoutTable } from "../../../src/core/form/layout.ts";
import type { ReportModel } from "../../../src/core/report.ts";
import { paragraphsOf } from "../../../src/model/report.ts";
import { trendSvg } from "../../../src/render/chart/svg.ts";
import { escapeHtml } from "../../../src/render/markup/html-escape.ts";
import { edition2021, editions } from "../../support/editions.ts";
import { trendWith } from "../../support/make-trend.ts";
import { fullReport, pageOf, pageStamp, pagesOf } from "../../support/pages.ts";
import { reportOf } from "../../support/report-models.ts";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

function elementsOf(node: Node): readonly Element[] {
  const own = "tagName" in node ? [node] : [];
  return "childNodes" in node ? [...own, ...node.childNodes.flatMap(elementsOf)] : own;
}

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

const named = (html: string, name: string) => elementsOf(parse(html)).filter(({ tagName }) => tagName === name);
const attribute = (element: Element | undefined, name: string) =>
  element?.attrs.find((one) => one.name === name)?.value;

describe("a page", () => {
  const validator = new HtmlValidate({ extends: ["html-validate:recommended", "html-validate:a11y"], root: true });

  it("is valid HTML: of every form, as a draft, with an area's tables and with figures over the years", async () => {
    for (const [name, html] of await pagesOf("html")) {
      const { results } = await validator.validateString(html, {
        rules: { "doctype-style": "off", "long-title": "off" },
      });
      const found = results.flatMap(({ messages }) =>
        messages.map((one) => `${one.line} ${one.ruleId}: ${one.message}`),
      );
      expect(found, name).toEqual([]);
    }
  });

  it("reads nothing else and runs nothing, and says so to the browser", async () => {
    for (const [name, html] of await pagesOf("html")) {
      const elements = elementsOf(parse(html));
      expect(
        elements.filter(({ tagName }) => /^(link|iframe|form|object|embed|base)$/.test(tagName)),
        name,
      ).toEqual([]);
      const sources = elements.flatMap((element) => attribute(element, "src") ?? []);
      expect(
        sources.filter((source) => !source.startsWith("data:image/png;base64,iVBOR")),
        name,
      ).toEqual([]);
      const scripts = elements.filter(({ tagName }) => tagName === "script");
      expect(scripts.map((script) => attribute(script, "type"))).toEqual(["application/ld+json"]);
      expect(html, name).not.toMatch(/@import|url\(https?:|\son\w+=/);
      const policy = elements.find((element) => attribute(element, "http-equiv") === "Content-Security-Policy");
      expect(attribute(policy, "content")).toContain("default-src 'none'");
    }
  });

  it("has the figures over the years as a picture within", async () => {
    const [, trend = ""] = (await pagesOf("html")).find(([name]) => name === "trend") ?? [];
    const [svg] = named(trend, "svg");
    expect(attribute(svg, "role")).toBe("img");
    expect(svg && textOf(svg)).toContain("2025年");
    expect(trend).not.toContain("<!-- trend -->");
  });

  it.each(editions().all)(
    "prints every cell of the form of $id once, and a header for each row and column",
    async (edition) => {
      const figure = (path: string): number => edition.cells.findIndex((cell) => cell.path === path) + 10_000;
      const cells = edition.cells.filter(
        ({ terms, table }) => !terms && !edition.tables.find(({ id }) => id === table)?.extra,
      );
      const html = await pageOf(edition, { ...fullReport(edition), figures: reportOf(edition, { figure }).figures });
      const printed = named(html, "td").map(textOf);
      for (const { path } of cells) {
        expect(
          printed.filter((text) => text.replace(/（.*/u, "") === String(figure(path))),
          path,
        ).toHaveLength(1);
      }
      expect(named(html, "th").filter((cell) => !/^(col|row)(group)?$/.test(attribute(cell, "scope") ?? ""))).toEqual(
        [],
      );
      for (const table of named(html, "table").filter((one) => textOf(one).length > 60)) {
        expect(elementsOf(table).some(({ tagName }) => tagName === "caption")).toBe(true);
      }
    },
  );

  it("says the remark behind its figure, the notes under the table, who signs, and what other files there are", async () => {
    const edition = edition2021();
    const html = await pageOf(edition, fullReport(edition));
    expect(
      named(html, "td")
        .map(textOf)
        .filter((text) => text.includes("自然失效")),
    ).toEqual(["1（含自然失效29件）"]);
    expect(
      named(html, "p")
        .map(textOf)
        .filter((text) => text.startsWith("注1")),
    ).toHaveLength(3);
    expect(html).toContain(
      '<p class="signature">凤凰镇人民政府<br>凤凰镇综合行政执法局</p>\n<p class="signature">2026年1月16日</p>',
    );
    expect(named(html, "a").map((link) => attribute(link, "href"))).toEqual([
      "凤凰镇%202025%20%231.docx",
      "凤凰镇%202025%20%231.md",
    ]);
    expect(named(html, "li").map((item) => textOf(item).trim().split("\n")[0])).toEqual([
      "下载 Word 文件",
      "下载 Markdown 文件",
      ...Array.from({ length: 3 }, () => ["微信", "视频号", "公告栏", "第一", "第二"]).flat(),
    ]);
  });

  it("says 草稿 and lists what was found, and is no published report to machines", async () => {
    const edition = edition2021();
    const html = await pageOf(edition, fullReport(edition, { draft: true, findings: ["有空白 <b>"] }));
    expect(named(html, "main").map(textOf).join()).toMatch(
      /^\s*草稿：本件尚未定稿[\s\S]*需要处理的问题\s+有空白 <b>\s*$/,
    );
    expect(dataOf(html)).toMatchObject({ creativeWorkStatus: "Draft" });
    expect(dataOf(html)).not.toHaveProperty("datePublished");
  });

  it("has the number under which a site lists it, for people and for machines, where one is given", async () => {
    const edition = edition2021();
    const html = await pageOf(edition, { ...fullReport(edition), indexNumber: "11330000-2026-<12>" });
    expect(named(html, "aside").map(textOf).join()).toMatch(/索引号\s*11330000-2026-<12>/);
    expect(dataOf(html)).toMatchObject({ identifier: "11330000-2026-<12>" });
    const without = await pageOf(edition, fullReport(edition));
    expect(without).not.toContain("索引号");
    expect(dataOf(without)).not.toHaveProperty("identifier");
  });

  it("tells machines what it is", async () => {
    const edition = edition2021();
    const unit = {
      name: "云溪县教育局",
      kind: "department",
      code: "113205",
      within: "云溪县",
      issuers: ["甲", "乙"],
    } as const;
    expect(dataOf(await pageOf(edition, fullReport(edition, { unit })))).toEqual({
      "@context": "https://schema.org",
      "@type": "Report",
      name: "凤凰镇人民政府2025年政府信息公开工作年度报告",
      inLanguage: "zh-CN",
      temporalCoverage: "2025-01-01/2025-12-31",
      datePublished: "2026-01-16",
      creativeWorkStatus: "Published",
      author: [
        { "@type": "GovernmentOrganization", name: "甲" },
        { "@type": "GovernmentOrganization", name: "乙" },
      ],
      publisher: {
        "@type": "GovernmentOrganization",
        name: "云溪县教育局",
        identifier: "113205",
        parentOrganization: { "@type": "GovernmentOrganization", name: "云溪县" },
      },
      encoding: [
        {
          "@type": "MediaObject",
          contentUrl: "凤凰镇%202025%20%231.docx",
          encodingFormat: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        },
        { "@type": "MediaObject", contentUrl: "凤凰镇%202025%20%231.md", encodingFormat: "text/markdown" },
      ],
    });
  });

  it("is the same bytes whatever was stamped before it", async () => {
    const edition = edition2021();
    const stamp = await pageStamp(edition);
    const [one, other] = [fullReport(edition), fullReport(edition, { draft: true, title: "另一份" })];
    const first = stamp.stamp(one);
    stamp.stamp(other);
    expect(stamp.stamp(one)).toEqual(first);
    expect(stamp.stamp(fullReport(edition))).toEqual(first);
  });
});

function dataOf(html: string): Readonly<Record<string, unknown>> {
  const [script] = named(html, "script");
  return JSON.parse(script ? textOf(script) : "");
}

describe("a fragment", () => {
  const validator = new HtmlValidate({ extends: ["html-validate:recommended"], root: true });

  it("is valid, and has nothing that a site's editor strips", async () => {
    const pages = await pagesOf("fragment.html");
    for (const [name, html] of pages) {
      const { results } = await validator.validateString(html, {
        rules: { "doctype-style": "off", "long-title": "off" },
      });
      const found = results.flatMap(({ messages }) =>
        messages.map((one) => `${one.line} ${one.ruleId}: ${one.message}`),
      );
      expect(found, name).toEqual([]);
      const elements = elementsOf(parseFragment(html));
      const allowed =
        "h1 h2 h3 h4 p b strong br ul ol li table caption colgroup thead tbody tr th td figure img figcaption".split(
          " ",
        );
      expect(
        [...new Set(elements.map(({ tagName }) => tagName))].filter((tag) => !allowed.includes(tag)),
        name,
      ).toEqual([]);
      const attributes = new Set(elements.flatMap(({ attrs }) => attrs.map((one) => one.name)));
      expect(
        [...attributes].filter(
          (one) => !["scope", "colspan", "rowspan", "span", "start", "src", "alt", "width", "height"].includes(one),
        ),
        name,
      ).toEqual([]);
    }
  });

  it("says what the page says, but for what is of the page alone", async () => {
    const said = (html: string) => textOf(parseFragment(html)).replace(/\s/g, "");
    const fragments = new Map(await pagesOf("fragment.html"));
    for (const [name, html] of await pagesOf("html")) {
      const [main] = named(html, "main");
      const text = main
        ? elementsOf(main)
            .filter(({ tagName }) => tagName === "svg")
            .reduce((all, svg) => all.replace(textOf(svg).replace(/\s/g, ""), ""), textOf(main).replace(/\s/g, ""))
        : "";
      expect(said(fragments.get(name) ?? ""), name).toBe(text);
    }
  });
});

/** What a person may have typed or pasted into a name, a text or a note. */
const hostile = fc.oneof(
  fc.constantFrom(
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onload="alert(1)',
    "' onclick='alert(1)",
    "javascript:alert(1)",
    "<!--",
    "-->",
    "]]>",
    "</style>",
    "&lt;script&gt;",
    "&#60;script>",
    "{{title}}",
    "<!-- trend -->",
    "</main>",
    "<svg onload=alert(1)>",
    "\u202e倒写\u202c",
    "\u2066甲\u2069",
    "\u0000\u0007",
    "\ud800",
    "\ufeff",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const words = fc
  .array(fc.oneof(hostile, fc.constant("政府信息")), { minLength: 1, maxLength: 4 })
  .map((parts) => `我局${parts.join("")}`);

describe("what people have written", () => {
  const edition = edition2021();
  const [table] = edition.tables;

  it.each(["html", "fragment.html"] as const)(
    "stays text in %s: no element, no attribute, no character that turns others round",
    async (format) => {
      const shape = async (text: string): Promise<readonly string[]> => {
        const html = await pageOf(edition, reportFull(text), format);
        expect(html).not.toMatch(
          /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff](?![\udc00-\udfff])/u,
        );
        const elements = elementsOf(format === "html" ? parse(html) : parseFragment(html));
        return elements.map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(" ")}`);
      };
      const plain = await shape("我局");
      await fc.assert(
        fc.asyncProperty(words, async (text) => {
          expect(await shape(text)).toEqual(plain);
        }),
        { numRuns: 150 },
      );
    },
  );

  it("comes out of the data for machines as the text it was", async () => {
    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        const html = await pageOf(edition, reportFull(text));
        const json = dataOf(html);
        const shown = named(html, "h2").map(textOf)[0];
        expect(String(json["name"]).replace(/\s+/g, " ").trim()).toBe(shown?.replace(/\s+/g, " ").trim());
      }),
      { numRuns: 60 },
    );
  });

  it("stays text in the picture of figures over the years", () => {
    const unit = `"><script>alert(1)</script>\u202e甲`;
    const svg = new TextDecoder().decode(trendSvg({ ...trendWith([[[1, 2]]]), unit }));
    expect(svg).not.toMatch(/<script|\u202e/);
    expect(textOf(parseFragment(svg))).toContain(`"><script>alert(1)</script>甲`);
  });

  it("is the text itself, but for characters that are none", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
        const clean = text.replace(
          /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
          "",
        );
        const [first] = parseFragment(`<p title="${escapeHtml(clean)}">${escapeHtml(clean)}</p>`).childNodes;
        expect(first && textOf(first)).toBe(clean);
        expect(attribute(first as Element, "title")).toBe(clean);
      }),
    );
  });

  function reportFull(text: string): ReportModel {
    const layout = table && layoutTable(table);
    const cell = edition.cells.find((one) => one.table === table?.id)?.path ?? "";
    return reportOf(edition, {
      ...{
        title: text,
        titleLines: [text],
        unit: { name: text, kind: "township", code: text, within: text },
        signedBy: [text],
      },
      ...{
        draft: true,
        findings: [text],
        notes: { [table?.id ?? ""]: [text] },
        remarks: new Map([[cell, text]]),
        published: text,
      },
      files: [{ format: "docx", name: text }],
      sections: [
        {
          id: "overview",
          heading: text,
          tables: layout ? [layout] : [],
          paragraphs: [
            { level: 0, lead: text, text },
            { level: 2, lead: "", text },
            ...paragraphsOf(`| 甲 | 乙乙乙乙乙乙乙乙乙乙 |\n| --- | --- |\n| 丙 | ${text.replace(/[|\\\s]/gu, "")} |`),
            ...paragraphsOf(`- ${text.replace(/\s/gu, "") || "甲"}`),
          ],
        },
      ],
      annexes: [{ id: "x", mark: text, title: text, above: [text], below: [text] }],
    });
  }
});
