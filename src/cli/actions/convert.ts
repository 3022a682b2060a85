import { basename, dirname, resolve } from "node:path";
import { type ConvertResult, convertFile } from "../../pipeline/unit/convert.ts";
import { knownEditions } from "../../pipeline/workspace/editions.ts";
import { putFiles } from "../../pipeline/workspace/start.ts";
import { visible } from "../../print/width.ts";
import type { ConvertFlags } from "../commands/convert.ts";
import { type ExitStatus, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { Counter, show } from "../report.ts";
import { shown } from "../shown.ts";

/** Writes a tally for a later form, and says what could not be carried over. */
export async function convert(io: Io, path: string, options: ConvertFlags): Promise<ExitStatus> {
  const { to, year, out, force = false } = options;
  const file = shown(io, resolve(io.cwd, path));
  const { converted, diagnostics, sources } = convertFile(file, knownEditions(), { to, year });
  for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
  if (!converted) return new Counter(diagnostics).status();
  if (out === undefined) io.out(converted.text.trimEnd());
  else {
    const target = resolve(io.cwd, out);
    putFiles(dirname(target), [{ name: basename(target), bytes: new TextEncoder().encode(converted.text) }], force);
    io.out(shown(io, target));
  }
  if (!io.quiet) tell(io, converted, out);
  return exit.fine;
}

function tell(io: Io, converted: NonNullable<ConvertResult["converted"]>, out: string | undefined): void {
  const { older, newer, year, left, blank } = converted;
  io.err(
    io.say({
      zh: `${older.name} → ${newer.name}，${year}年度：${left.length} 项没有照搬，${blank.length} 格待填`,
      en: `form of ${older.id} → form of ${newer.id}, for ${year}: ${left.length} not carried over, ${blank.length} cells to fill in`,
    }),
  );
  for (const { what, written, says } of left) {
    io.err(`  ${visible(io.say(what))}${io.say({ zh: "：", en: ": " })}${io.say(says)}`);
    if (written !== "") io.err(`      ${visible(written)}`);
  }
  if (out !== undefined && blank.length > 0) {
    io.err(
      io.say({
        zh: `填好以后运行 gov-report validate ${out}`,
        en: `Fill them in, then run gov-report validate ${out}`,
      }),
    );
  }
}
