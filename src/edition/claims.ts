import { z } from "zod";
import { findKey, type KeyNode } from "../core/form/keys.ts";
import type { ClaimWords, ClosedClaim, DecidedClaim, HappenedClaim } from "../core/form/vocabulary.ts";

/** Words separated by spaces, at least one. */
const words = z
  .string()
  .trim()
  .min(1)
  .transform((line): readonly string[] => line.split(/\s+/));

const closed: z.ZodType<ClosedClaim> = z.strictObject({ words, none: z.array(z.string()).min(1) });
const decided: z.ZodType<DecidedClaim> = z.strictObject({
  words,
  groups: z.array(z.string()).min(1),
  corrected: z.string(),
  other: z.string(),
  pending: z.string().exactOptional(),
});

const happened: z.ZodType<HappenedClaim> = z.strictObject({ words, done: words, some: z.array(z.string()).min(1) });

/** The section `claims` of a words file. */
export const claimsSection: z.ZodType<ClaimWords> = z.strictObject({
  closed: z.array(closed).default([]),
  decided: z.array(decided).default([]),
  happened: z.array(happened).default([]),
});

export function joinClaims(all: readonly ClaimWords[]): ClaimWords {
  return {
    closed: all.flatMap((claims) => claims.closed),
    decided: all.flatMap((claims) => claims.decided),
    happened: all.flatMap((claims) => claims.happened),
  };
}

/** The claims that speak of figures of this edition, without the paths it has not. */
export function claimsWithin({ closed, decided, happened }: ClaimWords, keys: KeyNode): ClaimWords {
  const has = (path: string): boolean => findKey(keys, path.split(".")) !== undefined;
  return {
    closed: closed.map((claim) => ({ ...claim, none: claim.none.filter(has) })).filter(({ none }) => none.length > 0),
    decided: decided
      .map((claim) => ({ ...claim, groups: claim.groups.filter((group) => has(`${group}.${claim.corrected}`)) }))
      .filter(({ groups }) => groups.length > 0),
    happened: happened
      .map((claim) => ({ ...claim, some: claim.some.filter(has) }))
      .filter(({ some }) => some.length > 0),
  };
}

/** Every path the claims name, and where in the file. */
export function claimPaths({
  closed,
  decided,
  happened,
}: ClaimWords): readonly { at: readonly PropertyKey[]; path: string }[] {
  return [
    ...closed.flatMap(({ none }, i) => none.map((path, j) => ({ at: ["claims", "closed", i, "none", j], path }))),
    ...happened.flatMap(({ some }, i) => some.map((path, j) => ({ at: ["claims", "happened", i, "some", j], path }))),
    ...decided.flatMap(({ groups, corrected, other, pending }, i) =>
      Object.entries({ corrected, other, pending }).flatMap(([key, result]) =>
        result === undefined
          ? []
          : groups.map((group) => ({ at: ["claims", "decided", i, key], path: `${group}.${result}` })),
      ),
    ),
  ];
}
