import type { Lang } from "../core/diagnostic.ts";
import type { Edition } from "../core/form/edition.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { type Measure, unitKinds } from "../core/form/table.ts";
import { measureWords, scopeNames } from "../core/form/words.ts";
import { measureWordsEn } from "../core/open-data.ts";
import {
  cellKeys,
  contactKeys,
  type Key,
  kindKeys,
  rootKeys,
  signoffKeys,
  stepKeys,
  textKeys,
  unitKeys,
  waiverKeys,
  zerosNames,
} from "./names.ts";

/** A piece of JSON Schema, draft 7: the one that yaml-language-server reads. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a key is called in either language, and what an editor says of it. */
interface Property {
  readonly id: string;
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required?: boolean;
}

/** What the schema of a tally in one language is written with. */
interface Writer {
  readonly lang: Lang;
  readonly localize: (zh: string, en: string) => string;
  readonly key: (named: { readonly id: string; readonly name: string }) => string;
}

/**
 * The JSON Schema of an edition's tallies with keys in one language, for editors: each key once, with the form's own words
 * for it and what it counts. It is looser than the reader, which also takes both languages in one file, and says what is wrong in
 * the clerk's words.
 */
export function jsonSchema(edition: Edition, lang: Lang): JsonSchema {
  const write: Writer = {
    lang,
    localize: (zh, en) => (lang === "zh" ? zh : en),
    key: ({ id, name }) => (lang === "zh" ? name : id),
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    ...{
      title: write.localize(`${edition.name}填报数据`, `Tally, form of ${edition.id}`),
      description: edition.basis.title,
    },
    ...object(rootProperties(edition, write), write),
    definitions: Object.fromEntries(figuresOf(edition).map(([name, node]) => [name, figureSchema(node, write)])),
  };
}

/** What the schema of an edition is called where it lies beside tallies: each language has its own. */
export function schemaName(edition: string, lang: Lang): string {
  return lang === "zh" ? `${edition}.schema.json` : `${edition}.en.schema.json`;
}

function rootProperties(edition: Edition, write: Writer): readonly Property[] {
  const { from, to = 9999 } = edition.reportYears;
  const shapes: Readonly<Record<keyof typeof rootKeys, JsonSchema>> = {
    year: { type: "integer", minimum: from, maximum: to },
    unit: unitSchema(write),
    scope: choice(scopeNames, write),
    period: { type: "string", pattern: `${day}/${day}`.replaceAll("$/^", "/") },
    zeros: choice(zerosNames, write),
    signoff: signoffSchema(write),
    published: date,
    indexNumber: { type: "string" },
    narrative: narrativeSchema(edition, write),
    notes: notesSchema(edition, write),
    waivers: { type: "array", items: waiverSchema(write) },
  };
  const own = (key: keyof typeof rootKeys) => keyProperty(rootKeys[key], shapes[key], write);
  const sections = edition.keys.children.map((node) => ({
    ...{ id: node.id, name: node.name, schema: nodeSchema(node, write) },
    required: !node.activity && !edition.tables.some(({ id, optional }) => id === node.id && optional),
  }));
  return [
    ...[
      { ...own("year"), required: true },
      { ...own("unit"), required: true },
    ],
    ...(["scope", "period", "zeros", "signoff", "published", "indexNumber"] as const).map(own),
    ...sections,
    ...(["narrative", "notes", "waivers"] as const).map(own),
  ];
}

const day = "^\\d{4}-\\d{2}-\\d{2}$";
const date: JsonSchema = { type: "string", pattern: day };
const line: JsonSchema = { type: "string", minLength: 1, maxLength: 200 };
const note: JsonSchema = { type: "string", minLength: 1, maxLength: 1000 };

