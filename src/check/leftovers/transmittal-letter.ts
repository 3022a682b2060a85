import type { Rule } from "../../core/rule.ts";
import { firstFew, ownTexts, type TextExcerpt } from "./own-texts.ts";

const letter =
  /[妥当]否[，,]?\s?请(?:批示|审示|审阅|审批|示)|请予?(?:批示|审示|审阅|审议|审批|核准)(?=[。！\s]|$)|特此(?:报告|上报|呈报|报送|函[告复达])|现(?:予|随文|一并)?(?:呈报|上报|报送)(?:如下|你|给你|贵|，|。|、)|此致[\s，。]{0,6}敬礼|(?:^|\n)[ \t\u3000]{0,8}(?:主送|抄送|抄报)[：:]/g;
/** 县人民政府办公室： alone on a line. */
const addressee =
  /(?:^|\n)[ \t\u3000]{0,8}([\u4e00-\u9fff]{2,20}(?:政府|办公室|办公厅|办|局|委员会|委|厅|领导小组))[：:][ \t\u3000]{0,8}(?=\n|$)/g;
/** 云政办〔2025〕12号 alone on a line. */
const number =
  /(?:^|\n)[ \t\u3000]{0,8}([\u4e00-\u9fff]{2,12}[〔[［【（(]\d{4}[〕\]］】）)]\d{1,4}号)[ \t\u3000]{0,8}(?=\n|$)/g;

/** The letter to the superior, published in the report's place. */
export const transmittalLetter: Rule = {
  code: "GR338",
  name: "transmittal-letter",
  severity: "warning",
  summary: { zh: "文字是报送上级的公文用语", en: "the text is a letter to the superior organ" },
  why: {
    zh: "年度报告是向社会公布的，没有主送机关。“特此报告”“妥否，请批示”、主送单位、发文字号，是报送上级的请示、报告才有的，公布前应当去掉。",
    en: "The report speaks to the public. An addressee, a document number and 妥否，请批示 belong to the letter that goes to the superior organ with it.",
  },
  basis: { title: "《中华人民共和国政府信息公开条例》第四十九条" },
  example: { wrong: "other: 本年度未收取信息处理费。特此报告。", right: "other: 本年度未收取信息处理费。" },
  *check(input) {
    for (const own of ownTexts(input)) {
      yield* firstFew(found(own.text), ({ start, text }) => ({
        message: {
          zh: `“${text}”是报送上级的公文用语`,
          en: `"${text}" belongs to a letter to the superior organ`,
        },
        span: own.at(start, start + text.length),
        help: { zh: "公布的报告不写主送机关、发文字号和结束语，删去即可", en: "take it out of the published report" },
      }));
    }
  },
};

function* found(text: string): Iterable<TextExcerpt> {
  for (const match of text.matchAll(letter)) {
    const words = match[0].trim();
    yield { start: match.index + match[0].indexOf(words), text: words };
  }
  for (const pattern of [addressee, number]) {
    for (const match of text.matchAll(pattern)) {
      const words = match[1] ?? "";
      yield { start: match.index + match[0].indexOf(words), text: words };
    }
  }
}
