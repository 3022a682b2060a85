import type { CheckInput, Rule } from "../../core/rule.ts";
import { picturesIn } from "../../core/text/text-blocks.ts";
import { firstFew, type OwnText, ownTexts } from "../leftovers/own-texts.ts";

/** A picture on a line of its own that cannot be put into the report: readers would be sent to what is not there. */
export const unusablePicture: Rule = {
  code: "GR382",
  name: "unusable-picture",
  severity: "error",
  summary: { zh: "正文里的图片找不到或不能用", en: "a picture in a text is missing or cannot be used" },
  why: {
    zh: "单独成段的 ![说明](图.png) 会把填报旁边的图片放进 Word、Markdown 报告。只用 PNG、JPEG、SVG，看内容不看扩展名；不超过 5 MB；文件要在填报所在的文件夹里，不从网上取。缺了图，读者只看得到“见图”。",
    en: "![caption](chart.png) as a paragraph of its own puts the picture beside the tally into the Word and Markdown report. PNG, JPEG and SVG are taken, by content and not by name, up to 5 MB, from below the tally's folder and never from the web. Without it readers would be sent to a figure that is not there.",
  },
  example: {
    wrong: "overview: |\n  各渠道公开信息情况见图：\n  ![各渠道公开信息](../渠道.gif)",
    right: "overview: |\n  各渠道公开信息情况见图：\n  ![各渠道公开信息](渠道.png)",
  },
  *check(input) {
    const faulty = namedPictures(input).flatMap((one) => {
      const fault = input.pictures?.get(one.file)?.fault;
      return fault ? [{ ...one, fault }] : [];
    });
    yield* firstFew(faulty, ({ own, start, end, file, fault: { message, help } }) => ({
      message: { zh: `图片“${file}”${message.zh}`, en: `the picture "${file}" ${message.en}` },
      span: own.at(start, end),
      help,
    }));
  },
};

/** A picture that is drawn in lines and not in dots: newer versions of Word show it, others and some of WPS do not. */
export const svgPicture: Rule = {
  code: "GR384",
  name: "svg-picture",
  severity: "warning",
  summary: {
    zh: "SVG 图片在旧版 Word 和 WPS 里显示不出来",
    en: "an SVG picture does not show in older Word or in WPS",
  },
  why: {
    zh: "Markdown 和网页里的 SVG 处处能看。较新的 Word 也能显示，更早的版本和部分 WPS 只显示一个灰框（说明文字仍在），公众会以为图坏了。",
    en: "SVG is shown everywhere in Markdown and on web pages, and by newer versions of Word. Older ones and some of WPS show a grey box with its caption, which readers take for a broken picture.",
  },
  example: { wrong: "![各渠道公开信息](渠道.svg)", right: "![各渠道公开信息](渠道.png)" },
  *check(input) {
    const drawn = namedPictures(input).filter(({ file }) => input.pictures?.get(file)?.picture?.type === "svg");
    yield* firstFew(drawn, ({ own, start, end, file }) => ({
      message: {
        zh: `“${file}”是 SVG：旧版 Word 和部分 WPS 打开报告时看不到这张图`,
        en: `"${file}" is an SVG: older Word and some of WPS will not show it in the report`,
      },
      span: own.at(start, end),
      help: {
        zh: "换成同一张图的 PNG；只发 Markdown 或网页的可以不管",
        en: "use a PNG of the same picture; of no matter where only Markdown or web pages are published",
      },
    }));
  },
};

interface NamedPicture {
  readonly own: OwnText;
  readonly start: number;
  readonly end: number;
  readonly file: string;
}

function namedPictures(input: CheckInput): readonly NamedPicture[] {
  return ownTexts(input).flatMap((own) =>
    picturesIn(own.text).map(({ start, end, block }) => ({ own, start, end, file: block.file })),
  );
}
