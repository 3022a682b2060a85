import type { Rule } from "../core/rule.ts";
import { beyondPower } from "./arithmetic/beyond-power.ts";
import { unbalancedIdentity } from "./arithmetic/unbalanced-identity.ts";
import { wrongTotal } from "./arithmetic/wrong-total.ts";
import { unsigned } from "./dates/unsigned.ts";

/** Every rule, in order of code. */
export const rules: readonly Rule[] = [unbalancedIdentity, wrongTotal, beyondPower, unsigned];
