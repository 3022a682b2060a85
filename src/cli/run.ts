import { exit } from "./exit.ts";
import { askedLanguage, languageOf } from "./language.ts";
import { main } from "./main.ts";
import { watchStreams } from "./streams.ts";

const argv = process.argv.slice(2);
const streams = watchStreams(languageOf(askedLanguage(argv), process.env));
process.exitCode = await main(argv);
process.on("exit", () => {
  if (streams.failed() && process.exitCode !== exit.fault) process.exitCode = exit.file;
});
