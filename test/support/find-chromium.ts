import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A Chromium of the machine's own; where there is none, that is printed once for whatever is left out. */
function findChromium(): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin"];
  const names = ["chromium", "chromium-browser", "google-chrome"];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
}

export const executablePath: string | undefined = findChromium();
if (!executablePath)
  console.log("skipped: what is shown in a real browser needs Chromium, which is not installed here");
