import { z } from "zod";
import type { Code, Fix, Severity, Span, Text } from "../../core/diagnostic.ts";
import { unitKinds } from "../../core/form/table.ts";
import { kindNames, scopeNames } from "../../core/form/words.ts";
import { type OutputFormat, outputFormats } from "../../core/formats.ts";
import type { Contact, Scope, SignoffStep, Unit, Waiver } from "../../core/tally.ts";
import { nearest } from "../../core/text/nearest.ts";
import { namesIn } from "../../core/text/unit-key.ts";
import type { Registered } from "../../core/workspace.ts";
import {
  annexByName,
  annexNames,
  kindByName,
  placeholderNames,
  scopeByName,
  zerosByName,
  zerosNames,
} from "../../edition/names.ts";
import type { Notes } from "../syntax/notes.ts";
import { isDate, isPeriod, readDate } from "./year.ts";

/** What a check of the shape may find; each has its words in `sayIssue`. */
type Slip =
  | "text"
  | "blank"
  | "line"
  | "long"
  | "longNote"
  | "placeholder"
  | "code"
  | "date"
  | "period"
  | "rule"
  | "kind"
  | "scope"
  | "zeros"
  | "format"
  | "annex"
  | "level"
  | "codes"
  | "hash"
  | "count"
  | "yesOrNo"
  | "list";

const is = (slip: Slip): Slip => slip;
const placeholders: readonly string[] = Object.values(placeholderNames);

/** One line of text that says something. */
const line = z
  .string(is("text"))
  .trim()
  .min(1, is("blank"))
  .max(200, is("long"))
  .regex(/^[^\r\n\t]*$/, is("line"));
const date = z
  .string(is("text"))
  .min(1, is("blank"))
  .refine(isDate, { error: is("date") });
const hash = z.string(is("text")).regex(/^sha256:[0-9a-f]{64}$/, is("hash"));
const rule = z.string(is("text")).regex(/^GR\d{3}$/, is("rule"));

/** A note under a table; one of a sum names the units it comes from. */
const note = z
  .string(is("text"))
  .trim()
  .min(1, is("blank"))
  .max(1000, is("longNote"))
  .regex(/^[^\r\n\t]*$/, is("line"));

/** The figures of a waived finding; a finding over a whole section may have many. */
const seen = z.string(is("text")).trim().min(1, is("blank")).max(1000, is("long"));

/** Several names, as a list or as one line: 甲局、乙局. */
const names = z
  .union([z.array(line).min(1), line.transform(namesIn)], is("text"))
  .refine((all) => all.every((name) => name !== ""), { error: is("blank") });

/** 联系方式, as far as it is given. */
const contact = z.strictObject(
  {
    office: line.exactOptional(),
    address: line.exactOptional(),
    telephone: line.exactOptional(),
    postcode: line.exactOptional(),
    onlineCopy: line.exactOptional(),
  },
  is("text"),
);

/** 单位. Scalars come as the text they were written as. */
const unit = z.strictObject(
  {
    name: line.refine((name) => !placeholders.includes(name), { error: is("placeholder") }),
    kind: z.enum(unitKinds, is("kind")),
    code: z
      .string(is("text"))
      .regex(/^[0-9A-Za-z]{1,30}$/, is("code"))
      .exactOptional(),
    within: line.exactOptional(),
    since: date.exactOptional(),
    formerly: names.exactOptional(),
    issuers: names.exactOptional(),
  },
  is("text"),
);

