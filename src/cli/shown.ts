import { relative } from "node:path";
import type { Io } from "./io.ts";

/** A path as a person would write it: relative where it lies below the current folder. */
export function shown(io: Io, path: string): string {
  const way = relative(io.cwd, path);
  return way.startsWith("..") ? path : way || ".";
}
