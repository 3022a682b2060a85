import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { placeFiles } from "../pipeline/workspace/start.ts";
import { styler } from "../print/style.ts";
import { checkTargets, type Target } from "./formats.ts";
import { type Io, shown } from "./io.ts";
import { standard } from "./standard-streams.ts";
import { writeOut } from "./streams.ts";

/** Writes the one file that a command makes and names it; `-` is standard output. Refuses to replace a file unless told to. */
export function writeOutput(io: Io, out: string, content: string | Uint8Array, replace: boolean): void {
  if (out === standard) {
    if (typeof content !== "string" && process.stdout.isTTY) {
      throw new UsageError({
        zh: "这种文件不能显示在屏幕上；请转到文件里（… > 文件名），或用 -o 写明文件",
        en: "such a file is not for the screen; send it somewhere (… > FILE), or name a file with -o",
      });
    }
    writeOut(content);
    return;
  }
  writeOneFile(io, out, content, replace);
  io.out(shown(io, resolve(io.cwd, out)));
}

/** The same without naming it. */
export function writeOneFile({ cwd }: Io, file: string, content: string | Uint8Array, replace: boolean): void {
  const path = resolve(cwd, file);
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  placeFiles(dirname(path), [{ name: basename(path), bytes }], replace);
}

interface DataFormats<F extends string> {
  readonly formats: readonly F[];
  readonly usual: F;
}

/** What `--format` asks for of a command's data: as is usual where it asks for nothing. */
export function dataTargets<F extends string>(
  requested: readonly Target<string>[] | undefined,
  { formats, usual }: DataFormats<F>,
): readonly Target<F>[] {
  const own = (requested ?? []).flatMap(({ format: name, ...target }) => {
    const format = formats.find((known) => known === name);
    return format === undefined ? [] : [{ format, ...target }];
  });
  return own.length > 0 ? own : [{ format: usual }];
}

/** Writes a command's data in each form that was asked for. `textOf` is given where it goes: a file has no colours. */
export async function writeData<F extends string>(
  io: Io,
  targets: readonly Target<F>[],
  tallies: readonly string[],
  textOf: (format: F, at: Io) => string | Promise<string>,
): Promise<void> {
  checkTargets(targets, tallies, io.cwd);
  const plain: Io = { ...io, style: { out: styler(false), err: io.style.err } };
  for (const { format, file } of targets) {
    const text = (await textOf(format, file === undefined ? io : plain)).replace(/\r?\n$/, "");
    if (file === undefined) {
      if (text !== "") io.out(text);
    } else writeOneFile(io, file, `${text}\n`, true);
  }
}
