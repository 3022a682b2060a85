import type { Rule } from "../core/rule.ts";
import { beyondPower } from "./arithmetic/beyond-power.ts";
import { beyondStock } from "./arithmetic/beyond-stock.ts";
import { brokenRelation, doubtfulRelation } from "./arithmetic/broken-relation.ts";
import { implausibleFigure } from "./arithmetic/implausible-figure.ts";
import { partsBeyondWhole } from "./arithmetic/parts-beyond-whole.ts";
import { unbalancedIdentity } from "./arithmetic/unbalanced-identity.ts";
import { wrongTotal } from "./arithmetic/wrong-total.ts";
import { sameAsLastYear } from "./copying/same-as-last-year.ts";
import { changedAfterApproval } from "./dates/changed-after-approval.ts";
import { late } from "./dates/late.ts";
import { oneHand } from "./dates/one-hand.ts";
import { outOfOrder } from "./dates/out-of-order.ts";
import { signedEarly } from "./dates/signed-early.ts";
import { tooEarly } from "./dates/too-early.ts";
import { unsealed } from "./dates/unsealed.ts";
import { unsigned } from "./dates/unsigned.ts";
import { afterPublication } from "./leftovers/after-publication.ts";
import { earlyPublication } from "./leftovers/early-publication.ts";
import { miscountedParts } from "./leftovers/miscounted-parts.ts";
import { misspeltNotice } from "./leftovers/misspelt-notice.ts";
import { otherUnit } from "./leftovers/other-unit.ts";
import { partialPeriod } from "./leftovers/partial-period.ts";
import { placeholder } from "./leftovers/placeholder.ts";
import { placeholderUnit } from "./leftovers/placeholder-unit.ts";
import { staleYear } from "./leftovers/stale-year.ts";
import { supersededBasis } from "./leftovers/superseded-basis.ts";
import { templateInstruction } from "./leftovers/template-instruction.ts";
import { transmittalLetter } from "./leftovers/transmittal-letter.ts";
import { unusualPeriod } from "./leftovers/unusual-period.ts";
import { wrongKindWord } from "./leftovers/wrong-kind-word.ts";
import { wrongPeriod } from "./leftovers/wrong-period.ts";
import { wrongSelf } from "./leftovers/wrong-self.ts";
import { changeMismatch } from "./prose/change-mismatch.ts";
import { doubtfulNumber, numberMismatch } from "./prose/number-mismatch.ts";
import { partsBeyondWholeInText } from "./prose/parts-beyond-whole-in-text.ts";
import { rateMismatch } from "./prose/rate-mismatch.ts";
import { rateWithoutCount } from "./prose/rate-without-count.ts";
import { notAddedUp } from "./units/not-added-up.ts";
import { unequalParts } from "./units/unequal-parts.ts";
import { unlikeRegister } from "./units/unlike-register.ts";
import { unregistered } from "./units/unregistered.ts";
import { contradictedWords } from "./wording/contradicted-words.ts";
import { feeContradicted } from "./wording/fee-contradicted.ts";
import { feeUnstated } from "./wording/fee-unstated.ts";
import { fullWidthDigit } from "./wording/full-width-digit.ts";
import { halfWidthPunctuation } from "./wording/half-width-punctuation.ts";
import { markupInText } from "./wording/markup-in-text.ts";
import { nothingCounted } from "./wording/nothing-counted.ts";
import { overviewWithoutFigures } from "./wording/overview-without-figures.ts";
import { personalData } from "./wording/personal-data.ts";
import { repeatedWord } from "./wording/repeated-word.ts";
import { thinProblems } from "./wording/thin-problems.ts";
import { unpairedBracket } from "./wording/unpaired-bracket.ts";
import { svgPicture, unusablePicture } from "./wording/unusable-picture.ts";
import { brokenCarry } from "./years/broken-carry.ts";
import { brokenStock } from "./years/broken-stock.ts";
import { movedCarry } from "./years/moved-carry.ts";
import { notCompared } from "./years/not-compared.ts";
import { tenfold } from "./years/tenfold.ts";
import { yuanForWanYuan } from "./years/yuan-for-wan-yuan.ts";

/** Every rule, in order of code. */
export const rules: readonly Rule[] = [
  ...[unbalancedIdentity, wrongTotal, beyondPower, partsBeyondWhole, beyondStock, brokenRelation, doubtfulRelation],
  ...[numberMismatch, doubtfulNumber, rateMismatch, partsBeyondWholeInText, changeMismatch, rateWithoutCount],
  ...[nothingCounted, implausibleFigure],
  ...[placeholder, placeholderUnit, staleYear, wrongPeriod, unusualPeriod, partialPeriod, supersededBasis, otherUnit],
  ...[templateInstruction, transmittalLetter, wrongKindWord],
  ...[
    contradictedWords,
    repeatedWord,
    halfWidthPunctuation,
    unpairedBracket,
    fullWidthDigit,
    markupInText,
    unusablePicture,
    svgPicture,
  ],
  ...[thinProblems, overviewWithoutFigures, feeUnstated, feeContradicted, personalData, wrongSelf],
  ...[earlyPublication, misspeltNotice, miscountedParts, afterPublication],
  sameAsLastYear,
  ...[brokenCarry, movedCarry, brokenStock, tenfold, yuanForWanYuan, notCompared],
  ...[unregistered, unlikeRegister, unequalParts, notAddedUp],
  ...[unsigned, tooEarly, late, outOfOrder, signedEarly, oneHand, changedAfterApproval, unsealed],
];
