import { compareText, type Severity, type Text } from "../core/diagnostic.ts";
import type { UsedWaiver } from "../core/policy.ts";
import { visible } from "./width.ts";

/** A rule whose severity was set for a run, and how many of its findings were left out where it is off. */
export interface RuleSetting {
  readonly rule: string;
  readonly level: Severity | "off";
  readonly silenced: number;
}

/** What a run has let pass, so that it can be named at its end: waivers that were used, rules that were set otherwise. */
export class Exceptions {
  readonly #waivers = new Map<string, Map<string, number>>();
  readonly #levels = new Map<string, Severity | "off">();
  readonly #silenced = new Map<string, number>();
  readonly #overruled = new Set<string>();

  addUnit(waivers: readonly UsedWaiver[], silenced: Readonly<Record<string, number>> = {}): void {
    for (const { rule, by } of waivers) {
      const names = this.#waivers.get(rule) ?? new Map<string, number>();
      names.set(by, (names.get(by) ?? 0) + 1);
      this.#waivers.set(rule, names);
    }
    for (const [rule, count] of Object.entries(silenced)) {
      this.#silenced.set(rule, (this.#silenced.get(rule) ?? 0) + count);
    }
  }

  /** The severities of a run, and those that its workspace set in vain. */
  addRun(levels: Readonly<Record<string, Severity | "off">>, overruled: readonly string[]): void {
    for (const [rule, level] of Object.entries(levels)) this.#levels.set(rule, level);
    for (const rule of overruled) this.#overruled.add(rule);
  }

  rules(): readonly RuleSetting[] {
    return [...this.#levels]
      .map(([rule, level]) => ({ rule, level, silenced: this.#silenced.get(rule) ?? 0 }))
      .sort((a, b) => compareText(a.rule, b.rule));
  }

  /** The last lines of a run; none where nothing was let pass. */
  lines(lang: keyof Text): readonly string[] {
    const comma = lang === "zh" ? "、" : ", ";
    const waived = [...this.#waivers].sort(([a], [b]) => compareText(a, b)).map(([rule, by]) => waivedOf(rule, by));
    const rules = this.rules().map((setting) => settingWords(setting)[lang]);
    const overruled = [...this.#overruled].sort(compareText).join(comma);
    const list: Text[] = [];
    if (waived.length > 0) list.push({ zh: `豁免：${waived.join(comma)}`, en: `waived: ${waived.join(comma)}` });
    if (rules.length > 0) {
      list.push({ zh: `另设级别的规则：${rules.join(comma)}`, en: `rules set otherwise: ${rules.join(comma)}` });
    }
    if (overruled !== "") {
      list.push({
        zh: `工作区的设定不起作用（检查方针）：${overruled}`,
        en: `set by the workspace in vain (policy): ${overruled}`,
      });
    }
    return list.map((text) => text[lang]);
  }
}

function waivedOf(rule: string, names: ReadonlyMap<string, number>): string {
  return [...names].map(([by, count]) => `${rule}×${count} ${visible(by)}`).join("; ");
}

const levelWords: Readonly<Record<Severity | "off", Text>> = {
  error: { zh: "错误", en: "error" },
  warning: { zh: "警告", en: "warning" },
  info: { zh: "提示", en: "note" },
  off: { zh: "关闭", en: "off" },
};

function settingWords({ rule, level, silenced }: RuleSetting): Text {
  const off = level === "off";
  return {
    zh: `${rule} ${levelWords[level].zh}${off ? `（略去 ${silenced} 条）` : ""}`,
    en: `${rule} ${levelWords[level].en}${off ? ` (${silenced} left out)` : ""}`,
  };
}
