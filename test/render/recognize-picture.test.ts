import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { recognizePicture } from "../../src/render/recognize-picture.ts";
import { jpegPicture, pngPicture, svgPicture } from "../support/pictures.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const recognize = (bytes: Uint8Array) => recognizePicture(bytes, sha256);
const sizeOf = (bytes: Uint8Array) => {
  const { type, width, height } = recognize(bytes).picture ?? {};
  return `${type} ${width} ${height}`;
};
const faultOf = (bytes: Uint8Array) => recognize(bytes).fault?.message.en;

describe("a picture file", () => {
  it("is known by its bytes, with its size in pixels and its hash", () => {
    expect(sizeOf(pngPicture(7, 3))).toBe("png 7 3");
    expect(sizeOf(jpegPicture(640, 480))).toBe("jpeg 640 480");
    expect(recognize(pngPicture(7, 3)).picture?.sha256).toBe(sha256(pngPicture(7, 3)));
  });

  it.each([
    ['width="120" height="60"', "svg 120 60"],
    ['width="90pt" height="1in"', "svg 120 96"],
    ['viewBox="0 0 400 100"', "svg 400 100"],
    ['viewBox="0 0 400 100" width="200"', "svg 200 50"],
    ['viewBox="0,0,400,100" width="100%" height="100%"', "svg 400 100"],
  ])("an SVG with %s is %s", (attributes, size) => {
    expect(sizeOf(svgPicture("<rect/>", attributes))).toBe(size);
  });

  it("that a program has written with a document type and its own marks is an SVG too", () => {
    const type = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">';
    const inside = '<metadata><x:RDF xmlns:x="urn:x"/></metadata><style>.a{fill:url(#b)}</style><use href="#b"/>';
    expect(sizeOf(Buffer.concat([Buffer.from(`<?xml version="1.0"?>\n${type}\n`), svgPicture(inside)]))).toBe(
      "svg 120 60",
    );
  });

  it.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(), "is no picture"],
    ["a web page", Buffer.from("<!DOCTYPE html><html><body><script>1</script></body></html>"), "is no picture"],
    ["a page with an SVG in it", Buffer.from("<html><svg width='1' height='1'/></html>"), "is no picture"],
    ["a WebP", Buffer.from("RIFF0000WEBPVP8 "), "is a WebP file; PNG, JPEG and SVG are taken"],
    ["a PDF", Buffer.from("%PDF-1.7"), "is a PDF file; PNG, JPEG and SVG are taken"],
    ["a PNG cut off", pngPicture(7, 3).subarray(0, 50), "is damaged or not whole"],
    [
      "an archive behind a PNG",
      Buffer.concat([pngPicture(7, 3), Buffer.from("PK\x03\x04")]),
      "is damaged or not whole",
    ],
    ["a PNG without dots", pngPicture(1, 1, [0, 5]), "is damaged or not whole"],
    ["a JPEG cut off", jpegPicture(9, 9).subarray(0, 24), "is damaged or not whole"],
    ["an SVG without a size", svgPicture("<rect/>", ""), "is damaged or not whole"],
    ["an SVG that is no XML", Buffer.from("<svg width='1' height='1'><rect></svg>"), "is damaged or not whole"],
    [
      "an SVG with entities",
      Buffer.from("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg width='1' height='1'/>"),
      "is damaged or not whole",
    ],
    [
      "a bomb",
      pngPicture(1, 1, [60_000, 60_000]),
      "has 60000 × 60000 pixels; a side may have 12000, the whole 50 million",
    ],
    ["too many bytes", new Uint8Array(6_000_000), "has 5.7 MB; at most 5 MB are taken"],
  ])("%s is refused", (_, bytes, message) => {
    expect(faultOf(bytes)).toBe(message);
  });

  it.each([
    ["<script>alert(1)</script>", "<script>"],
    ['<x:script xmlns:x="http://www.w3.org/2000/svg"/>', "<x:script>"],
    ["<foreignObject/>", "<foreignObject>"],
    ['<rect onload="alert(1)"/>', "onload"],
    ['<image href="https://a.cn/b.png"/>', 'href="https://a.cn/b.png"'],
    ['<image href="b.png"/>', 'href="b.png"'],
    ['<use href="b.svg#c"/>', 'href="b.svg#c"'],
    ['<a href="javascript:alert(1)"/>', 'href="javascript:alert(1)"'],
    ['<a href="&#106;avascript:alert(1)"/>', 'href="javascript:alert(1)"'],
    ["<style>@import 'a.css'</style>", "@import / url(…)"],
    ['<rect style="fill:url(//a.cn/b)"/>', 'style="fill:url(//a.cn/b)"'],
    ['<rect fill="url(\\75 rl)"/>', 'fill="url(\\75 rl)"'],
    ["<animate/>", "<animate>"],
  ])("an SVG that runs or loads something is refused: %s", (inside, what) => {
    expect(faultOf(svgPicture(inside))).toBe(`holds what runs or is loaded from elsewhere: ${what}`);
  });
});
