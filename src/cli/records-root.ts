import type { Io } from "./io.ts";
import { rootWords } from "./report.ts";

/** Says the hash over all records of publication: kept elsewhere, it shows that none of them was rewritten. */
export async function recordsRoot(io: Io, root: string): Promise<void> {
  const { verifyPublished } = await import("../pipeline/publication/verify-published.ts");
  const { zh, en } = rootWords(verifyPublished(root).root ?? "");
  io.err(
    io.say({
      zh: `全部公布记录的${zh}（请另处保存，核对时写 --root）`,
      en: `all records of publication: ${en} (keep it elsewhere, for verify --root)`,
    }),
  );
}
