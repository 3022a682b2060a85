import { describe, expect, it } from "vitest";
import { DocumentPictures, type FoundPicture } from "../../src/import/document-pictures.ts";
import { openDocument } from "../../src/import/open-document.ts";
import { nodeCodec } from "../../src/pipeline/unit/node-codec.ts";
import { zipOf } from "../support/zip-files.ts";

const png = (mark: string) => Uint8Array.from(`\u0089PNG${mark}`, (char) => char.charCodeAt(0));
const place = { zh: "第1段", en: "paragraph 1" };
const found = (some: Partial<FoundPicture>): FoundPicture => ({
  bytes: png("a"),
  name: "图.png",
  words: "",
  place,
  ...some,
});

describe("the name under which a picture is put beside the tally", () => {
  it("is its own where that stays beside the tally or below", () => {
    for (const name of ["图.png", "图/渠道.png", "a/b/c/d e.PNG"]) {
      expect(new DocumentPictures().line(found({ name }))).toBe(`![](${name})`);
    }
  });

  it("is a made one where it would lead elsewhere, hide the file or belie what it is", () => {
    const names = [
      "../图.png",
      "/tmp/图.png",
      "C:\\图.png",
      "图/../../x.png",
      ".图.png",
      "a//b.png",
      "图.jpg",
      "图",
      "图(1).png",
      "",
    ];
    for (const name of names) expect(new DocumentPictures().line(found({ name })), name).toBe("![](图/图片1.png)");
  });

  it("is shared by the same picture and by no other", () => {
    const pictures = new DocumentPictures();
    const lines = [png("a"), png("a"), png("b")].map((bytes) => pictures.line(found({ bytes })));
    expect(lines).toEqual(["![](图.png)", "![](图.png)", "![](图/图片1.png)"]);
    expect([...pictures.kept.keys()]).toEqual(["图.png", "图/图片1.png"]);
  });

  it("goes with its words in one line, without what would end them", () => {
    expect(new DocumentPictures().line(found({ words: "各[渠道]\n条数" }))).toBe("![各渠道 条数](图.png)");
  });
});

it("a picture of another kind, or not in the file, stays behind and is told", () => {
  const pictures = new DocumentPictures();
  const gif = Uint8Array.from("GIF89a", (char) => char.charCodeAt(0));
  expect([gif, undefined].map((bytes) => pictures.line(found({ bytes, words: "章" })))).toEqual([undefined, undefined]);
  expect(pictures.lost).toEqual([
    { words: "章", place },
    { words: "章", place },
  ]);
});

const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function docx(body: string): Uint8Array {
  return zipOf({
    "[Content_Types].xml": `<Types/>`,
    "_rels/.rels": `<Relationships><Relationship Id="r1" Type="${relationships}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `<Relationships><Relationship Id="p1" Type="${relationships}/image" Target="media/image1.png"/></Relationships>`,
    "word/document.xml": `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    "word/media/image1.png": png("x"),
  });
}

const drawing = (kind: string) =>
  `<w:r><w:drawing><wp:${kind}><wp:docPr name="图片 1" descr="渠道"/><a:blip r:embed="p1"/></wp:${kind}></w:drawing></w:r>`;

describe("a Word file", () => {
  const read = (body: string) => openDocument("a.docx", docx(body), nodeCodec);
  const texts = (body: string) => read(body).blocks.map((block) => (block.kind === "paragraph" ? block.text : "table"));

  it("has a line for a picture, behind the words of its paragraph", () => {
    expect(texts(`<w:p><w:r><w:t>见下图：</w:t></w:r>${drawing("inline")}</w:p>`)).toEqual([
      "见下图：",
      "![渠道](图/图片1.png)",
    ]);
  });

  it("has none for one that floats, which is told", () => {
    const { pictures } = read(`<w:p><w:r><w:t>云溪县</w:t></w:r></w:p><w:p>${drawing("anchor")}</w:p>`);
    expect(pictures?.kept.size).toBe(0);
    expect(pictures?.lost).toEqual([{ words: "渠道", place: { zh: "第2段", en: "paragraph 2" } }]);
  });

  it("has nothing for a chart, which is drawn from figures", () => {
    const { pictures } = read(
      `<w:p><w:r><w:drawing><wp:inline><c:chart r:id="p1"/></wp:inline></w:drawing></w:r></w:p>`,
    );
    expect(pictures?.lost).toEqual([]);
  });
});

it("a page's pictures within the report are taken or told, those around it are neither", () => {
  const inside = `<img src="data:image/png;base64,${btoa("\u0089PNGx")}" alt="渠道"><img src="/logo2.png" alt="远处">`;
  const section = (n: string) => `<h2>${n}、某某</h2><p>有。</p>`;
  const html = `<html><body><div><img src="logo.png" alt="站标"></div><div><h1>甲镇</h1>${section("一")}${inside}${section("二")}</div></body></html>`;
  const { blocks, pictures } = openDocument("a.html", new TextEncoder().encode(html), nodeCodec);
  expect(blocks).toContainEqual(expect.objectContaining({ text: "![渠道](图/图片1.png)" }));
  expect(pictures?.lost.map(({ words }) => words)).toEqual(["远处"]);
});