/** The parts of a tally beside its figures, and those of a workspace. */
export const shapes: {
  readonly unit: z.ZodType<Unit>;
  readonly registered: z.ZodType<Omit<Registered, "span">>;
  readonly contact: z.ZodType<Contact>;
  readonly scope: z.ZodType<Scope>;
  readonly zeros: z.ZodType<keyof typeof zerosNames>;
  readonly step: z.ZodType<Omit<SignoffStep, "span" | "room">>;
  readonly date: z.ZodType<string>;
  readonly period: z.ZodType<string>;
  readonly waiver: z.ZodType<Omit<Waiver, "span" | "room">>;
  readonly line: z.ZodType<string>;
  readonly note: z.ZodType<string>;
  readonly lines: z.ZodType<readonly string[]>;
  readonly formats: z.ZodType<readonly OutputFormat[]>;
  readonly annexes: z.ZodType<readonly string[]>;
  readonly level: z.ZodType<Severity | "off">;
  /** Codes and families of them, in a policy. */
  readonly codes: z.ZodType<readonly string[]>;
  readonly count: z.ZodType<number>;
  readonly yesOrNo: z.ZodType<boolean>;
} = {
  unit,
  registered: unit.extend({ kind: z.enum(unitKinds, is("kind")).exactOptional() }),
  contact,
  scope: z.enum(["own", "area"], is("scope")),
  zeros: z.enum(["unconfirmed", "confirmed"], is("zeros")),
  step: z.strictObject({ by: line, on: date, of: hash.exactOptional() }, is("text")),
  date,
  period: z.string(is("period")).refine(isPeriod, { error: is("period") }),
  waiver: z.strictObject({ rule, at: line, reason: line, by: line, on: date, seen: seen.exactOptional() }, is("text")),
  line,
  note,
  lines: z.array(line, is("list")),
  formats: z.array(z.enum(outputFormats, is("format")), is("list")).min(1, is("list")),
  annexes: z.array(z.enum([...annexByName.keys()], is("annex")), is("list")),
  level: z.enum(["error", "warning", "info", "off"], is("level")),
  codes: z.array(z.string(is("codes")).regex(/^GR\d{1,3}$/, is("codes")), is("list")),
  count: z
    .string(is("count"))
    .regex(/^(?:0|[1-9]\d{0,5})$/, is("count"))
    .transform(Number),
  yesOrNo: z.enum(["true", "false", "是", "否"], is("yesOrNo")).transform((word) => word === "true" || word === "是"),
};

/** Where a value stands, its key if it has none, and how it was written. */
export interface ValuePlace {
  readonly span: Span;
  readonly written?: string;
  /** Missing, but only because its key is misspelt, which is said there. */
  readonly misspelt?: boolean;
}

/** The value of its shape; else every fault is said, one for each place. */
export function checkShape<T>(
  notes: Notes,
  schema: z.ZodType<T>,
  value: unknown,
  name: Text,
  place: (path: readonly PropertyKey[]) => ValuePlace,
  nameAt: (path: readonly PropertyKey[]) => Text = () => name,
): T | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const said = new Set<string>();
  for (const issue of result.error.issues) {
    const key = issue.path.map(String).join(".");
    if (said.has(key)) continue;
    said.add(key);
    const { span, written, misspelt } = place(issue.path);
    if (!misspelt) reportIssue(notes, issue.message as Slip, span, written, nameAt(issue.path));
  }
  return undefined;
}

interface Words {
  readonly code: Code;
  readonly message: Text;
  readonly help?: Text;
  readonly plain?: string;
  readonly safe?: boolean;
}

function reportIssue(notes: Notes, slip: Slip, span: Span, written: string | undefined, name: Text): void {
  const { code, message, help, plain, safe = false } = written === undefined ? absent(slip) : words(slip, written);
  const fix: Fix | undefined = plain === undefined ? undefined : { span, text: plain, safe };
  notes.add(
    code,
    span,
    { zh: `${name.zh}：${message.zh}`, en: `${name.en}: ${message.en}` },
    { ...(help ? { help } : {}), ...(fix ? { fix } : {}) },
  );
}

function absent(slip: Slip): Words {
  const help = choices(slip) ?? { zh: "补上这一项", en: "add it" };
  return { code: "GR156", message: { zh: "没有填写", en: "missing" }, help };
}

