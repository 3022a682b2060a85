import { describe, expect, it } from "vitest";
import { cell, paragraph, row, run, table, wordFile } from "../../support/word-files.ts";
import { bodyOf, linesOf, stamped } from "../../support/word-stamps.ts";

const bold = "<w:rPr><w:b/></w:rPr>";
const italic = "<w:rPr><w:i/></w:rPr>";
const spell = '<w:proofErr w:type="spellStart"/>';
const wrote = (...paragraphs: string[]) => paragraphs.join("");

describe("a tag in text", () => {
  it("is found over three runs with a spelling mark between, and takes the format of the first", () => {
    const body = bodyOf(
      paragraph(run("共{{requests.rec", bold), spell, run("eived.", italic), run("total}}件，", italic)),
    );
    expect(body).toBe(
      `<w:p><w:r>${bold}<w:t xml:space="preserve">共6</w:t></w:r><w:r>${italic}<w:t xml:space="preserve">件，</w:t></w:r></w:p>`,
    );
  });

  it("is found when the braces themselves are parted, and over a bookmark", () => {
    const mark = '<w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>';
    expect(linesOf(bodyOf(paragraph(run("{"), run("{ye"), mark, run("ar}"), run("}年"))))).toEqual(["2025年"]);
  });

  it("may be typed with full-width braces, brackets and smart quotes", () => {
    expect(linesOf(bodyOf(paragraph("｛｛year｝｝年{{　unit.name }}")))).toEqual(["2025年凤凰镇人民政府"]);
    const smart = "{{#if （eq unit.kind “township”）}}乡镇{{/if}}";
    expect(linesOf(bodyOf(paragraph(smart)))).toEqual(["乡镇"]);
  });

  it("leaves the runs before and behind it alone", () => {
    const body = paragraph(run("甲", bold), run("{{year}}"), run("乙", italic));
    expect(bodyOf(body)).toBe(
      `<w:p><w:r>${bold}<w:t xml:space="preserve">甲</w:t></w:r><w:r><w:t xml:space="preserve">2025</w:t></w:r><w:r>${italic}<w:t xml:space="preserve">乙</w:t></w:r></w:p>`,
    );
  });

  it("prints 0, keeps entities of its surroundings, and prints nothing for a figure not given", () => {
    const text = "a&lt;b&amp;c {{requests.received.total}} [{{activity.hotline.closed}}]";
    expect(linesOf(bodyOf(paragraph(text), { figure: () => 0 }))).toEqual(["a&lt;b&amp;c 0 []"]);
  });

  it("prints an approximate figure in the clerk's own words, and a name of the clerk's own", () => {
    const activity = { "activity.services.closed": "32.55万余", "activity.itemsPublished.topics.财政资金": 305 };
    const text = "{{activity.services.closed}}/{{activity.itemsPublished.topics.财政资金}}";
    expect(linesOf(bodyOf(paragraph(text), { activity }))).toEqual(["32.55万余/305"]);
  });

  it("calls the helpers with the arguments given and no more", () => {
    const text =
      "{{percent activity.hotline.closed activity.hotline.received}}，{{sum year year}}，{{#if (and draft true)}}是{{else}}否{{/if}}{{#if (or draft false)}}是{{else}}否{{/if}}";
    const activity = { "activity.hotline.received": 392, "activity.hotline.closed": 388 };
    expect(linesOf(bodyOf(paragraph(text), { activity }))).toEqual(["98.98%，4050，否否"]);
  });

  it("breaks lines and tabs as Word does", () => {
    expect(bodyOf(paragraph("{{title}}"), { title: "一\n二\t三\r\n四" })).toBe(
      '<w:p><w:r><w:t xml:space="preserve">一</w:t><w:br/><w:t xml:space="preserve">二</w:t><w:tab/><w:t xml:space="preserve">三</w:t><w:br/><w:t xml:space="preserve">四</w:t></w:r></w:p>',
    );
  });

  it("works in heads, feet, text boxes of both kinds, and the document's title", () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
    const shape = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box("框{{year}}")}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box("框{{year}}")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;
    const parts = { "word/header1.xml": paragraph("{{unit.name}}"), "word/footer1.xml": paragraph("— {{year}} —") };
    const file = stamped(wordFile(paragraph("外{{year}}", shape), parts), { year: 2026 });
    expect(file["word/header1.xml"]).toContain(">凤凰镇人民政府<");
    expect(file["word/footer1.xml"]).toContain(">— 2026 —<");
    expect(file["word/document.xml"]?.match(/>框2026</g)).toHaveLength(2);
    expect(file["word/document.xml"]).toContain(">外2026<");
    expect(file["docProps/core.xml"]).toContain("<dc:title>凤凰镇人民政府2025年政府信息公开工作年度报告</dc:title>");
  });

  it("leaves a comment out, with its paragraph where it stands alone", () => {
    expect(linesOf(bodyOf(wrote(paragraph("{{! 说明 }}"), paragraph("甲{{!-- a}b --}}乙"))))).toEqual(["甲乙"]);
  });
});

