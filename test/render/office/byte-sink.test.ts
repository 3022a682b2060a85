import { describe, expect, it } from "vitest";
import { ByteSink } from "../../../src/render/office/byte-sink.ts";

const megabytes = (n: number): Uint8Array => new Uint8Array(n * 1_048_576);

describe("what a part is written into", () => {
  it("refuses a part over 32 MiB whatever was written before, and takes one of just that size", () => {
    const sink = new ByteSink();
    sink.put(megabytes(20));
    // From here on there is room for 40.
    sink.put(megabytes(1));
    sink.restart();
    sink.put(megabytes(32));
    expect(sink.written().length).toBe(33_554_432);
    expect(() => sink.put(Uint8Array.of(1))).toThrow(expect.objectContaining({ code: "GR726" }));
    sink.restart();
    sink.text("件");
    expect(new TextDecoder().decode(sink.written())).toBe("件");
  });
});
