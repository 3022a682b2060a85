import { type CommandEntry, defineCommand } from "../command.ts";
import { commandTable } from "../command-table.ts";
import { exit } from "../exit.ts";
import { manPage } from "../man-page.ts";
import { version } from "../version.ts";

/** Prints the manual page; `all` are the commands there are. */
export function manCommand(all: () => Promise<readonly CommandEntry[]>): CommandEntry {
  return defineCommand({
    name: "man",
    about: {
      zh: "手册页，用 man -l - 看",
      en: "the manual page, in roff: gov-report man | man -l -",
    },
    arguments: [],
    options: {},
    async run(io) {
      io.out(manPage(commandTable(await all()), { version, day: io.today, lang: io.lang }).trimEnd());
      return exit.fine;
    },
  });
}
