import { resolve } from "node:path";
import type { ConvertResult } from "../../pipeline/unit/convert.ts";
import { visible } from "../../print/width.ts";
import { argument, type CommandEntry, defineCommand, flag, option } from "../command.ts";
import { exit } from "../exit.ts";
import { findingsOption } from "../input-options.ts";
import type { Io } from "../io.ts";
import { wholeNumber } from "../parsers.ts";
import { Counter, show } from "../report.ts";
import { standard } from "../standard-streams.ts";

/** Writes a tally for a later form, and says what could not be carried over. */
export const convertCommand: CommandEntry = defineCommand({
  name: "convert",
  about: {
    zh: "把填报转为以后的格式：照搬得了的照搬，照搬不了的列出来，空格留给人填",
    en: "move a tally to a later form: carry what carries over, list what does not, leave the rest blank",
  },
  arguments: [argument("<tally>", { zh: "填报文件", en: "a tally" })],
  options: {
    ...findingsOption,
    to: option("<edition>", {
      zh: "转为哪一版格式，默认下一版",
      en: "the edition to move to; the next one by default",
    }),
    year: option(
      "<year>",
      {
        zh: "转换以后是哪一年度的；原年度不用新格式的，必须写明",
        en: "the year of the new tally; needed where the old year does not take the new form",
      },
      { parse: wholeNumber },
    ),
    out: option(
      "<file>",
      { zh: "写入哪个文件；不写则只显示", en: "the file to write; without it the tally is only shown" },
      { short: "o" },
    ),
    force: flag({ zh: "覆盖已有的文件", en: "replace a file that exists" }),
  },
  async run(io, [path], { to, year, out, force = false }) {
    const { convertFile } = await import("../../pipeline/unit/convert.ts");
    const { knownEditions } = await import("../../pipeline/workspace/editions.ts");
    const { placedTally, writeSchema } = await import("../../pipeline/workspace/editor-schema.ts");
    const { writeOutput } = await import("../output.ts");
    const { tallyAt } = await import("../inputs.ts");
    const file = tallyAt(io, path);
    const { converted, diagnostics, sources } = convertFile(file, knownEditions(), { to, year });
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    if (!converted) return new Counter(diagnostics).status();
    if (out === undefined) io.out(converted.text.trimEnd());
    else if (out === standard) writeOutput(io, out, converted.text, force);
    else {
      const { text, schema } = placedTally(resolve(io.cwd, out), converted.text, converted.newer);
      writeOutput(io, out, text, force);
      writeSchema(schema);
    }
    if (!io.quiet) reportConverted(io, converted, out === standard ? undefined : out);
    return exit.fine;
  },
});

function reportConverted(io: Io, converted: NonNullable<ConvertResult["converted"]>, out: string | undefined): void {
  const { older, newer, year, uncarried, blank } = converted;
  io.err(
    io.localize({
      zh: `${older.name} → ${newer.name}，${year}年度：${uncarried.length} 项没有照搬，${blank.length} 格待填`,
      en: `form of ${older.id} → form of ${newer.id}, for ${year}: ${uncarried.length} not carried over, ${blank.length} cells to fill in`,
    }),
  );
  for (const { what, written, says } of uncarried) {
    io.err(`  ${visible(io.localize(what))}${io.localize({ zh: "：", en: ": " })}${io.localize(says)}`);
    if (written !== "") io.err(`      ${visible(written)}`);
  }
  if (out !== undefined && blank.length > 0) {
    io.err(
      io.localize({
        zh: `填好以后运行 gov-report validate ${out}`,
        en: `Fill them in, then run gov-report validate ${out}`,
      }),
    );
  }
}
