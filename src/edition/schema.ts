import { z } from "zod";
import type { ActivityAnnex, ActivityRate, ActivityRow } from "../core/form/annex.ts";
import { type Edition, type Section, sectionRoles } from "../core/form/edition.ts";
import {
  type Carry,
  type Ceiling,
  type Deadline,
  type Headline,
  type Identity,
  type Magnitude,
  moveKinds,
  type OwnPeriod,
  type Power,
  type Relation,
  type Stock,
  type Superseded,
} from "../core/form/form-rules.ts";
import {
  type ActivityNode,
  certainties,
  type Extra,
  type FormNode,
  type Grid,
  measures,
  type Table,
  unitKinds,
} from "../core/form/table.ts";
import { frameBody, type WrittenMove } from "./vocabulary.ts";

/** An id is camelCase English: other programs write it. */
const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/);
const measure = z.enum(measures);
const mark = z.enum(certainties);
const citation = z.strictObject({
  title: z.string(),
  says: z.string().exactOptional(),
  url: z.string().exactOptional(),
  mark: mark.exactOptional(),
});
const kinds = z.array(z.enum(unitKinds)).min(1);

/** A node as the file has it: its label defaults to its name. */
export type EditionNode = Omit<FormNode, "label" | "children"> & {
  readonly label?: string;
  readonly children?: readonly EditionNode[];
};
type GridFile = Omit<Grid, "columns" | "rows"> & {
  readonly columns: readonly EditionNode[];
  readonly rows: readonly EditionNode[];
};

const node: z.ZodType<EditionNode> = z.lazy(() =>
  z.strictObject({
    id: id.exactOptional(),
    name: z.string(),
    label: z.string().exactOptional(),
    measure: measure.exactOptional(),
    total: z.literal(true).exactOptional(),
    own: z.literal(true).exactOptional(),
    code: z.string().exactOptional(),
    mark: mark.exactOptional(),
    children: z.array(node).min(1).exactOptional(),
  }),
);

const rate: z.ZodType<ActivityRate> = z.strictObject({ rate: z.string(), of: z.string() });
const figures = z.array(z.union([z.string(), rate, z.null()])).min(1);
const activityRow: z.ZodType<ActivityRow> = z.lazy(() =>
  z.strictObject({
    at: z.string().exactOptional(),
    each: z.string().exactOptional(),
    label: z.string().exactOptional(),
    figures: figures.exactOptional(),
    rows: z.array(activityRow).min(1).exactOptional(),
  }),
);

const activityNode: z.ZodType<ActivityNode> = z.lazy(() =>
  z.strictObject({
    id,
    name: z.string(),
    measure: measure.exactOptional(),
    open: z.literal(true).exactOptional(),
    atMost: id.exactOptional(),
    charge: z.string().trim().exactOptional(),
    words: z.union([z.string().trim().min(1), frameBody]).exactOptional(),
    annex: z
      .strictObject({
        in: id,
        first: z.literal(true).exactOptional(),
        each: z.literal(true).exactOptional(),
        label: z.string().exactOptional(),
        figures: figures.exactOptional(),
        rows: z.array(activityRow).min(1).exactOptional(),
      })
      .exactOptional(),
    children: z.array(activityNode).min(1).refine(namesSiblings, "atMost names no sibling").exactOptional(),
  }),
);

function namesSiblings(nodes: readonly ActivityNode[]): boolean {
  return nodes.every(({ id, atMost }) => atMost === undefined || (atMost !== id && nodes.some((n) => n.id === atMost)));
}

const grid = z.strictObject({
  caption: z.string().exactOptional(),
  corner: z.string().exactOptional(),
  columns: z.array(node).min(1),
  rows: z.array(node),
  outline: z.array(z.strictObject({ shows: z.enum(["measure", "code"]), label: z.string() })).exactOptional(),
});

/** What `edition.yaml` says. */
export interface EditionFile extends Pick<Edition, "id" | "name" | "basis" | "reportYears" | "title"> {
  readonly sections: readonly Section[];
  readonly tables: readonly (Omit<Table, "grids"> & { readonly grids: readonly GridFile[] })[];
  readonly identities: readonly (Pick<Identity, "table" | "says" | "basis"> & { readonly equation: string })[];
  readonly relations: readonly (Omit<Relation, "left" | "sign" | "right" | "bound"> & { readonly relation: string })[];
  readonly powers: readonly Power[];
  readonly carries: readonly Carry[];
  readonly stocks: readonly (Pick<Stock, "rows" | "says" | "basis"> & { readonly equation: string })[];
  readonly magnitudes: readonly Magnitude[];
  readonly ceilings: readonly Ceiling[];
  readonly headlines: readonly Headline[];
  readonly deadlines: readonly Deadline[];
  readonly ownPeriod?: OwnPeriod;
  readonly superseded: readonly Superseded[];
  readonly predecessor?: string;
  readonly moves: readonly WrittenMove[];
}