function words(slip: Slip, written: string): Words {
  const shown = written.length > 40 ? `${written.slice(0, 30)}…` : written;
  switch (slip) {
    case "blank":
      return {
        code: "GR156",
        message: { zh: "没有填写", en: "left blank" },
        help: { zh: "填上内容；暂不需要的，删去这一行", en: "fill it in, or delete the line" },
      };
    case "long":
      return {
        code: "GR153",
        message: { zh: "超过 200 个字", en: "longer than 200 characters" },
        help: { zh: "写简短一些", en: "shorten it" },
      };
    case "longNote":
      return {
        code: "GR153",
        message: { zh: "超过 1000 个字", en: "longer than 1000 characters" },
        help: { zh: "分成几条，写成列表", en: "make it several, as a list" },
      };
    case "line":
      return {
        code: "GR153",
        message: { zh: "不能换行，也不能有制表符", en: "must be one line without tabs" },
        help: { zh: "写成一行", en: "write it in one line" },
      };
    case "placeholder":
      return {
        code: "GR153",
        message: { zh: "还是空表里的提示文字", en: "still the words of the empty form" },
        help: { zh: "改成单位全称，与公章一致", en: "write the unit's full name" },
      };
    case "code":
      return {
        code: "GR157",
        message: { zh: `“${shown}”不是代码`, en: `“${shown}” is not a code` },
        help: {
          zh: "写区划代码或统一社会信用代码，只用数字和字母，加引号",
          en: "write the unit's code, digits and letters only, in quotes",
        },
      };
    case "date":
      return dateWords(written, shown);
    case "period":
      return {
        code: "GR157",
        message: { zh: `“${shown}”不是起止日期`, en: `“${shown}” is no first and last day` },
        help: {
          zh: "写成 2025-09-01/2026-08-31，起在前，止在后",
          en: "write 2025-09-01/2026-08-31, the first day first",
        },
      };
    case "rule":
      return {
        code: "GR157",
        message: { zh: `“${shown}”不是检查项的代码`, en: `“${shown}” is not the code of a check` },
        help: { zh: "代码形如 GR204，见检查结果", en: "codes look like GR204; see what the check printed" },
      };
    case "kind":
      return choice(shown, written, kindByName, choices(slip));
    case "scope":
      return choice(shown, written, scopeByName, choices(slip));
    case "zeros":
      return choice(shown, written, zerosByName, choices(slip));
    case "annex":
      return choice(shown, written, annexByName, choices(slip));
    case "format":
    case "yesOrNo":
    case "level":
      return choice(shown, written, new Map(), choices(slip));
    case "hash":
      return {
        code: "GR157",
        message: { zh: `“${shown}”不是内容的摘要`, en: `“${shown}” is not the hash of a content` },
        help: { zh: "删去这一项，再运行 gov-report seal", en: "delete it and run gov-report seal" },
      };
    case "codes":
      return {
        code: "GR157",
        message: { zh: `“${shown}”不是检查项的代码`, en: `“${shown}” is not the code of a check` },
        help: { zh: "写一项的代码 GR204，或一类的 GR2", en: "write the code of a check, GR204, or of a family, GR2" },
      };
    case "count":
      return {
        code: "GR157",
        message: { zh: `“${shown}”不是整数`, en: `“${shown}” is not a whole number` },
        help: { zh: "写 0、1、2 这样的数", en: "write 0, 1, 2 …" },
      };
    case "list":
      return {
        code: "GR157",
        message: { zh: "这里要写成列表", en: "a list is needed here" },
        help: { zh: "每项一行，以“- ”开头，或写成 [甲, 乙]", en: "one item a line after “- ”, or [a, b]" },
      };
    default:
      return {
        code: "GR157",
        message: { zh: "写法不对", en: "is not written as it should be" },
        help: { zh: "参看 gov-report init 生成的空表", en: "see the form that gov-report init writes" },
      };
  }
}

const kindList: Text = {
  zh: `可填：${Object.values(kindNames).join("、")}`,
  en: `one of ${unitKinds.join(", ")}`,
};

function choices(slip: Slip): Text | undefined {
  if (slip === "kind") return kindList;
  if (slip === "scope") return { zh: `可填：${scopeNames.own}、${scopeNames.area}`, en: "own or area" };
  if (slip === "zeros") {
    return { zh: `可填：${zerosNames.unconfirmed}、${zerosNames.confirmed}`, en: "unconfirmed or confirmed" };
  }
  if (slip === "format") return { zh: `可填：${outputFormats.join("、")}`, en: `one of ${outputFormats.join(", ")}` };
  if (slip === "annex") {
    return { zh: `可填：${Object.values(annexNames).join("、")}`, en: `one of ${Object.keys(annexNames).join(", ")}` };
  }
  if (slip === "yesOrNo") return { zh: "可填：是、否", en: "true or false" };
  if (slip === "level") return { zh: "可填：error、warning、info、off", en: "one of error, warning, info, off" };
  return undefined;
}

function choice(shown: string, written: string, names: ReadonlyMap<string, string>, help: Text | undefined): Words {
  const guess = nearest(written, names.keys());
  const message = { zh: `没有“${shown}”这个选项`, en: `there is no “${shown}”` };
  return { code: "GR154", message, ...(help ? { help } : {}), ...(guess === undefined ? {} : { plain: guess }) };
}

function dateWords(written: string, shown: string): Words {
  const plain = readDate(written);
  if (plain === undefined) {
    const real = /^\d{4}-\d{2}-\d{2}$/.test(written);
    return {
      code: "GR155",
      message: real
        ? { zh: `日历上没有 ${shown} 这一天`, en: `there is no such day as ${shown}` }
        : { zh: `“${shown}”不是日期`, en: `“${shown}” is not a date` },
      help: { zh: "写成 2026-01-16 这样的日期", en: "write a date such as 2026-01-16" },
    };
  }
  return {
    code: "GR155",
    message: { zh: `日期“${shown}”的写法不对`, en: `the date “${shown}” is not written as it should be` },
    help: { zh: `写成 ${plain}`, en: `write ${plain}` },
    plain,
    safe: true,
  };
}