describe("a block", () => {
  const findings = ["一", "二", "三"];

  it("alone in its paragraphs repeats the paragraphs between", () => {
    const body = wrote(
      paragraph("{{#each findings}}"),
      paragraph("▪{{this}}"),
      paragraph("{{/each}}"),
      paragraph("完"),
    );
    expect(linesOf(bodyOf(body, { findings }))).toEqual(["▪一", "▪二", "▪三", "完"]);
    expect(linesOf(bodyOf(body))).toEqual(["完"]);
  });

  it("alone in its rows repeats the rows between, wherever in the row its tags stand", () => {
    const body = table(
      2,
      row("甲", "乙"),
      row("", "{{#each findings}}"),
      row("{{@key}}", "{{this}}"),
      row("{{/each}}", ""),
    );
    const printed = bodyOf(body, { findings });
    expect(linesOf(printed)).toEqual(["甲", "乙", "0", "一", "1", "二", "2", "三"]);
    expect(printed.match(/<w:tr>/g)).toHaveLength(4);
  });

  it("within a paragraph stays there and keeps the format of every run, also when repeated", () => {
    const body = paragraph(run("有{{#each findings}}甲{{this}}", bold), run("乙{{/each}}。", italic));
    expect(bodyOf(body, { findings: ["1", "2"] })).toBe(
      `<w:p><w:r>${bold}<w:t xml:space="preserve">有</w:t></w:r>${["1", "2"]
        .map(
          (n) =>
            `<w:r>${bold}<w:t xml:space="preserve">甲${n}</w:t></w:r><w:r>${italic}<w:t xml:space="preserve">乙</w:t></w:r>`,
        )
        .join("")}<w:r>${italic}<w:t xml:space="preserve">。</w:t></w:r></w:p>`,
    );
  });

  it("has an else, a chained else, and an inner block", () => {
    const body = wrote(
      paragraph("{{#if draft}}"),
      paragraph("草稿"),
      paragraph("{{#each findings}}"),
      paragraph("{{this}}{{#unless @last}}、{{/unless}}"),
      paragraph("{{else}}"),
      paragraph("无"),
      paragraph("{{/each}}"),
      paragraph("{{else if published}}"),
      paragraph("{{published}}"),
      paragraph("{{else}}"),
      paragraph("未公布"),
      paragraph("{{/if}}"),
    );
    expect(linesOf(bodyOf(body, { draft: true, findings: ["一", "二"] }))).toEqual(["草稿", "一、", "二"]);
    expect(linesOf(bodyOf(body, { draft: true }))).toEqual(["草稿", "无"]);
    expect(linesOf(bodyOf(body))).toEqual(["2026年1月16日"]);
    expect(linesOf(bodyOf(body, { published: "" }))).toEqual(["未公布"]);
  });

  it("sees the fields of an item, and what is above with ../", () => {
    const sections = [
      {
        id: "overview",
        heading: "一、总体情况",
        tables: [],
        paragraphs: [
          { level: 2 as const, lead: "", text: "（一）主动公开" },
          { level: 0 as const, lead: "（二）依申请公开。", text: "收到1件" },
        ],
      },
    ];
    const body = wrote(
      paragraph("{{heading.overview}}"),
      paragraph("{{#each text.overview}}"),
      paragraph("{{#if heading2}}"),
      paragraph("H {{text}}"),
      paragraph("{{/if}}{{#if body}}"),
      paragraph("{{lead}}{{text}}（{{../year}}）"),
      paragraph("{{/if}}"),
      paragraph("{{/each}}"),
    );
    expect(linesOf(bodyOf(body, { sections }))).toEqual([
      "一、总体情况",
      "H （一）主动公开",
      "（二）依申请公开。收到1件（2025）",
    ]);
  });

  it("sees what is above also from a list of texts, within a group", () => {
    const inner =
      "{{#with activity.hotline}}{{#each ../findings}}{{this}}{{../closed}}/{{../../year}} {{/each}}{{/with}}";
    const activity = { "activity.hotline.closed": 3 };
    expect(linesOf(bodyOf(paragraph(inner), { activity, findings: ["", "乙"] }))).toEqual(["3/2025 乙3/2025 "]);
  });

  it("repeats the names a clerk gave in an open group, and enters a group with #with", () => {
    const body = wrote(
      paragraph("{{#each activity.itemsPublished.topics}}{{@key}}{{this}}条{{#unless @last}}，{{/unless}}{{/each}}"),
      paragraph("{{#with activity.hotline}}办结{{closed}}件{{else}}没有热线{{/with}}"),
    );
    const activity = { "activity.itemsPublished.topics.财政资金": 3, "activity.itemsPublished.topics.重大项目": 5 };
    expect(linesOf(bodyOf(body, { activity }))).toEqual(["财政资金3条，重大项目5条", "没有热线"]);
    expect(linesOf(bodyOf(body, { activity: { "activity.hotline.closed": 0 } }))).toEqual(["", "办结0件"]);
  });

  it("leaves a cell with a paragraph whatever it prints, and adds none where there is one", () => {
    const body = table(1, row(cell(paragraph("{{#each findings}}"), paragraph("{{this}}"), paragraph("{{/each}}"))));
    expect(linesOf(bodyOf(body))).toEqual([""]);
    expect(linesOf(bodyOf(body, { findings }))).toEqual(findings);
    const after = table(
      1,
      row(cell(paragraph("首"), paragraph("{{#if draft}}"), paragraph("草稿"), paragraph("{{/if}}"))),
    );
    expect(linesOf(bodyOf(after))).toEqual(["首"]);
  });

  it("leaves a page head with a paragraph too", () => {
    const head = wrote(paragraph("{{#if draft}}"), paragraph("草稿"), paragraph("{{/if}}"));
    const parts = { "word/header1.xml": head };
    const headOf = (draft: boolean) => stamped(wordFile(paragraph("文"), parts), { draft })["word/header1.xml"] ?? "";
    expect(headOf(false)).toMatch(/<w:hdr [^>]*><w:p\/><\/w:hdr>$/);
    expect(headOf(true)).toMatch(/<w:t xml:space="preserve">草稿<\/w:t><\/w:r><\/w:p><\/w:hdr>$/);
  });

  it("does not repeat bookmarks or paragraph ids", () => {
    const marked = `<w:p w14:paraId="1A2B3C4D" w14:textId="77777777"><w:bookmarkStart w:id="1" w:name="_Toc9"/>${run("{{this}}")}<w:bookmarkEnd w:id="1"/></w:p>`;
    const body = wrote(paragraph("{{#each findings}}"), marked, paragraph("{{/each}}"));
    const printed = bodyOf(body, { findings });
    expect(linesOf(printed)).toEqual(findings);
    expect(printed).not.toMatch(/paraId|bookmark/);
  });
});
