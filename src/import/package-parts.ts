import { severityOf } from "../catalogue/index.ts";
import type { Diagnostic, Text } from "../core/diagnostic.ts";
import { type ArchiveEntry, type ArchiveLimits, inflate, readEntries } from "../ooxml/archive.ts";
import type { Codec } from "../ooxml/codec.ts";
import { parseXml, type XmlElement } from "../ooxml/xml.ts";

/** What helps where a file is damaged or odd: Office programs write no such thing. */
const saveAgain: Text = {
  zh: "请用 Word、Excel 或 WPS 打开它，另存一份再导入",
  en: "open it in Word, Excel or WPS, save it anew and import that",
};

/** A file that cannot be read, and what to do instead. */
export class UnreadableDocument extends Error {
  readonly kind: "foreign" | "unsafe";
  readonly text: Text;
  readonly help: Text;

  constructor(kind: "foreign" | "unsafe", text: Text, help: Text = saveAgain) {
    super(text.en);
    this.kind = kind;
    this.text = text;
    this.help = help;
  }
}

/** The finding that says so. */
export function unreadable(file: string, { kind, text: message, help }: UnreadableDocument): Diagnostic {
  const code = kind === "unsafe" ? "GR802" : "GR801";
  return { code, severity: severityOf(code), message, file, related: [], help };
}

/** A report with pictures. What is no text is not unpacked. */
const largeArchive: ArchiveLimits = { archive: 67_108_864, entries: 5_000 };

/** What all parts that are read may weigh together. */
const mostBytes = 67_108_864;

/** The parts of an Office file, each unpacked when it is asked for. Names and prefixes are as the writer likes them. */
export class PackageParts {
  readonly #entries: ReadonlyMap<string, ArchiveEntry>;
  readonly #codec: Codec;
  #bytes = 0;

  constructor(bytes: Uint8Array, kind: "docx" | "xlsx", codec: Codec) {
    const entries = readEntries(
      bytes,
      kind,
      (fault, what) => {
        throw new UnreadableDocument(fault, what, saveAgain);
      },
      largeArchive,
    );
    this.#entries = new Map((entries ?? []).map((entry) => [entry.name.toLowerCase(), entry]));
    this.#codec = codec;
  }

  get names(): readonly string[] {
    return [...this.#entries.values()].map(({ name }) => name);
  }

  /** The bytes of a part, or undefined where there is none of this name. */
  bytes(name: string): Uint8Array | undefined {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) return undefined;
    const bytes = inflate(entry, this.#codec);
    this.#bytes += bytes?.length ?? 0;
    if (!bytes || this.#bytes > mostBytes) {
      throw new UnreadableDocument(
        "unsafe",
        { zh: `部件 ${name} 已损坏或解压后过大`, en: `the part ${name} is damaged or too large once unpacked` },
        saveAgain,
      );
    }
    return bytes;
  }

  /** The root of a part, or undefined where there is none of this name. */
  xml(name: string): XmlElement | undefined {
    const bytes = this.bytes(name);
    if (!bytes) return undefined;
    const part = parseXml(bytes);
    if (!("fault" in part)) return part.root;
    const { fault } = part;
    const what =
      fault === "doctype"
        ? { zh: `部件 ${name} 带有 DOCTYPE，不予读取`, en: `the part ${name} has a DOCTYPE and is not read` }
        : { zh: `部件 ${name} 的内容已损坏：${fault}`, en: `the part ${name} is damaged: ${fault}` };
    throw new UnreadableDocument(fault === "doctype" ? "unsafe" : "foreign", what, saveAgain);
  }

  /** The target of a part's relationships by id, those within the file only; `type` is the last word of the kind. */
  relations(part: string): readonly { readonly id: string; readonly type: string; readonly target: string }[] {
    const slash = part.lastIndexOf("/") + 1;
    const folder = part.slice(0, slash);
    const root = this.xml(`${folder}_rels/${part.slice(slash)}.rels`);
    return (root?.children ?? []).flatMap(({ attributes: { Id = "", Type = "", Target = "", TargetMode } }) => {
      if (TargetMode === "External") return [];
      return [{ id: Id, type: Type.slice(Type.lastIndexOf("/") + 1), target: resolveTarget(folder, Target) }];
    });
  }

  /** The part that the file is about. */
  get main(): string | undefined {
    return this.relations("").find(({ type }) => type === "officeDocument")?.target;
  }
}

function resolveTarget(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const path = folder.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}

/** The name without the prefix that a writer has chosen. */
export function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1);
}

/** An attribute by its name without a prefix. */
export function attributeOf({ attributes }: XmlElement, local: string): string | undefined {
  if (attributes[local] !== undefined) return attributes[local];
  const name = Object.keys(attributes).find((key) => key.slice(key.indexOf(":") + 1) === local);
  return name === undefined ? undefined : attributes[name];
}

export function childrenNamed(element: XmlElement | undefined, local: string): readonly XmlElement[] {
  return (element?.children ?? []).filter((child) => localName(child) === local);
}
