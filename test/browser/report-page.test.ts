import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContextOptions, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { edition2021 } from "../support/editions.ts";
import { executablePath } from "../support/find-chromium.ts";
import { fullReport, pageOf, pagesOf } from "../support/pages.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const views: readonly BrowserContextOptions[] = [
  { viewport: { width: 1280, height: 900 } },
  { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
];

describe.skipIf(!executablePath)("a report's page in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ["--no-sandbox"] });
  });
  afterAll(() => browser?.close());

  /** Shows a page in a view, and gives what an expression in it comes to; whatever the page complains of comes with it. */
  async function shown(html: string, view: BrowserContextOptions, questions: readonly string[]) {
    const context = await browser.newContext({ ...view, bypassCSP: true });
    const page = await context.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("request", (request) => {
      if (!/^(data|about):/.test(request.url())) said.push(request.url());
    });
    await page.setContent(html);
    const answers: unknown[] = [];
    for (const each of questions) answers.push(await page.evaluate(each));
    await context.close();
    return { answers, said };
  }

  it("has nothing that axe-core finds in anybody's way, fits a telephone, and fetches nothing", async () => {
    for (const [name, html] of await pagesOf("html")) {
      // A narrow, dark one has the same elements: two forms and what stands on no other page are enough.
      for (const view of /^(2008|2021|trend)$/.test(name) ? views : views.slice(0, 1)) {
        const { answers, said } = await shown(html, view, [
          axe,
          "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 200), nodes.length]))",
          "document.documentElement.scrollWidth <= innerWidth",
        ]);
        expect(answers.slice(1), name).toEqual([[], true]);
        expect(said, name).toEqual([]);
      }
    }
  });

  it("runs nothing that people have written, whatever it looks like", async () => {
    const text = `"><script>document.title='x'</script><img src=x onerror="document.title='x'"><a href="javascript:document.title='x'">`;
    const html = await pageOf(
      edition2021(),
      fullReport(edition2021(), { title: text, titleLines: [text], unit: { name: text, kind: "township" } }),
    );
    const { answers, said } = await shown(html, {}, [
      "document.title",
      "document.querySelectorAll('main img[src=x], main a, script:not([type])').length",
    ]);
    expect(answers).toEqual([text, 0]);
    expect(said).toEqual([]);
  });

  it("goes on paper as an official one: A4, and every annex on a page of its own", async () => {
    const [, html = ""] = (await pagesOf("html")).find(([name]) => name === "extra") ?? [];
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.setContent(html);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    await context.close();
    expect(new Set(pdf.match(/\/MediaBox \[[^\]]*\]/g))).toEqual(new Set(["/MediaBox [0 0 594.95996 841.91998]"]));
    const annexes = html.match(/<section class="annex">/g)?.length ?? 0;
    expect(annexes).toBeGreaterThan(2);
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(annexes + 3);
  });
});
