// Writes a line for each report that `npm run samples` made: its SHA-256 and its path, in one order on every system.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const samples = fileURLToPath(new URL("../samples", import.meta.url));
const lines = readdirSync(samples, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /\/out\/.*\.(?:docx|xlsx|md|html)$/.test(path))
  .sort()
  .map(
    (path) =>
      `${createHash("sha256")
        .update(readFileSync(`${samples}/${path}`))
        .digest("hex")}  ${path}\n`,
  );
if (lines.length === 0) throw new Error("no reports below samples/*/out: npm run samples makes them");
writeFileSync(process.argv[2] ?? "hashes.txt", lines.join(""));
