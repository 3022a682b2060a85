import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HtmlValidate } from "html-validate";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordFile } from "../../src/core/publication.ts";
import { type SitePage, sitePage } from "../../src/render/html/site-page.ts";
import { executablePath } from "../support/find-chromium.ts";
import { temporaryFolder } from "../support/folder.ts";
import { runProgram } from "../support/program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The county's site, and a report of its that was corrected once. */
function countySite(): string {
  const folder = temporaryFolder();
  cpSync(join(root, "samples/county"), join(folder, "county"), {
    recursive: true,
    filter: (path) => !path.endsWith("/out"),
  });
  runProgram(folder, ["build", "county", "--to", "docx,xlsx,html", "-q"]);
  for (const version of [1, 2]) {
    const place = join(folder, "county/published/云溪县审计局/2025", `v${version}`);
    mkdirSync(place, { recursive: true });
    const name = "云溪县审计局2025年政府信息公开工作年度报告.html";
    cpSync(join(folder, "county/out", name), join(place, name));
    const notice = version > 1 ? ["更正说明.html"] : [];
    for (const one of notice) cpSync(join(folder, "county/out", name), join(place, one));
    const record = {
      ...{
        schemaVersion: 1,
        unit: "云溪县审计局",
        year: 2025,
        version,
        on: `2026-01-1${version}`,
        content: "sha256:",
        tally: "tally/a.yaml",
      },
      ...(version > 1 && { correction: { reason: "错字", by: "某人", notice } }),
      files: [
        { name, size: 1, sha256: "" },
        { name: "tally/a.yaml", size: 1, sha256: "" },
        ...notice.map((one) => ({ name: one, size: 1, sha256: "" })),
      ],
    };
    writeFileSync(join(place, recordFile), JSON.stringify(record));
  }
  runProgram(folder, ["site", "county", "-q", "--today", "2026-02-01"]);
  return join(folder, "site");
}

const validator = new HtmlValidate({ extends: ["html-validate:recommended", "html-validate:a11y"], root: true });
async function faultsOf(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html, { rules: { "doctype-style": "off", "long-title": "off" } });
  return results.flatMap(({ messages }) => messages.map((one) => `${one.line} ${one.ruleId}: ${one.message}`));
}

const made: SitePage = {
  ...{
    title: "年度报告",
    intro: ["说明"],
    footer: ["页脚"],
    style: "",
    counts: "共 2 个单位。",
    columns: ["新收（件）"],
  },
  rows: [
    { ...{ unit: "甲镇", kind: "乡镇", state: "已公布", done: true, files: [], older: [] }, figures: ["9"] },
    { ...{ unit: "乙局", kind: "部门", state: "未报", done: false, files: [], older: [] }, figures: ["10"] },
    { ...{ unit: "丙局", kind: "部门", state: "未报", done: false, files: [], older: [] }, figures: undefined },
  ],
  totals: { name: "2 个单位合计", figures: ["19"] },
  data: [{ file: "data/figures.csv", name: "figures.csv", about: "全部数" }],
};

