import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { unzipSync } from "fflate";
import { type Browser, chromium, type Download, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { entryOf, entryText } from "../../src/tally/entry.ts";
import { readTally } from "../../src/tally/read-tally.ts";
import { editions } from "../support/editions.ts";
import { filledForm, formUnit, zerosBut } from "../support/filled-form.ts";
import { executablePath } from "../support/find-chromium.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "bin/gov-report.js");
const samples = join(root, "samples/county");
const town = join(samples, "units/songbei-zhen.yaml");
const townBefore = join(samples, "previous/songbei-zhen.yaml");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

function run(cwd: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout;
}

function readText(text: string) {
  const { value } = readTally({ file: "tally.yaml", text }, editions());
  if (!value) throw new Error(text);
  return value;
}

/** What a tally says, wherever it stands in its file. */
const figuresOf = (text: string) =>
  [...readText(text).cells].map(([path, { value, text: words }]) => [path, value, words]);

const folder = mkdtempSync(join(tmpdir(), "gov-report-test-"));
beforeAll(() => void run(folder, "page", "--year", "2025", "-o", "填报.html"), 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("an entry page", () => {
  const file = join(folder, "填报.html");

  it("is one file that loads nothing and allows no script but its own, below 500 kB packed", () => {
    const html = readFileSync(file, "utf8");
    const head = html.slice(0, html.indexOf("</head>"));
    expect(head).toMatch(/default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'sha256-[\w+/=]{44}'/);
    const markup = html.replace(/(<script[^>]*>)[\s\S]*?<\/script>/g, "$1");
    expect(markup.match(/<(?:script|link|img|iframe)[^>]+(?:src|href)=/g)).toBeNull();
    // As a web server, or whoever sends it by post, packs it.
    expect(gzipSync(html, { level: 9 }).length).toBeLessThan(500_000);
  });

  it("is not put in the place of a file that exists", () => {
    const { status, stderr } = spawnSync(process.execPath, [program, "page", "--year", "2025", "--lang", "zh"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(status).toBe(2);
    expect(stderr).toContain("填报.html 已存在");
  });
});

describe("what was entered, as a tally", () => {
  it.each([
    "units/songbei-zhen.yaml",
    "units/jiaoyu-ju.yaml",
    "units/审计局.yaml",
    "../chain/units/shuili-ju-2022.yaml",
  ])("%s stays the same figures, texts and everything beside them", (name) => {
    const source = { file: name, text: readFileSync(join(samples, name), "utf8") };
    const tally = readText(source.text);
    const edition = editions().get(tally.edition)!;
    const { text, places } = entryText(entryOf(tally, edition, source), edition);
    const again = readText(text);
    const texts = ({ prose }: typeof tally) => [...prose].map(([id, passage]) => [id, passage.text.trimEnd()]);
    const inputs = ({ cells }: typeof tally) =>
      [...cells]
        .filter(([path]) => !edition.cellAt.get(path)?.terms)
        .map(([path, { value, text: words }]) => [path, value, words])
        .sort();
    expect(inputs(again)).toEqual(inputs(tally));
    expect(texts(again)).toEqual(texts(tally));
    expect(again.unit).toEqual(tally.unit);
    expect(again.signoff.approved?.on).toBe(tally.signoff.approved?.on);
    const said = ({ notes, cells }: typeof tally) => [
      [...(notes ?? [])].map(([table, lines]) => [table, lines.map(({ text: line }) => line)]),
      [...cells].flatMap(([path, { remark }]) => (remark ? [[path, remark.text]] : [])),
    ];
    expect(said(again)).toEqual(said(tally));
    expect(again.published?.on).toBe(tally.published?.on);
    expect(again.waivers.map(({ rule, at, reason }) => [rule, at, reason])).toEqual(
      tally.waivers.map(({ rule, at, reason }) => [rule, at, reason]),
    );
    for (const { start, end } of places) expect(text.slice(start, end)).toMatch(/^\S[\s\S]*\S$/);
  });

  it("keeps a blank blank, and what is no number as it was typed", () => {
    const [edition] = [editions().forYear(2025)!];
    const figures = new Map([
      ["requests.received.naturalPerson", "12件"],
      ["requests.received.business", "0"],
      ["proactive.licences", "3"],
    ]);
    const unit = { name: "甲镇人民政府", kind: "township", code: "", within: "" };
    const entry = {
      year: 2025,
      unit,
      scope: "own",
      figures,
      remarks: new Map(),
      own: new Map(),
      texts: new Map(),
      contact: new Map(),
      notes: new Map(),
      signoff: new Map(),
      published: "",
      others: {},
      unitOthers: {},
    } as const;
    const { text } = entryText(entry, edition);
    const { value, diagnostics } = readTally({ file: "t.yaml", text }, editions());
    expect(value?.cells.get("proactive.licences")?.value).toBe(3);
    expect(value?.cells.get("proactive.penalties")?.value).toBeUndefined();
    expect(value?.cells.get("requests.received.research")?.value).toBeUndefined();
    expect(value?.cells.get("requests.received.naturalPerson")?.value).toBeUndefined();
    expect(diagnostics.filter(({ message }) => message.zh.includes("12件"))).toHaveLength(1);
  });
});

describe.skipIf(!executablePath)("an entry page in Chromium", () => {
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
  }, 120_000);
  afterAll(() => browser?.close());
  afterEach(() => expect(failures.splice(0)).toEqual([]));

  const open = async (): Promise<void> => {
    await page?.close();
    const context = await browser.newContext();
    page = await context.newPage();
    page.on("pageerror", (error) => failures.push(String(error)));
    page.on("console", (message) => message.type() === "error" && failures.push(message.text()));
    page.on("dialog", (dialog) => void dialog.accept());
    await page.goto(pathToFileURL(join(folder, "填报.html")).href);
  };
  const status = () => page.locator(".status");
  const field = (path: string) => page.locator(`[data-path="${path}"]`);
  const choose = (label: string, path: string) => page.setInputFiles(`input[aria-label="${label}"]`, path);
  const press = async (name: string): Promise<Download> => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return download;
  };
  const bytesOf = async (download: Download) => readFileSync(await download.path());

  it("works where what the last six years brought is not there", async () => {
    await page?.close();
    const context = await browser.newContext();
    page = await context.newPage();
    page.on("pageerror", (error) => failures.push(String(error)));
    await page.addInitScript(() => {
      const lists = ["at", "findLast", "findLastIndex", "toReversed", "toSorted", "toSpliced", "with"];
      for (const name of lists) Reflect.deleteProperty(Array.prototype, name);
      for (const name of ["at"]) Reflect.deleteProperty(String.prototype, name);
      Reflect.deleteProperty(Object, "hasOwn");
      Reflect.deleteProperty(Object.getPrototypeOf(Uint8Array.prototype), "at");
    });
    await page.goto(pathToFileURL(join(folder, "填报.html")).href);
    await choose("打开填报、填报表…", town);
    await expect.poll(() => status().textContent()).toContain("没有发现问题");
    const { suggested } = await press("生成 Word").then((file) => ({ suggested: file.suggestedFilename() }));
    expect(suggested).toBe("云溪县松陂镇人民政府2025年政府信息公开工作年度报告.docx");
  });

  it("begins with every cell blank and says how many are to be filled in", async () => {
    await open();
    const edition = editions().forYear(2025)!;
    const inputs = edition.cells.filter(({ terms }) => !terms).length;
    expect(await page.locator("td.entry input.blank").count()).toBe(inputs);
    expect(await status().textContent()).toContain(`还有 ${inputs} 格没有填`);
  });

  it("takes up a tally and makes of it the same files as the program", async () => {
    await open();
    await choose("打开填报、填报表…", town);
    await expect.poll(() => status().textContent()).toContain("没有发现问题");
    run(folder, "build", town, "-o", "out", "--force");
    const built = readFileSync(join(folder, "out", "云溪县松陂镇人民政府2025年政府信息公开工作年度报告.docx"));
    const word = await press("生成 Word");
    expect(word.suggestedFilename()).toBe("云溪县松陂镇人民政府2025年政府信息公开工作年度报告.docx");
    expect(unzipSync(await bytesOf(word))).toEqual(unzipSync(built));
    const excel = await press("生成 Excel");
    expect(unzipSync(await bytesOf(excel))).toEqual(
      unzipSync(readFileSync(join(folder, "out", excel.suggestedFilename()))),
    );
    const saved = (await bytesOf(await press("保存填报（YAML）"))).toString("utf8");
    const both = [saved, readFileSync(town, "utf8")].map(
      (text) => new Map(figuresOf(text).map(([path, ...rest]) => [path, rest])),
    );
    expect(both[0]).toEqual(both[1]);
  });

  it("is filled in by keyboard alone, sums as one types, and stands no wrong equation", async () => {
    await open();
    await page.locator("#unit-name").fill("甲镇人民政府");
    await field("requests.received.naturalPerson").focus();
    await page.keyboard.type("3");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("1");
    expect(await field("requests.broughtForward.naturalPerson").inputValue()).toBe("1");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement?.getAttribute('data-path')")).toBe(
      "requests.broughtForward.business",
    );
    await expect.poll(() => page.locator("#figure-requests-received-total").textContent()).toBe("3");
    for (const name of await page.getByRole("button", { name: "余下的空格都填 0" }).all()) await name.click();
    await expect.poll(() => page.locator(".checks .wrong").textContent()).toContain("自然人差 4");
    expect(await field("requests.received.naturalPerson").getAttribute("class")).toContain("unequal");
    const finding = page.locator(".findings .error", { hasText: "GR201" });
    await finding.getByRole("button", { name: "看这一处" }).click();
    expect(await page.evaluate("document.activeElement?.getAttribute('data-path')")).toMatch(
      /^requests\..*naturalPerson$/,
    );
    await field("requests.outcomes.granted.naturalPerson").fill("4");
    await expect.poll(() => page.locator(".checks .right").count()).toBe(1);
  });

  it("takes a block copied out of Excel, passing over the totals, and says of what is no number what it is", async () => {
    await open();
    const block = "5\t2\t0\t0\t0\t0\t7\r\n1\t0\t0\t0\t0\t0\t1\r\n12件\t3\r\n";
    await page.evaluate(`{
      const data = new DataTransfer();
      data.setData("text/plain", ${JSON.stringify(block)});
      const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
      document.querySelector('[data-path="requests.received.naturalPerson"]').dispatchEvent(paste);
    }`);
    expect(await field("requests.received.business").inputValue()).toBe("2");
    expect(await field("requests.broughtForward.naturalPerson").inputValue()).toBe("1");
    const wrong = field("requests.outcomes.granted.naturalPerson");
    expect(await wrong.inputValue()).toBe("12件");
    await expect.poll(() => wrong.getAttribute("aria-invalid")).toBe("true");
    const finding = page.locator(".findings li", { hasText: "12件" });
    await finding.getByRole("button", { name: "改正" }).click();
    await expect.poll(() => wrong.inputValue()).toBe("12");
  });

  it("takes over what last year left, and checks against it", async () => {
    await open();
    await choose("带入上年填报或报告…", townBefore);
    await expect.poll(() => page.locator(".notice").textContent()).toContain("上年结转");
    expect(await page.locator("#unit-name").inputValue()).toBe("云溪县松陂镇人民政府");
    expect(await field("requests.broughtForward.naturalPerson").inputValue()).toBe("1");
    expect(await field("requests.received.naturalPerson").inputValue()).toBe("");
    await choose("打开填报、填报表…", town);
    await field("requests.broughtForward.naturalPerson").fill("2");
    await expect.poll(() => page.locator(".findings").textContent()).toContain("GR401");
  });

  it("takes over last year's report as it was published, shows its figures beside this year's, and works the stock out", async () => {
    await open();
    run(folder, "build", townBefore, "-o", "last", "--to", "docx,xlsx,md", "--force");
    const name = "云溪县松陂镇人民政府2024年政府信息公开工作年度报告";
    // As a site prints it: styles in every cell, which the page's policy has nothing to do with.
    const lines = readFileSync(join(folder, "last", `${name}.md`), "utf8").split("\n");
    const cells = (line: string) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => `<td style="color:red">${cell.trim()}</td>`);
    const html = lines.map((line) =>
      line.startsWith("|")
        ? /^\|[\s|:-]+$/.test(line)
          ? ""
          : `<tr>${cells(line).join("")}</tr>`
        : `<p style="x">${line}</p>`,
    );
    const joined = html.join("").replace(/(?:<tr>.*?<\/tr>)+/g, "<table>$&</table>");
    writeFileSync(
      join(folder, "last", "网页.html"),
      `<html><head><title>${name}</title></head><body>${joined}</body></html>`,
    );
    for (const file of [`${name}.docx`, `${name}.xlsx`, "网页.html"]) {
      await open();
      await choose("带入上年填报或报告…", join(folder, "last", file));
      await expect.poll(() => page.locator(".notice").textContent()).toContain("上年结转 6 格");
      expect(await field("requests.broughtForward.naturalPerson").inputValue(), file).toBe("1");
      const small = page.locator('td:has([data-path="proactive.normativeDocuments.inForce"]) small.last');
      const [, before = ""] = /^上年 (\d+)$/.exec((await small.textContent()) ?? "") ?? [];
      expect(before).not.toBe("");
      await field("proactive.normativeDocuments.issued").fill("3");
      await field("proactive.normativeDocuments.repealed").fill("1");
      const inForce = field("proactive.normativeDocuments.inForce");
      await expect.poll(() => inForce.inputValue()).toBe(String(Number(before) + 2));
      await inForce.fill("99");
      await field("proactive.normativeDocuments.issued").fill("4");
      await expect.poll(() => page.locator(".findings").textContent()).toContain("GR403");
      expect(await inForce.inputValue()).toBe("99");
    }
  }, 90_000);

  it("opens an entry form", async () => {
    const edition = editions().forYear(2025)!;
    const bytes = await filledForm(edition, zerosBut(edition, { "proactive.licences": 7 }), 2025);
    writeFileSync(join(folder, "表.xlsx"), bytes);
    await open();
    await choose("打开填报、填报表…", join(folder, "表.xlsx"));
    await expect.poll(() => field("proactive.licences").inputValue()).toBe("7");
    expect(await field("disputes.review.upheld").inputValue()).toBe("0");
    expect(await page.locator("#unit-name").inputValue()).toBe(formUnit.name);
  });

  it("takes a row that comes one cell a line, and a column as it is", async () => {
    await open();
    const paste = (path: string, text: string) =>
      page.evaluate(`{
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", ${JSON.stringify(text)});
        const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
        document.querySelector('[data-path="${path}"]').dispatchEvent(event);
      }`);
    await paste("requests.received.naturalPerson", "1\n2\n3\n4\n5\n6\n21\n");
    await paste("requests.broughtForward.naturalPerson", "7\n8");
    await expect.poll(() => field("requests.received.otherOrganization").inputValue()).toBe("6");
    expect(await field("requests.broughtForward.naturalPerson").inputValue()).toBe("7");
    expect(await field("requests.outcomes.granted.naturalPerson").inputValue()).toBe("8");
  });

  it("keeps the draft of each unit, be it that the page is closed at once", async () => {
    await open();
    // Drafts of the tests before would be taken for those of this one.
    await page.evaluate("localStorage.clear()");
    await open();
    await page.locator("#unit-name").fill("甲镇人民政府");
    await field("proactive.licences").fill("1");
    // The name alone may have been kept before the figure was typed.
    const kept = () => page.evaluate<string>("Object.values(localStorage).join('\\n')");
    await expect.poll(kept).toContain("行政许可: 1");
    await page.locator("#unit-name").fill("乙镇人民政府");
    await field("proactive.licences").fill("2");
    await expect.poll(kept).toContain("行政许可: 2");
    await page.reload();
    await page.getByRole("button", { name: /接着填：甲镇/ }).click();
    await expect.poll(() => field("proactive.licences").inputValue()).toBe("1");
  });

  it("keeps a draft, offers it again, and loses nothing of it", async () => {
    await open();
    await field("proactive.licences").fill("41");
    await expect.poll(() => page.evaluate("localStorage.length")).toBe(1);
    await page.reload();
    await page.getByRole("button", { name: "接着填上次的草稿" }).click();
    await expect.poll(() => field("proactive.licences").inputValue()).toBe("41");
  });

  it.each([
    ["half a line", "年度: 2025\n单位: [", "打不开"],
    ["bytes that are no text", "\u0000\u0001\u0002", "打不开"],
    [
      "a tally of another form",
      "year: 2019\nunit: { name: 甲镇人民政府, kind: township }\nscope: own\nproactive: 0\nrequests: 0\ndisputes: 0\n",
      "2019",
    ],
  ])("answers a file that is no tally of the year: %s", async (_, text, said) => {
    await open();
    await field("proactive.licences").fill("7");
    const path = join(folder, "wrong.yaml");
    writeFileSync(path, text);
    await choose("打开填报、填报表…", path);
    await expect.poll(() => page.locator(".notice").textContent()).toContain(said);
    expect(await field("proactive.licences").inputValue()).toBe("7");
  });

  it("has nothing that axe-core finds in the way of those who cannot see or use a mouse", async () => {
    await open();
    await choose("打开填报、填报表…", join(root, "samples/invalid/arithmetic/units/unbalanced-identity.yaml"));
    await expect.poll(() => page.locator(".findings .error").count()).toBeGreaterThan(0);
    await page.locator("#activity summary").click();
    await page.evaluate(axe);
    const violations = await page.evaluate(
      "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 120), nodes.length]))",
    );
    expect(violations).toEqual([]);
  }, 60_000);
});
