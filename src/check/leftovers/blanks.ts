import type { TextExcerpt } from "./own-texts.ts";

/** What is left open to be filled in, or nearly so: each kind of mark is then looked at in its surroundings. */
const marks = new RegExp(
  [
    "[xX×✕ｘＸ*＊○〇□]+",
    "_{2,}|＿{2,}|[?？]{2,}",
    "【[^【】\\n]{0,40}】",
    "«[^«»\\n]{1,60}»",
    "[（(〔《“][ \\t\\u3000]{0,40}[）)〕》”]",
    "某某+",
    "待(?:补充|填写|填报|核实|确认|录入|插入|定)",
    "20[ \\t\\u3000]{1,10}年(?:[ \\t\\u3000]{0,10}月)?(?:[ \\t\\u3000]{0,10}日)?",
    "年[ \\t\\u3000]{1,10}月(?:[ \\t\\u3000]{0,10}日)?",
    "月[ \\t\\u3000]{1,10}日(?![常均程历])",
    "TODO|TBD|FIXME",
    "#(?:REF!|VALUE!|DIV/0!|N/A|NAME\\?)",
    "错误[!！]\\s?未找到引用源|错误[!！]\\s?未定义书签|(?:单击|点击)此处(?:输入|添加|编辑)(?:文字|文本)?",
  ].join("|"),
  "g",
);

/** What a number counts, or what a place is: behind a lone x they show that something was to be filled in. */
const counted = /^[场次件条个期篇份名人万元项起宗年月日家号处%％]/;
const placed = /^(?:镇|乡|县|市|区|省|局|街道|村|社区|单位|部门)/;
const latin = /[A-Za-z./_@:%&=#+\-{}]/;
const digit = /[0-9０-９]/;
const numeral = /[一二三四五六七八九十百零〇○]/;

/** The places of a text that nobody filled in. Marks that stand side by side (XX年XX月) are one. */
export function* blanksIn(text: string): Iterable<TextExcerpt> {
  let open: { start: number; end: number } | undefined;
  const bold = new Set(boldsIn(text).flatMap(({ start, text: { length } }) => [start, start + length - 2]));
  for (const match of text.matchAll(marks)) {
    const start = match.index;
    const end = start + match[0].length;
    if (bold.has(start) || !isBlank(text, start, end)) continue;
    if (open && joins(text, open.end, start)) open.end = end;
    else {
      if (open) yield { start: open.start, text: text.slice(open.start, open.end) };
      open = { start, end };
    }
  }
  if (open) yield { start: open.start, text: text.slice(open.start, open.end) };
}

function joins(text: string, end: number, start: number): boolean {
  return start === end || (start === end + 1 && "年月日至-－—.".includes(text[end] ?? " "));
}

function isBlank(text: string, start: number, end: number): boolean {
  const [first = ""] = text.slice(start, start + 1);
  if ("xX×✕ｘＸ*＊○〇□".includes(first)) return isOpenRun(text, start, end);
  if ("_＿?？".includes(first)) return !inAddress(text, start, end);
  if (first === "【") return isOpenBracket(text.slice(start + 1, end - 1));
  if (first === "某") return !isMasked(text, start, end);
  if (first === "待") return isOpenWord(text, start, end);
  return true;
}

/** 20××年 and ××镇 are open; 138****1234, 张××, 二〇〇八 and 3×4 are not. */
function isOpenRun(text: string, start: number, end: number): boolean {
  const run = text.slice(start, end);
  const before = text[start - 1] ?? "";
  const after = text[end] ?? "";
  if (latin.test(before) || latin.test(after) || /[A-Za-z]/.test(after)) return false;
  if (/^[○〇□]+$/.test(run) && (run.length < 2 || numeral.test(before) || numeral.test(after))) return false;
  const rest = text.slice(end, end + 2);
  if (digit.test(before)) {
    if (digit.test(after)) return false;
    return isOpenYear(text, start, end) || (run.length > 1 && /^[场次件条个篇份人项]/.test(rest));
  }
  if (run.length === 1) return (counted.test(rest) || placed.test(rest)) && !numeral.test(before) && run !== "□";
  return !isMasked(text, start, end);
}

/** **重点**领域 is bold in Markdown; 培训**次，参加**人 waits for two numbers. */
export function boldsIn(text: string): readonly TextExcerpt[] {
  if (!text.includes("**")) return [];
  return [...text.matchAll(/(?<!\*)\*\*([^*\n]{1,40})\*\*(?!\*)/g)].flatMap(({ 0: all, 1: inside = "", index }) => {
    const rest = text.slice(index + all.length, index + all.length + 2);
    const waits = [inside, rest].some((words) => counted.test(words) || placed.test(words));
    return waits ? [] : [{ start: index, text: all }];
  });
}

/** 20××年, 202*年, 〔20××〕. */
function isOpenYear(text: string, start: number, end: number): boolean {
  const known = /(?<![0-9０-９])(?:19|20|１９|２０)[0-9０-９]?$/.test(text.slice(Math.max(0, start - 4), start));
  return known && end - start <= 4 && /[年〕\]］】]/.test(text[end] ?? "");
}

/** Part of a web address or a file name. */
function inAddress(text: string, start: number, end: number): boolean {
  return /[A-Za-z/=&]/.test(text[start - 1] ?? "") && /[A-Za-z0-9/=&]/.test(text[end] ?? "");
}

/** 【】, 【…】, 【单位名称】 are to be filled in; 【政策解读】 is the name of a column. */
function isOpenBracket(inside: string): boolean {
  return (
    /^[\s.…·xX×*＊_—-]*$/.test(inside) ||
    /填|请|此处|待|插入|输入|单位名称|机关名称|具体|数字|日期|姓名|金额|××|XX|xx/.test(inside)
  );
}

const persons =
  /(?:申请人|原告|被告|第三人|当事人|上诉人|举报人|投诉人|信访人|代理人|委托人|村民|居民|市民|职工|群众|家属|户主|业主|学生|家长)[：:“]?[\u4e00-\u9fff]{0,2}$/;
/** Family names that end no other word often. */
const surnames =
  "王李张刘陈杨赵黄吴徐孙胡朱郭马罗梁宋郑谢韩唐冯董萧曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛阎潘杜夏姜范谭廖邹陆郝崔毛邱秦史侯邵孟";

/** 张某某, 李×× and 申请人××: a name was taken out, as it should be. */
function isMasked(text: string, start: number, end: number): boolean {
  const rest = text.slice(end, end + 2);
  if (placed.test(rest)) return false;
  if (surnames.includes(text[start - 1] ?? " ")) return !/^[场次件条个篇份项年月]/.test(rest);
  return !counted.test(rest) && persons.test(text.slice(Math.max(0, start - 10), start));
}

/** 待补充 alone is open; 有待补充, 接待定点, 待确认后公开 are ordinary words. */
function isOpenWord(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? "";
  if (/[有亟急仍尚还等对看招接款善]/.test(before)) return false;
  // 期待定 is 期待, 日期待定 is not.
  if (before === "期" && !/[日时限工学周]/.test(text[start - 2] ?? "")) return false;
  return end === text.length || /[）)】\]，。；、！\s件条次个场万元]/.test(text[end] ?? "");
}
