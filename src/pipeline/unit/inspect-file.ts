import { readTallyFile } from "../workspace/read-tally-file.ts";
import { type Examined, type ExamineOptions, examineDecoded, type Inspection, inspectDecoded } from "./inspect.ts";
import { readPicture } from "./pictures.ts";
import type { Session } from "./session.ts";

/** Reads and checks one tally: its shape, its arithmetic, its texts. */
export function examine(file: string, session: Pick<Session, "editions">, options: ExamineOptions): Examined {
  return examineDecoded(readTallyFile(file, session.editions), file, session, { readPicture, ...options });
}

export function inspect(file: string, session: Pick<Session, "editions">, options: ExamineOptions): Inspection {
  return inspectDecoded(readTallyFile(file, session.editions), file, session, { readPicture, ...options });
}
