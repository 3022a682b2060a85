import { z } from "zod";
import type { Edition } from "../core/form/edition.ts";
import type { KeyNode } from "../core/form/keys.ts";
import { type Measure, unitKinds } from "../core/form/table.ts";
import { kindNames, scopeNames } from "../core/form/words.ts";
import {
  cellKeys,
  contactKeys,
  type Key,
  rootKeys,
  signoffKeys,
  stepKeys,
  textKeys,
  unitKeys,
  waiverKeys,
  zerosByName,
} from "./names.ts";

type Shape = Record<string, z.ZodType>;

/** What each measure counts, for the hover text. */
const measureNames: Readonly<Record<Measure, string>> = {
  count: "件",
  change: "件，增为正、减为负",
  yuan: "元，可有两位小数",
  wanYuan: "万元，可有小数",
  money: "元或万元，和数字写在一起，如 29.0506万元",
  items: "条",
  times: "次",
  attendances: "人次",
  persons: "人",
  pieces: "篇",
  places: "个",
};

/**
 * The shape of a tally as an editor checks it while it is typed: every key in both languages. It is looser than the reader,
 * which also knows that two names of one key exclude each other, and says what is wrong in the clerk's language.
 */
function tallySchema(edition: Edition): z.ZodType {
  const shape: Shape = {};
  const add = (key: Key, value: z.ZodType) => addKey(shape, key.id, key.name, describe(value, key.name, key.about));
  const { from, to } = edition.reportYears;
  add(rootKeys.year, to === undefined ? z.int().min(from).max(9999) : z.int().min(from).max(to));
  add(rootKeys.unit, unitSchema());
  add(rootKeys.scope, z.enum(["own", "area", scopeNames.own, scopeNames.area]));
  add(rootKeys.period, z.string().regex(/^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/));
  add(rootKeys.zeros, z.enum([...zerosByName.keys()]));
  add(rootKeys.signoff, signoffSchema());
  add(rootKeys.published, date());
  add(rootKeys.indexNumber, z.string());
  for (const section of edition.keys.children) addKey(shape, section.id, section.name, nodeSchema(section, new Map()));
  add(rootKeys.narrative, narrativeSchema(edition));
  add(rootKeys.notes, notesSchema(edition));
  add(rootKeys.waivers, z.array(waiverSchema()));
  const required = [
    rootKeys.year,
    rootKeys.unit,
    ...edition.keys.children.filter((section) => needed(section, edition)),
  ];
  return z.strictObject(shape).meta({
    title: `${edition.name}填报数据`,
    description: edition.basis.title,
    ...needs(required),
  });
}

function unitSchema(): z.ZodType {
  const kind = z.enum([...unitKinds, ...Object.values(kindNames)]);
  const code = z.union([z.string(), z.int()]);
  const formerly = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]);
  return keyed(unitKeys, { kind, code, contact: contactSchema(), since: date(), formerly }, ["name", "kind"]);
}

function contactSchema(): z.ZodType {
  const digits = () => z.union([line(), z.int()]);
  return keyed(contactKeys, { telephone: digits(), postcode: digits() }, []);
}

function signoffSchema(): z.ZodType {
  const step = () => keyed(stepKeys, { on: date() }, ["by", "on"]);
  return keyed(signoffKeys, { prepared: step(), verified: step(), approved: step() }, []);
}

function waiverSchema(): z.ZodType {
  const seen = z.union([z.string().min(1).max(1000), z.number()]);
  const needed = Object.keys(waiverKeys).filter((key) => key !== waiverKeys.seen.id);
  return keyed(waiverKeys, { on: date(), rule: z.string().regex(/^GR\d{3}$/), seen }, needed);
}

function needed({ id, activity }: KeyNode, { tables }: Edition): boolean {
  return !activity && !tables.some((table) => table.id === id && table.optional);
}

function narrativeSchema(edition: Edition): z.ZodType {
  const shape: Shape = {};
  for (const { id, name, heading, prose } of edition.sections) {
    const text = z.string().meta({ description: "可用 {{…}} 引用表中的数。" });
    const file = keyed(textKeys, {}, [textKeys.file.id]);
    if (prose) addKey(shape, id, name, z.union([text, file]).meta({ title: heading }));
  }
  return z.strictObject(shape);
}

const line = (): z.ZodType => z.string().min(1).max(200);

function notesSchema({ tables }: Edition): z.ZodType {
  const shape: Shape = {};
  const note = z.string().min(1).max(1000);
  for (const { id, name } of tables) addKey(shape, id, name, z.union([note, z.array(note)]).meta({ title: name }));
  return z.strictObject(shape);
}

