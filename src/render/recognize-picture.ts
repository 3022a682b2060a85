import type { Text } from "../core/diagnostic.ts";
import type { Picture, PictureFile, PictureType } from "../core/picture.ts";
import { parseXml, walk } from "../ooxml/xml.ts";

/** Bytes of a picture: a photograph on a page has 1 MB. */
export const largestPicture = 5_242_880;
/** A side in pixels, and all of them: 600 dpi over a page are 5,000 × 7,000. */
const longestSide = 12_000;
const mostPixels = 50_000_000;

/** Looks at the bytes of a file that a text names: of an allowed kind, whole, and with nothing behind or in it that is no picture. */
export function recognizePicture(bytes: Uint8Array, sha256: (bytes: Uint8Array) => string): PictureFile {
  if (bytes.length > largestPicture) return tooLarge(bytes.length);
  const found = sized(bytes);
  if ("fault" in found) return found;
  const { width, height } = found;
  if (!(width >= 1 && height >= 1)) return damaged();
  if (width > longestSide || height > longestSide || width * height > mostPixels) return tooManyPixels(width, height);
  return { picture: { ...found, bytes, sha256: sha256(bytes) } };
}

type Sized = Pick<Picture, "type" | "width" | "height">;
type Fault = Extract<PictureFile, { readonly fault: object }>;

function sized(bytes: Uint8Array): Sized | Fault {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return withSize("png", pngSize(bytes));
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return withSize("jpeg", jpegSize(bytes));
  const name = otherKinds.find(({ begins }) => startsWith(bytes, begins))?.name;
  if (name) return otherKind(name);
  const text = new TextDecoder().decode(bytes.subarray(0, 4_096));
  return /<(?:\w+:)?svg[\s>]/.test(text) ? readSvg(bytes) : otherKind();
}

function startsWith(bytes: Uint8Array, begins: readonly number[]): boolean {
  return begins.every((byte, i) => byte < 0 || bytes[i] === byte);
}

/** Pictures of other kinds; -1 is any byte. */
const otherKinds: readonly { readonly name: string; readonly begins: readonly number[] }[] = [
  { name: "GIF", begins: [0x47, 0x49, 0x46, 0x38] },
  { name: "WebP", begins: [0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50] },
  { name: "BMP", begins: [0x42, 0x4d] },
  { name: "TIFF", begins: [0x49, 0x49, 0x2a, 0x00] },
  { name: "TIFF", begins: [0x4d, 0x4d, 0x00, 0x2a] },
  { name: "PDF", begins: [0x25, 0x50, 0x44, 0x46] },
  { name: "HEIC", begins: [-1, -1, -1, -1, 0x66, 0x74, 0x79, 0x70] },
];

interface Size {
  readonly width: number;
  readonly height: number;
}

function withSize(type: PictureType, size: Size | undefined): Sized | Fault {
  return size ? { type, ...size } : damaged();
}

/** Goes from chunk to chunk to the last, behind which nothing may follow. */
function pngSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let size: Size | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + 12 + view.getUint32(at);
    if (at === 8) {
      if (name !== "IHDR" || end > bytes.length) return undefined;
      size = { width: view.getUint32(16), height: view.getUint32(20) };
    }
    if (name === "IEND") return end === bytes.length ? size : undefined;
    at = end;
  }
  return undefined;
}

/** Goes from segment to segment to the one that opens the frame; the picture has to be there to its end. */
function jpegSize(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let size: Size | undefined;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const opensFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (opensFrame && at + 9 <= bytes.length) size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // What follows is the picture itself; cameras add a thumbnail behind its end.
    if (marker === 0xda) return holdsEnd(bytes, at) ? size : undefined;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function holdsEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at--) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  return false;
}

/** What draws, and what programs that draw write beside it. Whatever runs, loads or embeds a page is not among them. */
const svgElements: ReadonlySet<string> = new Set([
  ...["svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch", "a", "view"],
  ...["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath", "image"],
  ...["linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter"],
  ...["feGaussianBlur", "feOffset", "feBlend", "feColorMatrix", "feComposite", "feFlood", "feMerge", "feMergeNode"],
  ...["feDropShadow", "feMorphology", "feTurbulence", "feDisplacementMap", "feComponentTransfer"],
  ...["feFuncR", "feFuncG", "feFuncB", "feFuncA", "feSpecularLighting", "feDiffuseLighting", "fePointLight", "feTile"],
  ...["RDF", "Work", "Agent", "format", "type", "date", "creator", "publisher", "rights", "language", "subject", "Bag"],
  ...["li", "namedview", "grid", "page", "guide", "perspective", "path-effect", "SVGTestCase"],
]);

const ownFile = /^#/;
const dataPicture = /^data:image\/(?:png|jpe?g|gif|webp);base64,/i;

