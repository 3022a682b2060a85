import type { Edition } from "../../core/form/edition.ts";
import type { Finding } from "../../core/rule.ts";
import { placeIn, type Tally } from "../../core/tally.ts";
import { fingerprint, likeness, sharedPassage } from "./fingerprint.ts";

/** From here on two texts are one text: what differs is a name, a figure, a word. */
const alike = 0.8;

/** The sections of `tally` that say what the same sections of `other` say. */
export function* copiedSections(tally: Tally, other: Tally, edition: Edition, words: Words): Iterable<Finding> {
  for (const section of edition.sections) {
    const here = tally.prose.get(section.id);
    const there = other.prose.get(section.id);
    const a = here && fingerprint(here.text, tally);
    const b = there && fingerprint(there.text, other);
    if (!here || !there || !a || !b) continue;
    const share = likeness(a, b);
    if (share < alike) continue;
    const shared = sharedPassage(a, b);
    // What is shared begins behind the bracket of （一）.
    const quote = here.text
      .slice(shared.a.start, shared.a.end)
      .replace(/\s+/g, " ")
      .replace(/^[^（(）)]{0,3}[）)]/, "");
    const short = quote.length > 40 ? `${quote.slice(0, 40)}……` : quote;
    const percent = Math.round(share * 100);
    yield {
      message: words.message(section.heading, percent, short),
      span: placeIn(here, shared.a.start, shared.a.end),
      help: words.help,
      related: [{ span: placeIn(there, shared.b.start, shared.b.end), message: words.there }],
    };
  }
}

/** How a kind of copying is spoken of. */
export interface Words {
  message(heading: string, percent: number, quote: string): Finding["message"];
  readonly help: NonNullable<Finding["help"]>;
  readonly there: Finding["message"];
}