const form = z.strictObject({
  id: z.string(),
  name: z.string(),
  basis: citation,
  reportYears: z.strictObject({ from: z.int(), to: z.int().exactOptional() }),
  title: z.string(),
  sections: z.array(
    z.strictObject({
      id,
      role: z.enum(sectionRoles).exactOptional(),
      name: z.string(),
      heading: z.string(),
      tables: z.array(id).default([]),
      prose: z.boolean().default(false),
      annex: z.strictObject({ above: z.array(z.string()), below: z.array(z.string()) }).exactOptional(),
    }),
  ),
  tables: z.array(
    z.strictObject({
      id,
      name: z.string(),
      grids: z.array(grid).min(1),
      widths: z.array(z.number()).exactOptional(),
      optional: z.literal(true).exactOptional(),
    }),
  ),
  identities: z
    .array(z.strictObject({ table: id, equation: z.string(), says: z.string(), basis: citation }))
    .default([]),
  relations: z
    .array(
      z.strictObject({
        over: z.array(z.string()).min(1),
        kinds: kinds.exactOptional(),
        relation: z.string(),
        strength: z.enum(["hard", "soft"]),
        says: z.string(),
        basis: citation,
      }),
    )
    .default([]),
  powers: z.array(z.strictObject({ rows: z.array(z.string()), kinds, basis: citation })).default([]),
  carries: z
    .array(
      z.strictObject({
        table: id,
        row: z.string(),
        last: z.string(),
        strength: z.enum(["hard", "soft"]),
        says: z.string(),
        basis: citation,
      }),
    )
    .default([]),
  stocks: z
    .array(z.strictObject({ rows: z.array(z.string()), equation: z.string(), says: z.string(), basis: citation }))
    .default([]),
  magnitudes: z.array(z.strictObject({ rows: z.array(z.string()), from: z.number().positive() })).default([]),
  ceilings: z
    .array(z.strictObject({ rows: z.array(z.string()).min(1), kinds, most: z.number().positive(), basis: citation }))
    .default([]),
  headlines: z
    .array(z.strictObject({ id, name: z.string().min(1), chart: z.string().min(1), path: z.string() }))
    .default([]),
  ownPeriod: z.strictObject({ kinds, basis: citation }).exactOptional(),
  deadlines: z.array(z.strictObject({ kinds, by: z.string().regex(/^\d\d-\d\d$/), basis: citation })).default([]),
  superseded: z
    .array(
      z.strictObject({
        cited: z.array(z.string().min(1)).min(1),
        beside: z.array(z.string().min(1)).min(1).exactOptional(),
        instead: z.string(),
        basis: citation,
      }),
    )
    .default([]),
  predecessor: z.string().exactOptional(),
  moves: z
    .array(
      z.strictObject({
        from: z.array(z.string()).min(1),
        to: z.string().exactOptional(),
        kind: z.enum(moveKinds),
        says: z.strictObject({ zh: z.string(), en: z.string() }),
      }),
    )
    .default([]),
});

export const editionFile: z.ZodType<EditionFile> = form;

/** What `activity.yaml` says. */
export interface ActivityFile extends Pick<Edition, "activity" | "summaryTables"> {
  /** The tables; the figures that name them are rows behind those written here. */
  readonly annexes: readonly ActivityAnnex[];
}

export const activityFile: z.ZodType<ActivityFile> = z
  .strictObject({
    activity: z.array(activityNode).refine(namesSiblings, "atMost names no sibling"),
    annexes: z
      .array(
        z.strictObject({
          id,
          title: z.string(),
          corner: z.string(),
          columns: z.array(z.string()).min(1),
          rows: z.array(activityRow).default([]),
        }),
      )
      .default([]),
    summaryTables: z
      .array(
        z.strictObject({
          title: z.string(),
          group: z.string(),
          rate: z.strictObject({ name: z.string(), part: id, whole: id }).exactOptional(),
          each: z.literal("units").exactOptional(),
        }),
      )
      .default([]),
  })
  .superRefine(({ activity, summaryTables }, context) => {
    for (const { group, rate } of summaryTables) {
      const figures = figuresOf(activity, group);
      const part = figures.find((node) => node.id === rate?.part);
      if (figures.length === 0) context.addIssue(`summaryTables: no such group of figures: ${group}`);
      else if (rate && (!part || part.atMost !== rate.whole))
        context.addIssue(`summaryTables: ${group}: ${rate.part} is not atMost ${rate.whole}`);
    }
  });

const rules = ["identities", "relations", "powers", "carries", "stocks", "magnitudes", "ceilings"] as const;
type Rules = Pick<EditionFile, (typeof rules)[number]>;

/** What `tables/<id>.yaml` of an area says: one more table in the words of `edition.yaml`, and what is checked in it. */
export interface ExtraFile extends Omit<EditionFile["tables"][number], "optional" | "extra">, Extra, Rules {
  /** The editions it goes with; all of them where none is named. */
  readonly editions?: readonly string[];
  /** A tally without it is an error. Otherwise units may take it up one by one. */
  readonly required: boolean;
}

export const extraFile: z.ZodType<ExtraFile> = form
  .pick({
    identities: true,
    relations: true,
    powers: true,
    carries: true,
    stocks: true,
    magnitudes: true,
    ceilings: true,
  })
  .extend(form.shape.tables.element.omit({ optional: true }).shape)
  .extend({
    title: z.string().min(1),
    notes: z.array(z.string()).default([]),
    each: z.literal("units").exactOptional(),
    editions: z.array(z.string()).min(1).exactOptional(),
    required: z.boolean().default(false),
  });

/** The lists of rules in an edition's file that a further table adds to. */
export function joinRules(one: Rules, other: Rules): Rules {
  return Object.fromEntries(rules.map((name) => [name, [...one[name], ...other[name]]])) as unknown as Rules;
}

/** The figures of a group; none where it is no group, or has groups among them. */
function figuresOf(activity: readonly ActivityNode[], path: string): readonly ActivityNode[] {
  let nodes: readonly ActivityNode[] = activity;
  for (const part of path.split(".")) nodes = nodes.find((node) => node.id === part)?.children ?? [];
  return nodes.every((node) => !node.children && !node.open) ? nodes : [];
}
