import { expect, it } from "vitest";
import { isDate, readDate } from "../../../src/tally/shape/year.ts";

it.each(["2026-01-16", "2024-02-29", "2000-02-29", "2025-12-31"])("%s is a day", (text) => {
  expect(isDate(text)).toBe(true);
});

it.each([
  "2025-02-29",
  "1900-02-29",
  "2026-02-30",
  "2026-13-01",
  "2026-00-10",
  "2026-04-31",
  "2026-1-16",
  "2026-01-16 ",
])("%j is none", (text) => {
  expect(isDate(text)).toBe(false);
});

it.each(["2026年1月16日", "2026年01月16号", "2026/1/16", "2026.1.16", "2026-1-16", "20260116", "２０２６－０１－１６"])(
  "%s is meant for 2026-01-16",
  (text) => {
    expect(readDate(text)).toBe("2026-01-16");
  },
);

it.each(["1月16日", "2026年2月30日", "16/1/2026", "2026年1月", "明天"])("%s is not guessed at", (text) => {
  expect(readDate(text)).toBeUndefined();
});
