import fc from "fast-check";
import { expect, it } from "vitest";
import { ManifestLines } from "../../../src/pipeline/batch/manifest-lines.ts";

const change = fc.record({ key: fc.nat(150).map(String), text: fc.json(), held: fc.boolean() });

it("gives back the last line of each key, however many there are", () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 300, size: "max" }),
      fc.array(fc.nat(150).map(String)),
      (changes, asked) => {
        const lines = new ManifestLines();
        const expected = new Map<string, string>();
        for (const { key, text, held } of changes) {
          if (held) lines.hold(key, Buffer.from(text));
          else lines.add(key, Buffer.from(text));
          expected.set(key, text);
        }
        expect([...lines.keys()]).toEqual([...expected.keys()]);
        for (const key of [...expected.keys(), ...asked]) {
          const line = lines.get(key);
          expect(line && Buffer.from(line).toString()).toBe(expected.get(key));
          expect(lines.has(key)).toBe(expected.has(key));
        }
      },
    ),
    { numRuns: 60 },
  );
});
