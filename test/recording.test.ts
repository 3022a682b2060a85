import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { recordingOf } from "./support/recording.ts";
import { readTranscripts } from "./support/transcript.ts";

// What the transcript says is run with the other transcripts; the picture says what the transcript says.
it("the recording of the README shows what the commands print today", async () => {
  const [transcript] = readTranscripts(readFileSync(new URL("cli/recording.md", import.meta.url), "utf8"));
  const { title = "", exchanges = [] } = transcript ?? {};
  expect(exchanges.length).toBeGreaterThan(2);
  await expect(recordingOf(exchanges, title)).toMatchFileSnapshot("../.github/recording.svg");
});
