import { resolve } from "node:path";
import { agrees, explainCell as explain } from "../../pipeline/area/trace.ts";
import { knownEditions } from "../../pipeline/workspace/editions.ts";
import { originLines } from "../../print/origin.ts";
import { type ExitStatus, exit } from "../exit.ts";
import type { Io } from "../io.ts";
import { shown } from "../shown.ts";
import { templatesAround } from "./inputs.ts";

export async function explainCell(io: Io, tally: string, cell: string): Promise<ExitStatus> {
  const { words, year, origin } = explain(
    shown(io, resolve(io.cwd, tally)),
    cell,
    knownEditions(templatesAround(io, tally)),
  );
  io.out(io.say({ zh: `${words.zh}（${words.en}），${year}年`, en: `${words.en} (${words.zh}), ${year}` }));
  for (const line of originLines(origin, io.lang)) io.out(line);
  if (origin.sum === undefined && !io.quiet) {
    io.err(
      io.say({
        zh: `${origin.file} 旁边没有来源记录（….parts.json），不是 roll-up 写出的`,
        en: `there is no trace (….parts.json) beside ${origin.file}: roll-up did not write it`,
      }),
    );
  }
  if (agrees(origin)) return exit.fine;
  io.err(
    io.say({
      zh: "汇总以后有数改过，各级的数已经对不上；核对后请重新运行 gov-report roll-up",
      en: "figures were changed after they were added up, and no longer agree; look, then run gov-report roll-up again",
    }),
  );
  return exit.findings;
}