function unitSchema(write: Writer): JsonSchema {
  const named = { type: "string", minLength: 1 };
  const kind = { enum: unitKinds.map((id) => write.key(kindKeys[id])), enumDescriptions: unitKinds.map(ofKind) };
  function ofKind(id: (typeof unitKinds)[number]): string {
    return kindKeys[id].about[write.lang];
  }
  return keyed(unitKeys, ["name", "kind"], write, {
    ...{ kind, contact: contactSchema(write), since: date },
    code: { type: ["string", "integer"] },
    formerly: { anyOf: [named, { type: "array", items: named, minItems: 1 }] },
    issuers: { anyOf: [line, { type: "array", items: line, minItems: 1 }] },
  });
}

function contactSchema(write: Writer): JsonSchema {
  const digits = { ...line, type: ["string", "integer"] };
  return keyed(contactKeys, [], write, { telephone: digits, postcode: digits });
}

function signoffSchema(write: Writer): JsonSchema {
  const step = keyed(stepKeys, ["by", "on"], write, { on: date });
  return keyed(signoffKeys, [], write, { prepared: step, verified: step, approved: step });
}

function waiverSchema(write: Writer): JsonSchema {
  return keyed(waiverKeys, ["rule", "at", "reason", "by", "on"], write, {
    ...{ on: date, rule: { type: "string", pattern: "^GR\\d{3}$" } },
    seen: { type: ["string", "number"], minLength: 1, maxLength: 1000 },
  });
}

function narrativeSchema({ sections }: Edition, write: Writer): JsonSchema {
  const file = keyed(textKeys, ["file"], write, {});
  const texts = sections.filter(({ prose }) => prose);
  return object(
    texts.map(({ id, name, heading }) => ({
      ...{ id, name },
      schema: {
        ...{ title: write.localize(heading, titleOf(id)), anyOf: [{ type: "string" }, file] },
        description: write.localize(
          "每段一行；可用 {{…}} 引用表中的数。",
          `${heading}. A paragraph a line; {{…}} quotes a figure of the tables.`,
        ),
      },
    })),
    write,
  );
}

function notesSchema({ tables }: Edition, write: Writer): JsonSchema {
  return object(
    tables.map(({ id, name }) => ({
      ...{ id, name },
      schema: {
        ...{ title: write.localize(name, titleOf(id)), anyOf: [note, { type: "array", items: note }] },
        description: write.localize(`“${name}”表下的注。`, `Notes under the table ${name}.`),
      },
    })),
    write,
  );
}

/** The values that a key may have, in the language of the keys. */
function choice(names: Readonly<Record<string, string>>, write: Writer): JsonSchema {
  return { enum: Object.entries(names).map(([id, name]) => write.key({ id, name })) };
}

/** A map of keys, each a line of text unless another shape is given. */
function keyed<Id extends string>(
  keys: Readonly<Record<Id, Key>>,
  required: readonly NoInfer<Id>[],
  write: Writer,
  shapes: Partial<Record<NoInfer<Id>, JsonSchema>>,
): JsonSchema {
  const needed: ReadonlySet<string> = new Set(required);
  const properties = (Object.keys(keys) as Id[]).map((id) => ({
    ...keyProperty(keys[id], shapes[id] ?? line, write),
    required: needed.has(id),
  }));
  return object(properties, write);
}

function keyProperty({ id, name, about }: Key, schema: JsonSchema, write: Writer): Property {
  const title = write.localize(name, titleOf(id));
  return { id, name, schema: { title, description: about[write.lang], ...schema } };
}

function object(properties: readonly Property[], write: Writer, others: JsonSchema | false = false): JsonSchema {
  const required = properties.flatMap((property) => (property.required ? [write.key(property)] : []));
  return {
    type: "object",
    properties: Object.fromEntries(properties.map((property) => [write.key(property), property.schema])),
    ...(required.length > 0 && { required }),
    additionalProperties: others,
  };
}

