import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readTranscripts, runTranscript } from "../support/transcript.ts";

/** About processes and streams: each command in a process of its own. */
const fresh = ["usage.md", "streams.md"];

const folder = new URL(".", import.meta.url);

for (const name of readdirSync(folder)
  .filter((file) => file.endsWith(".md"))
  .sort()) {
  const transcripts = readTranscripts(readFileSync(new URL(name, folder), "utf8"));
  describe(name, () => {
    it("holds commands", () => expect(transcripts.flatMap(({ exchanges }) => exchanges).length).toBeGreaterThan(0));
    for (const transcript of transcripts) {
      it(transcript.title, () => {
        const shown = (list: readonly { command: string; expected: string }[]) =>
          list.map(({ command, expected }) => `$ ${command}\n${expected}`).join("\n");
        expect(shown(runTranscript(transcript, fresh.includes(name)))).toBe(shown(transcript.exchanges));
      });
    }
  });
}
