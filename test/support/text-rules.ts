import { otherUnit } from "../../src/check/leftovers/other-unit.ts";
import { partialPeriod } from "../../src/check/leftovers/partial-period.ts";
import { placeholder } from "../../src/check/leftovers/placeholder.ts";
import { placeholderUnit } from "../../src/check/leftovers/placeholder-unit.ts";
import { staleYear } from "../../src/check/leftovers/stale-year.ts";
import { supersededBasis } from "../../src/check/leftovers/superseded-basis.ts";
import { templateInstruction } from "../../src/check/leftovers/template-instruction.ts";
import { transmittalLetter } from "../../src/check/leftovers/transmittal-letter.ts";
import { wrongKindWord } from "../../src/check/leftovers/wrong-kind-word.ts";
import { wrongPeriod } from "../../src/check/leftovers/wrong-period.ts";
import { wrongSelf } from "../../src/check/leftovers/wrong-self.ts";
import { contradictedWords } from "../../src/check/wording/contradicted-words.ts";
import { feeContradicted } from "../../src/check/wording/fee-contradicted.ts";
import { feeUnstated } from "../../src/check/wording/fee-unstated.ts";
import { fullWidthDigit } from "../../src/check/wording/full-width-digit.ts";
import { halfWidthPunctuation } from "../../src/check/wording/half-width-punctuation.ts";
import { overviewWithoutFigures } from "../../src/check/wording/overview-without-figures.ts";
import { personalData } from "../../src/check/wording/personal-data.ts";
import { repeatedWord } from "../../src/check/wording/repeated-word.ts";
import { thinProblems } from "../../src/check/wording/thin-problems.ts";
import { unpairedBracket } from "../../src/check/wording/unpaired-bracket.ts";
import type { Rule } from "../../src/core/rule.ts";

/** The rules of these two folders, in order of code. */
export const all: readonly Rule[] = [
  placeholder,
  placeholderUnit,
  staleYear,
  wrongPeriod,
  partialPeriod,
  supersededBasis,
  otherUnit,
  templateInstruction,
  transmittalLetter,
  wrongKindWord,
  contradictedWords,
  repeatedWord,
  halfWidthPunctuation,
  unpairedBracket,
  fullWidthDigit,
  thinProblems,
  overviewWithoutFigures,
  feeUnstated,
  feeContradicted,
  personalData,
  wrongSelf,
];