function nodeSchema(node: KeyNode, write: Writer): JsonSchema {
  const said = { title: write.localize(node.name, titleOf(node.id)), description: about(node, write) };
  if (node.kind === "cell") return { ...said, $ref: `#/definitions/${figureName(node)}` };
  const children = node.children.map((child) => ({ id: child.id, name: child.name, schema: nodeSchema(child, write) }));
  const others = node.open && { $ref: `#/definitions/${figureName(node)}` };
  return { ...said, ...object(children, write, others), type: ["integer", "object"], minimum: 0, maximum: 0 };
}

/** A name for what its schema is: figures of one measure are written alike. */
function figureName({ measure, activity }: KeyNode): string {
  return activity ? `${measure}About` : measure;
}

/** One node for each way of writing a figure that the form has. */
function figuresOf({ keys }: Edition): readonly (readonly [name: string, node: KeyNode])[] {
  const found = new Map<string, KeyNode>();
  const visit = (node: KeyNode): void => {
    if (node.kind === "cell" || node.open) found.set(figureName(node), node);
    for (const child of node.children) visit(child);
  };
  visit(keys);
  return [...found];
}

/**
 * A figure, or a figure with a remark. Outside the tables it may be approximate. What holds for numbers, texts and maps stands
 * side by side, so that an editor says what is wrong instead of naming every other way of writing it.
 */
function figureSchema({ measure, activity }: KeyNode, write: Writer): JsonSchema {
  const { type, ...limits } = valueSchema(measure, activity);
  return { ...keyed(cellKeys, ["value"], write, { value: { type, ...limits } }), type: [...type, "object"], ...limits };
}

const approximate =
  "^(近|约|大约|将近|接近|超过|超|逾|不足|不到|至少|多达)?\\d+(\\.\\d+)?[万亿]?(余|多|左右|以上|以下|上下)?$";

function valueSchema(measure: Measure, activity: boolean): { readonly type: readonly string[] } & JsonSchema {
  if (measure === "money") {
    return { type: ["integer", "string"], minimum: 0, maximum: 0, pattern: "^\\d+(\\.\\d+)?(亿元|万元|元)$" };
  }
  const number = measure === "wanYuan" || measure === "yuan" ? "number" : "integer";
  const limits = measure === "change" ? {} : { minimum: 0 };
  return activity ? { type: [number, "string"], ...limits, pattern: approximate } : { type: [number], ...limits };
}

/** What each measure counts, for the hover text. */
const measureHints: Readonly<Record<Measure, string>> = {
  ...measureWords,
  change: "件，增为正、减为负",
  yuan: "元，可有两位小数",
  wanYuan: "万元，可有小数",
  money: "元或万元，和数字写在一起，如 29.0506万元",
};

function about(node: KeyNode, write: Writer): string {
  // An editor that completes a key shows nothing but this.
  const label = write.localize(node.label === node.name ? "" : `${node.label}。`, `${node.label}. `);
  if (node.kind !== "cell") {
    const how = node.activity
      ? write.localize("按项填写。", "Filled in item by item.")
      : node.kind === "group"
        ? write.localize("按行填写；一件也没有的写 0。", "Filled in row by row; 0 where there is nothing at all.")
        : write.localize(
            "按栏填写；没有的栏可以不写，各栏都没有的写 0。",
            "Filled in column by column: a column with none may be left out, a row with none is 0.",
          );
    return `${label}${how}`;
  }
  const measure = write.localize(`单位：${measureHints[node.measure]}。`, `Unit: ${measureWordsEn[node.measure]}. `);
  if (node.activity) {
    return `${label}${measure}${write.localize("可以写约数，如 近30、160余、33万余。", "May be approximate, as in 近30, 160余, 33万余.")}`;
  }
  return node.total
    ? `${label}${measure}${write.localize("总计由程序计算；写了就用来核对。", "Totals are computed; a written one is checked.")}`
    : `${label}${measure}${write.localize("没有就写 0。", "0 where there is none.")}`;
}

/** "Brought forward" of broughtForward. */
function titleOf(id: string): string {
  const words = id.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
