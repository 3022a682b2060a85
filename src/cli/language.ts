import type { Lang } from "../core/diagnostic.ts";

/** The language of messages: what was asked for, else that of the machine; Chinese where it is Chinese. */
export function languageOf(requested: string | undefined, env: NodeJS.ProcessEnv): Lang {
  if (requested === "zh" || requested === "en") return requested;
  const named = env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"];
  // Windows has no such variables; elsewhere their absence means English, and asking ICU would cost start-up time.
  const locale = named || (process.platform === "win32" ? Intl.DateTimeFormat().resolvedOptions().locale : "C");
  return /^zh/i.test(locale) ? "zh" : "en";
}

/** The value of `--lang` before the arguments are parsed: help texts need it. */
export function requestedLanguage(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const arg = argv[at];
  return arg === undefined ? undefined : arg === "--lang" ? argv[at + 1] : arg.slice("--lang=".length);
}
