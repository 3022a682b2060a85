// Runs the built program again and again in one process: the same entry, evaluated anew for every command, with
// everything that it loads already there. Reads a request from one pipe and writes what the command printed to another,
// as lines of shell; ends with its standard input.
import { rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

const [entry, requests, answers] = process.argv.slice(2);
const home = process.cwd();
process.stdin.resume().on("end", () => {
  rmSync(dirname(requests), { recursive: true });
  // A pipe that nobody opens any more holds up an orderly exit.
  process.kill(process.pid, "SIGKILL");
});

for (let turn = 0; ; turn++) {
  const [environment, rest] = (await readFile(requests, "utf8")).split("\0\0\0");
  const [cwd, ...args] = rest.split("\0").slice(0, -1);
  setEnvironment(new Map(environment.split("\0").map((line) => splitAt(line, line.indexOf("=")))));
  process.chdir(cwd);
  process.argv.splice(2, process.argv.length, ...args);
  process.exitCode = undefined;
  const printed = [];
  const streams = [process.stdout, process.stderr].map((stream, i) => {
    const { write } = stream;
    stream.write = (text) => printed.push([i + 1, String(text)]) > 0;
    return () => Object.assign(stream, { write }).removeAllListeners("error");
  });
  const url = pathToFileURL(entry);
  url.search = String(turn);
  await import(url.href);
  if (process.listenerCount("SIGINT") > 0) printed.push([2, "a listener for Ctrl-C was left behind\n"]);
  process.removeAllListeners("SIGINT");
  for (const restore of streams) restore();
  process.removeAllListeners("exit");
  process.chdir(home);
  const lines = printed.map(([stream, text]) => `printf %s '${text.replaceAll("'", "'\\''")}' >&${stream}`);
  await writeFile(answers, `${lines.join("\n")}\nreturn ${process.exitCode ?? 0}\n`);
}

/** In place: a time zone counts only in the process' own environment. */
function setEnvironment(wanted) {
  for (const name of Object.keys(process.env)) if (!wanted.has(name)) delete process.env[name];
  for (const [name, value] of wanted) process.env[name] = value;
}

function splitAt(text, i) {
  return [text.slice(0, i), text.slice(i + 1)];
}
