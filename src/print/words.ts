import type { Acceptance, Kind, Text } from "../core/diagnostic.ts";

/** What a finding is called. */
export const kindNames: Record<Kind, Text> = {
  fault: { zh: "程序故障", en: "fault of ours" },
  error: { zh: "错误", en: "error" },
  warning: { zh: "警告", en: "warning" },
  info: { zh: "提示", en: "note" },
  waived: { zh: "已豁免", en: "waived" },
  notEvaluated: { zh: "未能核对", en: "not evaluated" },
};

/** Why a finding is waived, by whom and when; empty where it is not. */
export function acceptance({ waiver }: { readonly waiver?: Acceptance | undefined }, lang: keyof Text): string {
  if (!waiver) return "";
  const { reason, by, on } = waiver;
  return lang === "zh" ? `豁免理由：${reason}（${by}，${on}）` : `waived because: ${reason} (${by}, ${on})`;
}
