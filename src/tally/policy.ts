import { isMap, isSeq, type Node, type YAMLMap } from "yaml";
import type { z } from "zod";
import type { Checked, Text } from "../core/diagnostic.ts";
import { lockedFamilies, type Policy, type WaiverPermit } from "../core/policy.ts";
import type { Source } from "../core/text/source.ts";
import { type Key, permitKeys, policyKeys } from "../edition/names.ts";
import type { MapEntry } from "./shape/keys.ts";
import { idsOf, readKeyed, readScalar, reportNoMap } from "./shape/plain.ts";
import { checkShape, shapes } from "./shape/shape.ts";
import { refuseCharacters } from "./syntax/characters.ts";
import { readDocument, spanOf } from "./syntax/document.ts";
import { type Notes, readMending } from "./syntax/notes.ts";
import { defaultUnits, readItems, readRules } from "./workspace.ts";

/** Reads a policy. Any fault in it is an error: what nobody can make out protects nothing. */
export function readPolicy(source: Source): Checked<Policy> {
  return readMending(source, (notes) => {
    if (!refuseCharacters(notes) || notes.edits.length > 0) return undefined;
    const root = readDocument(notes);
    return root && readRoot(notes, root);
  });
}

type PolicyKey = keyof typeof policyKeys;

function readRoot(notes: Notes, root: YAMLMap): Policy {
  const entries = readKeyed(notes, root, policyKeys, nowhere, isKnown(policyKeys));
  const at = (id: PolicyKey): MapEntry<string> | undefined => entries.find(({ key }) => key === id);
  const waivers = readPermits(notes, at("waivers"));
  const maxWaived = readOne(notes, at("maxWaived"), policyKeys.maxWaived, shapes.count);
  return {
    rules: readRules(notes, at("rules"), nameOf(policyKeys.rules)),
    locked: readList(notes, at("locked"), policyKeys.locked, shapes.codes) ?? lockedFamilies,
    ...(waivers && { waivers }),
    ...(maxWaived !== undefined && { maxWaived }),
    units: readList(notes, at("units"), policyKeys.units, shapes.lines) ?? defaultUnits,
    sealed: readOne(notes, at("sealed"), policyKeys.sealed, shapes.yesOrNo) ?? false,
    ownTemplates: readOne(notes, at("ownTemplates"), policyKeys.ownTemplates, shapes.yesOrNo) ?? false,
  };
}

const nowhere: Text = { zh: "", en: "" };
const nameOf = ({ id, name }: Key): Text => ({ zh: name, en: id });

function isKnown(keys: Readonly<Record<string, Key>>): (written: string) => boolean {
  return (written) => idsOf(keys).has(written);
}

function readOne<T>(notes: Notes, entry: MapEntry<string> | undefined, key: Key, shape: z.ZodType<T>): T | undefined {
  if (!entry) return undefined;
  const { value, place } = readScalar(notes, entry.value, entry.keySpan);
  return checkShape(notes, shape, value, nameOf(key), () => place);
}

/** A list; an empty one says that there are none. */
function readList(
  notes: Notes,
  entry: MapEntry<string> | undefined,
  key: Key,
  shape: z.ZodType<readonly string[]>,
): readonly string[] | undefined {
  if (!entry) return undefined;
  if (isSeq(entry.value) && entry.value.items.length === 0) return [];
  const { value, place } = readItems(notes, entry);
  return checkShape(notes, shape, value, nameOf(key), place);
}

/** 豁免: each entry names codes, perhaps who may accept them and until when. An empty list: nothing may be waived. */
function readPermits(notes: Notes, entry: MapEntry<string> | undefined): readonly WaiverPermit[] | undefined {
  if (!entry) return undefined;
  const name = nameOf(policyKeys.waivers);
  const help = {
    zh: "写成列表，每项一行：- { 规则: [GR402], 责任人: [法制办], 截止: 2026-03-31 }",
    en: "write a list, one line each: - { rules: [GR402], by: [法制办], until: 2026-03-31 }",
  };
  if (!isSeq(entry.value)) {
    reportNoMap(notes, entry.value, entry.keySpan, name, help, isKnown(permitKeys));
    return [];
  }
  return (entry.value.items as (Node | null)[]).flatMap((item) => {
    const span = item ? spanOf(notes, item) : entry.keySpan;
    if (!isMap(item)) {
      reportNoMap(notes, item, span, name, help, isKnown(permitKeys));
      return [];
    }
    const parts = readKeyed(notes, item, permitKeys, name, isKnown(permitKeys));
    const at = (id: keyof typeof permitKeys) => parts.find(({ key }) => key === id);
    const rules = readList(notes, at("rules"), permitKeys.rules, shapes.codes);
    if (!at("rules")) {
      const message = { zh: `${name.zh}：缺少“${permitKeys.rules.name}”`, en: `${name.en}: rules is missing` };
      notes.add("GR156", span, message, { help });
    }
    const by = readList(notes, at("by"), permitKeys.by, shapes.lines);
    const until = readOne(notes, at("until"), permitKeys.until, shapes.date);
    return rules ? [{ rules, ...(by && { by }), ...(until !== undefined && { until }) }] : [];
  });
}