function readSvg(bytes: Uint8Array): Sized | Fault {
  const text = new TextDecoder().decode(bytes);
  // The document type that older programs write says nothing; one that defines entities is refused by the parser.
  const parsed = parseXml(
    new TextEncoder().encode(text.replace(/<!DOCTYPE\s+svg(?:\s+PUBLIC\s+"[^"<>[]*"\s+"[^"<>[]*")?\s*>/, "")),
  );
  if ("fault" in parsed) return damaged();
  const { root } = parsed;
  if (root.name.split(":").at(-1) !== "svg") return otherKind();
  for (const { name, attributes, text: content } of walk(root)) {
    const local = name.split(":").at(-1) ?? name;
    if (!svgElements.has(local)) return notOnlyDrawing(`<${name}>`);
    if (local === "style" && loads(content)) return notOnlyDrawing("@import / url(…)");
    for (const [attribute, value] of Object.entries(attributes)) {
      const own = attribute.split(":").at(-1) ?? attribute;
      if (/^on/i.test(own)) return notOnlyDrawing(attribute);
      const target = local === "a" ? /^(?:#|https?:\/\/|mailto:)/i : local === "image" ? dataPicture : ownFile;
      if (/^(?:href|src)$/i.test(own) && !target.test(value.trim())) return notOnlyDrawing(`${attribute}="${value}"`);
      if (!attribute.startsWith("xmlns") && loads(value)) return notOnlyDrawing(`${attribute}="${value}"`);
    }
  }
  return withSize("svg", svgSize(root.attributes));
}

/** Whether a style takes something from outside of its file; what is written with escapes is not understood, and so it may. */
function loads(style: string): boolean {
  if (/@import|expression\s*\(|-moz-binding|url\([^)]*\\/i.test(style)) return true;
  return [...style.matchAll(/url\(\s*["']?([^"')]*)/gi)].some(
    ([, to = ""]) => !ownFile.test(to) && !dataPicture.test(to),
  );
}

const units: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
};

/** By its width and height, else by what it shows; a share of the page is no size. */
function svgSize(attributes: Readonly<Record<string, string>>): Size | undefined {
  const box = (attributes["viewBox"] ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [width, height] = ["width", "height"].map((side) => {
    const [, number = "", unit = ""] = /^\s*([\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(attributes[side] ?? "") ?? [];
    return number === "" ? undefined : Number(number) * (units[unit.toLowerCase()] ?? Number.NaN);
  });
  const [, , boxWidth = 0, boxHeight = 0] = box.length === 4 && box.every(Number.isFinite) ? box : [];
  if (width && height) return { width: Math.round(width), height: Math.round(height) };
  if (boxWidth > 0 && boxHeight > 0) {
    const scale = width ? width / boxWidth : height ? height / boxHeight : 1;
    return { width: Math.max(1, Math.round(boxWidth * scale)), height: Math.max(1, Math.round(boxHeight * scale)) };
  }
  return undefined;
}

function fault(message: Text, help: Text): Fault {
  return { fault: { message, help } };
}

const saveAgain: Text = {
  zh: "用看图软件打开，另存为 PNG 或 JPEG 再用",
  en: "open it in an image program and save it as PNG or JPEG",
};

function tooLarge(bytes: number): Fault {
  const size = (bytes / 1_048_576).toFixed(1);
  return fault(
    { zh: `有 ${size} MB，最多 5 MB`, en: `has ${size} MB; at most 5 MB are taken` },
    { zh: "用看图软件缩小尺寸，另存为 JPEG 再用", en: "make it smaller in an image program and save it as JPEG" },
  );
}

function tooManyPixels(width: number, height: number): Fault {
  return fault(
    {
      zh: `有 ${width}×${height} 像素，每边最多 ${longestSide}，总共最多 5000 万`,
      en: `has ${width} × ${height} pixels; a side may have ${longestSide}, the whole 50 million`,
    },
    { zh: "用看图软件缩小尺寸再用", en: "make it smaller in an image program" },
  );
}

function damaged(): Fault {
  return fault({ zh: "已损坏或不完整", en: "is damaged or not whole" }, saveAgain);
}

function otherKind(name?: string): Fault {
  return fault(
    {
      zh: name === undefined ? "不是图片" : `是 ${name} 文件，只能用 PNG、JPEG、SVG`,
      en: name === undefined ? "is no picture" : `is a ${name} file; PNG, JPEG and SVG are taken`,
    },
    saveAgain,
  );
}

function notOnlyDrawing(what: string): Fault {
  const shown = what.length > 40 ? `${what.slice(0, 40)}…` : what;
  return fault(
    {
      zh: `里有会运行或者从别处读取的内容：${shown}`,
      en: `holds what runs or is loaded from elsewhere: ${shown}`,
    },
    { zh: "报告要公开发布；请改用 PNG 或 JPEG", en: "reports are published: use PNG or JPEG instead" },
  );
}