describe("the index of a site", () => {
  it("leads to files that are there, and to every version that was published", () => {
    const site = countySite();
    const html = readFileSync(join(site, "index.html"), "utf8");
    const linksIn = (page: string): readonly string[] =>
      [...readFileSync(join(site, page), "utf8").matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href = ""]) =>
        join(dirname(page), decodeURI(href)),
      );
    const links = linksIn("index.html");
    expect(links.length).toBeGreaterThan(30);
    const further = links.filter((link) => link.endsWith(".html")).flatMap(linksIn);
    expect(further.length).toBeGreaterThan(15);
    const built = [...links, ...further].filter((link) => !link.includes("审计局/2025") || link.endsWith(".html"));
    expect(built.filter((link) => !existsSync(join(site, link)))).toEqual([]);
    expect(html).toMatch(
      /审计局.*已更正 2026-01-12.*v2\/更正说明.html[^>]*>更正说明<.*v1\/[^>]*>2026-01-11 公布的原版</,
    );
    // What is beside a published report is not for everybody.
    expect(existsSync(join(site, "reports/云溪县审计局/2025/v2/tally"))).toBe(false);
    expect(existsSync(join(site, "reports/云溪县审计局/2025/v2/record.json"))).toBe(false);
  });

  it("is valid HTML, whatever units are called", async () => {
    expect(await faultsOf(sitePage(made))).toEqual([]);
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\u0007 javascript:alert(3)';
    const [row] = made.rows;
    const link = { file: `reports/${hostile}`, name: hostile };
    const html = sitePage({
      ...{ ...made, title: hostile, intro: [hostile], footer: [hostile], counts: hostile, columns: [hostile] },
      style: `</style><script>alert(4)</script><!--`,
      rows: row ? [{ ...row, unit: hostile, page: hostile, files: [link], older: [link], figures: [hostile] }] : [],
      totals: { name: hostile, figures: [hostile] },
    });
    expect(await faultsOf(html)).toEqual([]);
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    const markup = html.replace(/<style>[\s\S]*?<\/style>/, "");
    expect(markup.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<img|[\u202e\u0007]/);
  });

  it("without sums, data or units is a page all the same", async () => {
    const html = sitePage({ ...made, rows: [], totals: undefined, intro: [], footer: [] });
    expect(await faultsOf(html)).toEqual([]);
  });
});

describe.skipIf(!executablePath)("in a browser", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
  });
  afterAll(() => browser?.close());

  async function open(html: string, javaScriptEnabled = true): Promise<readonly string[]> {
    const file = join(temporaryFolder(), "index.html");
    writeFileSync(file, html);
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 800 } });
    page = await context.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await page.goto(pathToFileURL(file).href);
    return said;
  }

  const shown = () => page.locator("#units tbody tr:visible th").allTextContents();

  it("finds units as they are typed and says how many, under a policy that allows no other script", async () => {
    const said = await open(sitePage(made));
    await page.fill("#search", "部门 未报");
    expect(await shown()).toEqual(["乙局", "丙局"]);
    expect(await page.textContent("output")).toBe("找到 2 个单位");
    await page.fill("#search", "没有这个");
    expect(await shown()).toEqual([]);
    await page.fill("#search", "");
    expect(await shown()).toEqual(["甲镇", "乙局", "丙局"]);
    await page.evaluate(`document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='document.title=1'>")`);
    await page.waitForTimeout(50);
    expect(await page.title()).toBe("年度报告");
    expect(said.filter((text) => !/Content Security Policy|ERR_FILE_NOT_FOUND/.test(text))).toEqual([]);
  });

  it("sorts figures as numbers, by the keyboard too, and says so", async () => {
    await open(sitePage(made));
    const head = page.locator("th[data-sort=number]");
    await head.locator("button").focus();
    await page.keyboard.press("Enter");
    expect([await shown(), await head.getAttribute("aria-sort")]).toEqual([["丙局", "甲镇", "乙局"], "ascending"]);
    await page.keyboard.press("Enter");
    expect([await shown(), await head.getAttribute("aria-sort")]).toEqual([["乙局", "甲镇", "丙局"], "descending"]);
  });

  it("shows the whole table without a script, and nothing that would not work", async () => {
    await open(sitePage(made), false);
    expect(await page.locator("search").isVisible()).toBe(false);
    expect(await shown()).toEqual(["甲镇", "乙局", "丙局"]);
  });

  it("is as wide as a phone, with nothing that axe-core finds, by day and by night", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width: 390, height: 800 } });
      page = await context.newPage();
      await page.setContent(sitePage(made));
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
      await page.evaluate(axe);
      const found = await page.evaluate("axe.run(document).then(({ violations }) => violations.map(({ id }) => id))");
      expect(found).toEqual([]);
    }
  });
});
