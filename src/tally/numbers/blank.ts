const blanks = new Set([
  "",
  "~",
  "null",
  "/",
  "／",
  "-",
  "－",
  "—",
  "——",
  "–",
  "无",
  "不适用",
  "空",
  "没有",
  "未统计",
  "n/a",
  "na",
  "none",
  "nil",
]);

/** What a clerk writes where there is nothing to count. It is not 0: somebody has to say so. */
export function isBlank(text: string): boolean {
  return text.length <= 8 && blanks.has(text.trim().toLowerCase());
}
