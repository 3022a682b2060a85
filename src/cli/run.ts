import { exit } from "./exit.ts";
import { languageOf, requestedLanguage } from "./language.ts";
import { watchStreams } from "./streams.ts";
import { version } from "./version.ts";

const argv = process.argv.slice(2);
const streams = watchStreams(languageOf(requestedLanguage(argv), process.env));
const [only = ""] = argv;
if (argv.length === 1 && ["-V", "--version"].includes(only)) {
  // Asked by other programs, which wait for it: without the rest of the program it takes as long as Node itself.
  process.stdout.write(`${version}\n`);
} else {
  const { main } = await import("./main.ts");
  process.exitCode = await main(argv);
}
process.on("exit", () => {
  if (streams.failed() && process.exitCode !== exit.fault) process.exitCode = exit.file;
});