const date = (): z.ZodType => z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A map of keys in both languages, each a line of text unless another shape is given. */
function keyed(keys: Readonly<Record<string, Key>>, shapes: Shape, required: readonly string[]): z.ZodType {
  const shape: Shape = {};
  for (const key of Object.values(keys)) {
    addKey(shape, key.id, key.name, describe(shapes[key.id] ?? line(), key.name, key.about));
  }
  return z.strictObject(shape).meta(needs(required.flatMap((id) => keys[id] ?? [])));
}

function describe(schema: z.ZodType, title: string, description: string): z.ZodType {
  return schema.meta({ ...schema.meta(), title, description });
}

function addKey(shape: Shape, id: string, name: string, schema: z.ZodType): void {
  shape[id] = schema.optional();
  shape[name] = schema.optional();
}

/** Each key is needed, under one of its names. */
function needs(keys: readonly { readonly id: string; readonly name: string }[]): Record<string, unknown> {
  if (keys.length === 0) return {};
  return { allOf: keys.map(({ id, name }) => ({ anyOf: [{ required: [id] }, { required: [name] }] })) };
}

/** Columns are the same below every row of a table: they are built once, and the schema refers to them. */
type Columns = Map<string, z.ZodType>;

function nodeSchema(node: KeyNode, columns: Columns): z.ZodType {
  const title = node.label;
  if (node.kind === "cell") return cellSchema(node).meta({ title, description: about(node) });
  const inner =
    node.kind === "row" && node.children.every(({ kind }) => kind === "cell")
      ? rowSchema(node, columns)
      : groupSchema(node, columns);
  return z.union([z.literal(0), inner]).meta({ title, description: about(node) });
}

function rowSchema(node: KeyNode, columns: Columns): z.ZodType {
  const signature = node.children.map(({ id, measure }) => `${id}:${measure}`).join();
  const known = columns.get(signature);
  if (known) return known;
  const schema = groupSchema(node, columns);
  columns.set(signature, schema);
  return schema;
}

function groupSchema(node: KeyNode, columns: Columns): z.ZodType {
  const shape: Shape = {};
  for (const child of node.children) addKey(shape, child.id, child.name, nodeSchema(child, columns));
  return node.open ? z.object(shape).catchall(cellSchema(node)) : z.strictObject(shape);
}

/** A figure, or a figure with a remark. */
function cellSchema(node: KeyNode): z.ZodType {
  const known = figures.get(`${node.measure} ${node.activity}`);
  const value = known?.value ?? (node.activity ? figure(node.measure) : number(node.measure));
  const remarked = known?.remarked ?? keyed(cellKeys, { value }, ["value"]);
  figures.set(`${node.measure} ${node.activity}`, { value, remarked });
  return z.union([value, remarked]);
}

/** Built once: the schema refers to what it uses again. */
const figures = new Map<string, { readonly value: z.ZodType; readonly remarked: z.ZodType }>();

function number(measure: Measure): z.ZodType {
  if (measure === "money") return z.union([z.literal(0), z.string().regex(/^\d+(\.\d+)?(亿元|万元|元)$/)]);
  if (measure === "wanYuan") return z.number().min(0);
  if (measure === "yuan") return z.number().min(0);
  return measure === "change" ? z.int() : z.int().min(0);
}

/** Outside the tables a figure may be approximate. */
function figure(measure: Measure): z.ZodType {
  const approximate = z
    .string()
    .regex(/^(近|约|大约|将近|接近|超过|超|逾|不足|不到|至少|多达)?\d+(\.\d+)?[万亿]?(余|多|左右|以上|以下|上下)?$/);
  return z.union([number(measure), approximate]);
}

function about(node: KeyNode): string {
  if (node.kind !== "cell") {
    return node.activity ? "按项填写。" : "按栏填写；没有的栏可以不写，各栏都没有的写 0。";
  }
  const unit = `单位：${measureNames[node.measure]}。`;
  if (node.activity) return `${unit}可以写约数，如 近30、160余、33万余。`;
  return node.total ? `${unit}总计由程序计算；写了就用来核对。` : `${unit}没有就写 0。`;
}

/**
 * The JSON Schema of an edition's tallies, for editors that know YAML: keys are completed in both languages, titles and
 * descriptions show the form's own words. Draft 7 is what yaml-language-server reads.
 */
export function jsonSchema(edition: Edition): object {
  return z.toJSONSchema(tallySchema(edition), { target: "draft-7", reused: "ref" });
}
