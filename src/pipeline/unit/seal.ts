import { type Diagnostic, hasErrors } from "../../core/diagnostic.ts";
import { contentHash } from "../../core/seal.ts";
import type { Edit } from "../../core/text/edits.ts";
import type { Source } from "../../core/text/source.ts";
import { readTallyFile } from "../workspace/read-tally-file.ts";
import type { ReportConfig, RunConfig } from "../workspace/run-config.ts";
import { examineDecoded } from "./inspect.ts";
import { readPicture } from "./pictures.ts";
import { previousFinder } from "./previous.ts";
import type { Session } from "./session.ts";

/** A tally whose approval is bound to its content, not yet written; without a hash where it cannot be. */
export interface Sealed {
  readonly file: string;
  /** As it was read, without its byte order mark. */
  readonly text: string;
  /** What the report says, as `sha256:…`. */
  readonly hash: string | undefined;
  /** One, or none where the approval has this hash already. */
  readonly edits: readonly Edit[];
  readonly why?: "errors" | "unapproved" | "form";
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** Said of the approval that is about to be replaced. */
const ownCodes: ReadonlySet<string> = new Set(["GR625", "GR626"]);

/** Binds the approval of each tally to its figures and expanded texts, in path order. */
export function* sealAll(
  session: Session,
  run: Pick<RunConfig, "files" | "previous"> & Pick<ReportConfig, "severities">,
): Generator<Sealed> {
  const options = {
    previous: previousFinder(run.previous, session.editions),
    severities: run.severities,
    final: false,
    readPicture,
  };
  for (const file of run.files) {
    const decoded = readTallyFile(file, session.editions);
    const { diagnostics, sources, subject } = examineDecoded(decoded, file, session, options);
    const found = diagnostics.filter(({ code }) => !ownCodes.has(code));
    const sealed = { file, text: decoded.value?.text ?? "", diagnostics: found, sources, edits: [] };
    if (!subject?.prose || hasErrors(found)) {
      yield { ...sealed, hash: undefined, why: "errors" };
      continue;
    }
    const hash = contentHash(subject, subject.prose);
    const { approved } = subject.tally.signoff;
    if (decoded.value?.form) yield { ...sealed, hash: undefined, why: "form" };
    else if (!approved?.room) yield { ...sealed, hash: undefined, why: "unapproved" };
    else if (approved.of === hash) yield { ...sealed, hash };
    else {
      const { span, before } = approved.room;
      yield { ...sealed, hash, edits: [{ start: span.start, end: span.end, text: `${before}${hash}` }] };
    }
  }
}
