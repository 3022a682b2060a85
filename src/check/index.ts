import type { Rule } from "../core/rule.ts";
import { beyondPower } from "./arithmetic/beyond-power.ts";
import { beyondStock } from "./arithmetic/beyond-stock.ts";
import { partsBeyondWhole } from "./arithmetic/parts-beyond-whole.ts";
import { unbalancedIdentity } from "./arithmetic/unbalanced-identity.ts";
import { wrongTotal } from "./arithmetic/wrong-total.ts";
import { sameAsLastYear } from "./copying/same-as-last-year.ts";
import { late } from "./dates/late.ts";
import { oneHand } from "./dates/one-hand.ts";
import { outOfOrder } from "./dates/out-of-order.ts";
import { signedEarly } from "./dates/signed-early.ts";
import { tooEarly } from "./dates/too-early.ts";
import { unsigned } from "./dates/unsigned.ts";
import { notAddedUp } from "./units/not-added-up.ts";
import { unequalParts } from "./units/unequal-parts.ts";
import { unlikeRegister } from "./units/unlike-register.ts";
import { unregistered } from "./units/unregistered.ts";
import { brokenCarry } from "./years/broken-carry.ts";
import { brokenStock } from "./years/broken-stock.ts";
import { movedCarry } from "./years/moved-carry.ts";
import { notCompared } from "./years/not-compared.ts";
import { tenfold } from "./years/tenfold.ts";
import { yuanForWanYuan } from "./years/yuan-for-wan-yuan.ts";

/** Every rule, in order of code. */
export const rules: readonly Rule[] = [
  ...[unbalancedIdentity, wrongTotal, beyondPower, partsBeyondWhole, beyondStock],
  sameAsLastYear,
  ...[brokenCarry, movedCarry, brokenStock, tenfold, yuanForWanYuan, notCompared],
  ...[unregistered, unlikeRegister, unequalParts, notAddedUp],
  ...[unsigned, tooEarly, late, outOfOrder, signedEarly, oneHand],
];
