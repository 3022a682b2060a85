import { kindOf, type Text } from "../core/diagnostic.ts";
import { toXml } from "./data.ts";
import type { FileReport, Item, Run, RunFailure } from "./findings.ts";
import { acceptance } from "./words.ts";

/**
 * Findings as JUnit XML: a suite for each file and a case for each finding. An error fails its case; a fault of ours is an
 * error; what is waived or could not be evaluated is skipped; a warning or a note passes and says so in its output. A file
 * without findings has one case that passes.
 */
export function junitReport({ files, counts, version, failure }: Run, lang: keyof Text): string {
  const suites = [...files.map((report) => suite(report, lang)), ...(failure ? [failedSuite(failure, lang)] : [])];
  const totals = sum([...files.map(tally), ...(failure ? [oneError] : [])]);
  const attributes = `name="gov-report" ${numbers(totals)}`;
  const properties = `<properties><property name="version" value="${toXml(version)}"/><property name="units" value="${counts.units}"/></properties>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    ...(suites.length === 0
      ? [`<testsuites ${attributes}>`, `<testsuite name="gov-report" ${numbers(totals)}>${properties}</testsuite>`]
      : [`<testsuites ${attributes}>`, ...suites]),
    "</testsuites>",
  ].join("\n");
}

interface Totals {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function tally({ items }: FileReport): Totals {
  const kinds = items.map(kindOf);
  const count = (...wanted: readonly string[]) => kinds.filter((kind) => wanted.includes(kind)).length;
  return {
    tests: Math.max(1, items.length),
    failures: count("error"),
    errors: count("fault"),
    skipped: count("waived", "notEvaluated"),
  };
}

function sum(all: readonly Totals[]): Totals {
  const add = (key: keyof Totals) => all.reduce((total, one) => total + one[key], 0);
  return { tests: add("tests"), failures: add("failures"), errors: add("errors"), skipped: add("skipped") };
}

const oneError: Totals = { tests: 1, failures: 0, errors: 1, skipped: 0 };

function failedSuite({ message, status }: RunFailure, lang: keyof Text): string {
  const text = toXml(message[lang]);
  return [
    `<testsuite name="gov-report" ${numbers(oneError)}>`,
    `  <testcase classname="gov-report" name="gov-report"><error type="${status}" message="${text}">${text}</error></testcase>`,
    "</testsuite>",
  ].join("\n");
}

function numbers({ tests, failures, errors, skipped }: Totals): string {
  return `tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function suite(report: FileReport, lang: keyof Text): string {
  const name = toXml(report.file);
  const clean = `  <testcase classname="${name}" name="gov-report validate"/>`;
  const cases = report.items.map((item) => testcase(item, report.file, lang));
  return [
    `<testsuite name="${name}" ${numbers(tally(report))}>`,
    ...(cases.length > 0 ? cases : [clean]),
    "</testsuite>",
  ].join("\n");
}

function testcase(item: Item, file: string, lang: keyof Text): string {
  const { start, name: called } = item.place ?? {};
  const name = [item.code, item.at, called?.[lang] ?? (start && `${start.line}:${start.column}`)]
    .filter(Boolean)
    .join(" ");
  const open = `  <testcase classname="${toXml(file)}" name="${toXml(name)}">`;
  return `${open}${resultElement(item, lang)}</testcase>`;
}

function resultElement(item: Item, lang: keyof Text): string {
  const message = toXml(item.message[lang]);
  const text = toXml([item.message[lang], item.help?.[lang] ?? ""].filter((line) => line !== "").join("\n"));
  switch (kindOf(item)) {
    case "fault":
      return `<error type="${item.code}" message="${message}">${text}</error>`;
    case "error":
      return `<failure type="${item.code}" message="${message}">${text}</failure>`;
    case "waived":
      return `<skipped message="${toXml(`${item.message[lang]} ${acceptance(item, lang)}`)}"/>`;
    case "notEvaluated":
      return `<skipped message="${message}"/>`;
    default:
      return `<system-out>${text}</system-out>`;
  }
}
