import { realpathSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";

/** The path of a file that a tally names, in its folder or below; undefined where the name or a link leads out of it. */
export function pathBelow(tally: string, name: string): string | undefined {
  const folder = dirname(tally);
  const steps = name.split("/");
  const plain = !/^[/~]|^[A-Za-z]:|\\|[\0]/.test(name) && !steps.includes("..") && !steps.includes("");
  const path = `${folder === "." ? "" : `${folder}/`}${name}`;
  return plain && !leadsOut(folder, path) ? path : undefined;
}

function leadsOut(folder: string, path: string): boolean {
  try {
    return relative(realpathSync(resolve(folder)), realpathSync(resolve(path))).split(sep)[0] === "..";
  } catch {
    return false; // what is not there is told when it is read
  }
}
