import type { HeaderPeek } from "../../tally/shape/peek.ts";
import type { Session } from "../unit/session.ts";
import { type Names, nameAll, planNames } from "../workspace/names.ts";
import { threadPoolExecutor, threadsFor } from "./executor.ts";
import { glimpseAt, nobody } from "./glimpse.ts";

/** From so many tallies on, threads look at their first lines, too. */
export const manyFiles = 2_000;

/** Who each tally is of, and which of them are of the same unit and year; each is looked at once, many of them on threads. */
export async function readNames(
  { editions, templates }: Pick<Session, "editions" | "templates">,
  files: readonly string[],
  jobs?: number,
): Promise<Names> {
  const threads = files.length < manyFiles ? 1 : threadsFor(files.length, jobs);
  if (threads === 1) return planNames(files, editions);
  const pool = threadPoolExecutor({ kind: "glimpse", config: { templates } }, threads);
  const found = new Map<string, HeaderPeek>();
  try {
    await pool.glimpseAll(files, false, (file, { seen = nobody }) => found.set(file, seen));
  } finally {
    await pool.close();
  }
  // One that a thread has died over is looked at here.
  return nameAll(
    files.map((file) => [file, found.get(file) ?? glimpseAt(file, editions).seen ?? nobody]),
    editions,
  );
}
