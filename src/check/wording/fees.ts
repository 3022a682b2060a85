import type { Charge } from "../../core/form/edition.ts";
import { sentencesOf } from "../leftovers/own-texts.ts";

/** What a text says of a charge (信息处理费): an amount in 元, or that there was none. */
export interface FeeStatement {
  readonly start: number;
  readonly end: number;
  /** The amounts of the sentence; [0] where it says that nothing was charged. */
  readonly amounts: readonly number[];
}

const none =
  /未(?:曾)?(?:收取|产生|发生|收到|征收)|没有(?:收取|产生|发生|征收)|不(?:收取|存在)|均未|免[收费]|未收|无(?:收取|收费)|(?:处理费|收费|收取)[^，。；\n]{0,12}(?:为零|为0|情况[：:]?无|[：:]\s?无)|无(?:政府信息公开)?信息处理费/;
const amount = /(\d{1,12}(?:\.\d{1,4})?)\s?(万)?元/g;
const clause = 60;

/** In a text as `plainly` has it: the sentences that state the charge. One that only names the rules on fees does not. */
export function* feesIn(text: string, { words }: Pick<Charge, "words">): Iterable<FeeStatement> {
  if (!words.some((word) => text.includes(word))) return;
  const plain = text.replace(/《[^《》\n]{0,60}》/g, (title) => "书".repeat(title.length));
  for (const sentence of sentencesOf(plain)) {
    const places = words.map((word) => sentence.text.indexOf(word)).filter((place) => place >= 0);
    if (places.length === 0) continue;
    const named = Math.min(...places);
    const from = Math.max(0, named - clause);
    const near = sentence.text.slice(from, named + clause);
    const found = [...near.matchAll(amount)];
    const [first] = found;
    if (first) {
      const amounts = found.map(([, digits, tenThousand]) => Number(digits) * (tenThousand ? 10_000 : 1));
      const start = sentence.start + from + first.index;
      yield { start, end: start + first[0].length, amounts };
      continue;
    }
    const nothing = none.exec(near);
    if (!nothing) continue;
    const start = sentence.start + from + nothing.index;
    yield { start, end: start + nothing[0].length, amounts: [0] };
  }
}
