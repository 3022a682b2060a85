import type { Paragraph } from "../core/report.ts";
import type { Unit } from "../core/tally.ts";

/** 本报告电子版可在……查阅。如对本报告有疑问，请与……联系（地址：……；邮政编码：……；联系电话：……）。 Nothing that is not given. */
export function contactSentences({ name, contact }: Unit): string {
  if (!contact) return "";
  const { office, address, telephone, postcode, onlineCopy } = contact;
  const ways = [
    address !== undefined && `地址：${address}`,
    postcode !== undefined && `邮政编码：${postcode}`,
    telephone !== undefined && `联系电话：${telephone}`,
  ].filter((way) => way !== false);
  const copy = onlineCopy === undefined ? "" : `本报告电子版可在${onlineCopy}查阅、下载。`;
  if (ways.length === 0 && office === undefined) return copy;
  const how = ways.length === 0 ? "" : `（${ways.join("；")}）`;
  return `${copy}如对本报告有疑问，请与${office ?? name}联系${how}。`;
}

/**
 * The contact at the end of the opening paragraph, which a report that begins with a heading is given. A text that gives the
 * telephone or the address itself is left as it is.
 */
export function withContact(paragraphs: readonly Paragraph[], unit: Unit): readonly Paragraph[] {
  const sentences = contactSentences(unit);
  const { telephone, address } = unit.contact ?? {};
  const said = paragraphs.some(({ text }) =>
    [telephone, address].some((way) => way !== undefined && text.includes(way)),
  );
  if (sentences === "" || said) return paragraphs;
  const [first, ...others] = paragraphs;
  if (first?.level !== 0 || first.lead !== "" || first.block)
    return [{ level: 0, lead: "", text: sentences }, ...paragraphs];
  const end = /[。！？；.!?]$/.test(first.text) ? "" : "。";
  return [{ ...first, text: `${first.text}${end}${sentences}` }, ...others];
}
