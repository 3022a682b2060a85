import type { Text } from "../../core/diagnostic.ts";
import { printNumber } from "../../core/figures.ts";
import { inYuan, moneyUnits } from "../../core/text/money.ts";
import type { WrittenNumber } from "./approximate.ts";
import { about, type NumberSlip, normalizeNumber } from "./normalize-number.ts";
import { hundredths } from "./number-faults.ts";

const decimal = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;
const cents = /^\d+(?:\.\d{1,2})?$/;

/** An amount with its unit, as 元 and as it was written. Nothing needs no unit: 0. */
export function readMoney(raw: string, quoted: boolean): WrittenNumber | NumberSlip {
  const unit = moneyUnits.map(([name]) => name).find((name) => raw.endsWith(name));
  if (unit === undefined) return readBare(raw, quoted);
  const digits = raw.slice(0, -unit.length).trimEnd();
  if (quoted || !decimal.test(digits)) return normalizeNumber(digits, quoted, decimal, "money", false, unit);
  const value = inYuan(digits, unit) ?? Number.NaN;
  if (!(value <= Number.MAX_SAFE_INTEGER)) {
    const message = about(raw, { zh: "大得不可能", en: "is impossibly large" });
    return {
      code: "GR140",
      message,
      help: { zh: "核对是否多打了数字", en: "check for digits typed twice" },
      safe: false,
    };
  }
  if (!cents.test(printNumber(value))) {
    return { code: hundredths.code, message: about(raw, finerThanCents), help: hundredths.help, safe: false };
  }
  return value === 0 ? { value } : { value, text: digits + unit };
}

const finerThanCents: Text = { zh: "不足一分的部分没有意义", en: "is finer than a 分" };

/** Without a unit: nothing at all, or nobody knows how much. */
function readBare(raw: string, quoted: boolean): WrittenNumber | NumberSlip {
  if (raw === "0" && !quoted) return { value: 0 };
  const tenThousands = /^\d+(?:\.\d+)?万$/.test(raw);
  const slip = normalizeNumber(raw, true, decimal, "money", false);
  if (!tenThousands && (slip.plain === undefined || slip.plain === "0")) return slip;
  const plain = tenThousands ? raw : (slip.plain ?? raw);
  return {
    code: "GR144",
    message: about(raw, { zh: "没有写单位，看不出是元还是万元", en: "has no unit: it may be 元 or 万元" }),
    help: tenThousands
      ? { zh: `写成 ${plain}元`, en: `write ${plain}元` }
      : { zh: `写成 ${plain}元 或 ${plain}万元`, en: `write ${plain}元 or ${plain}万元` },
    safe: false,
  };
}
