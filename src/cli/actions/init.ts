import { dirname, join, relative, resolve } from "node:path";
import { planStart, putFiles } from "../../pipeline/workspace/start.ts";
import type { InitOptions } from "../commands/init.ts";
import { type ExitStatus, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { shown } from "../shown.ts";
import { templatesAround } from "./inputs.ts";

/** Writes a workspace with one commented tally in it, or the tally alone. Never replaces a file unasked. */
export async function init(io: Io, path: string, options: InitOptions): Promise<ExitStatus> {
  const year = options.year ?? new Date().getFullYear() - 1;
  const { folder, tally, files } = planStart(resolve(io.cwd, path), {
    ...{ year, kind: options.kind, unit: options.unit, lang: options.keys ?? io.lang, zeros: options.zeros === true },
    templates: templatesAround(io, dirname(path)),
  });
  // The schema is ours to renew; only what a clerk may have written into is protected.
  const own = files.filter(({ name }) => !name.endsWith(".schema.json"));
  putFiles(folder, own, options.force === true);
  putFiles(folder, files, true);
  for (const { name } of files) io.out(shown(io, join(folder, name)));
  const next = relative(io.cwd, join(folder, tally));
  io.err(
    io.say({
      zh: `请填写 ${next}，再运行 gov-report build ${path}`,
      en: `Fill in ${next}, then run gov-report build ${path}`,
    }),
  );
  return exit.fine;
}
