import { UsageError } from "../../core/errors.ts";
import { ruleDocs } from "../../pipeline/docs.ts";
import { explained, listed } from "../../print/explain.ts";
import { type ExitStatus, exit } from "../exit.ts";
import type { Io } from "../io.ts";

export async function explain(io: Io, code: string | undefined): Promise<ExitStatus> {
  if (code === undefined) {
    io.out(listed(ruleDocs, io.lang, io.style.out));
    return exit.fine;
  }
  const wanted = code.toUpperCase();
  const doc = ruleDocs.find((candidate) => candidate.code === wanted || candidate.name === code.toLowerCase());
  if (!doc) {
    throw new UsageError({
      zh: `没有规则 ${code}；运行 gov-report explain 列出全部`,
      en: `no rule ${code}; gov-report explain lists them all`,
    });
  }
  io.out(explained(doc, io.lang, io.style.out));
  return exit.fine;
}
