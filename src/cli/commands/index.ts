import type { CommandEntry } from "../command.ts";
import { commandNamed } from "../global-options.ts";

/** In the order of the help page. What a command needs is loaded only when it is asked for. */
const commands: Readonly<Record<string, () => Promise<CommandEntry>>> = {
  init: async () => (await import("./init.ts")).initCommand,
  form: async () => (await import("./form.ts")).formCommand,
  page: async () => (await import("./page.ts")).pageCommand,
  import: async () => (await import("./import.ts")).importCommand,
  validate: async () => (await import("./validate.ts")).validateCommand,
  build: async () => (await import("./build.ts")).buildCommand,
  "roll-up": async () => (await import("./roll-up.ts")).rollUpCommand,
  "explain-cell": async () => (await import("./explain-cell.ts")).explainCellCommand,
  summary: async () => (await import("./summary.ts")).summaryCommand,
  export: async () => (await import("./export.ts")).exportCommand,
  site: async () => (await import("./site.ts")).siteCommand,
  trend: async () => (await import("./trend.ts")).trendCommand,
  status: async () => (await import("./status.ts")).statusCommand,
  seal: async () => (await import("./seal.ts")).sealCommand,
  publish: async () => (await import("./publish.ts")).publishCommand,
  correct: async () => (await import("./correct.ts")).correctCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  "merge-manifests": async () => (await import("./merge-manifests.ts")).mergeManifestsCommand,
  convert: async () => (await import("./convert.ts")).convertCommand,
  diff: async () => (await import("./diff.ts")).diffCommand,
  explain: async () => (await import("./explain.ts")).explainCommand,
  schema: async () => (await import("./schema.ts")).schemaCommand,
  lsp: async () => (await import("./lsp.ts")).lspCommand,
  template: async () => (await import("./template.ts")).templateCommand,
  doctor: async () => (await import("./doctor.ts")).doctorCommand,
  completion: async () => (await import("./completion.ts")).completionCommand(all),
  man: async () => (await import("./man.ts")).manCommand(all),
};

/** The commands that a command line may be about: the one it names, none for the version, else all, for help. */
export async function commandsFor(argv: readonly string[]): Promise<readonly CommandEntry[]> {
  if (argv[0] === "-V" || argv[0] === "--version") return [];
  const name = commandNamed(argv) ?? "";
  const own = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return own ? [await own()] : all();
}

function all(): Promise<readonly CommandEntry[]> {
  return Promise.all(Object.values(commands).map((load) => load()));
}
