import type { Edition } from "../../src/core/form/edition.ts";
import type { UnitKind } from "../../src/core/form/table.ts";
import type { Random } from "./random.ts";

/** What a tally states, by path. Totals are left out; an approximate figure is a text (1.3万余). */
export type MadeFigures = ReadonlyMap<string, number | string>;

/** Figures as real tallies have them: mostly zeros, a few offices with much to do. The printed equations hold. */
export function madeFigures(edition: Edition, kind: UnitKind, random: Random): MadeFigures {
  const figures = new Map<string, number | string>();
  for (const { path, terms } of edition.cells) if (!terms) figures.set(path, 0);
  proactive(figures, kind, random);
  requests(figures, edition, kind, random);
  disputes(figures, edition, kind, random);
  activity(figures, kind, random);
  return figures;
}

type Draft = Map<string, number | string>;

function proactive(figures: Draft, kind: UnitKind, random: Random): void {
  const at = "proactive";
  const inForce = random.chance(0.6) ? random.below(kind === "county" ? 90 : 12) : 0;
  figures.set(`${at}.normativeDocuments.inForce`, inForce);
  figures.set(`${at}.normativeDocuments.issued`, random.chance(0.3) ? random.below(Math.min(inForce, 6) + 1) : 0);
  figures.set(`${at}.normativeDocuments.repealed`, random.chance(0.15) ? random.between(1, 4) : 0);
  if (random.chance(0.5)) figures.set(`${at}.licences`, random.below(random.chance(0.1) ? 9000 : 120));
  if (random.chance(0.4)) figures.set(`${at}.penalties`, random.below(60));
  if (random.chance(0.1)) figures.set(`${at}.coerciveMeasures`, random.between(1, 9));
  if (random.chance(0.15)) figures.set(`${at}.fees`, random.below(300_000) / 100);
}

/** Requests that came in, by who asked; each is decided or carried forward, so that every column balances. */
function requests(figures: Draft, edition: Edition, kind: UnitKind, random: Random): void {
  const count = arrivals(kind, random);
  if (count === 0) return;
  const outcomes = edition.cells.filter(
    ({ row, column, terms }) => row.startsWith("outcomes.") && column === "naturalPerson" && !terms,
  );
  const likely = ["granted", "partlyGranted", "notHeld", "complaint"].flatMap((id) =>
    outcomes.filter(({ row }) => row.endsWith(id)),
  );
  for (let i = 0; i < count; i++) {
    const column = random.pick(applicants);
    const row = (random.chance(0.8) ? random.pick(likely) : random.pick(outcomes)).row;
    const came = random.chance(0.06) ? "broughtForward" : "received";
    const went = random.chance(0.05) ? "carriedForward" : row;
    addTo(figures, `requests.${came}.${column}`);
    addTo(figures, `requests.${went}.${column}`);
  }
}

const applicants = [
  ...Array<string>(17).fill("naturalPerson"),
  ...["business", "business", "legalService", "publicWelfare", "researchInstitute", "otherOrganization"],
];

function arrivals(kind: UnitKind, random: Random): number {
  if (kind === "county") return random.between(20, 300);
  if (random.chance(0.02)) return random.between(100, 1500);
  const none = kind === "department" ? 0.4 : 0.65;
  return random.chance(none) ? 0 : random.between(1, random.chance(0.2) ? 40 : 8);
}

function disputes(figures: Draft, edition: Edition, kind: UnitKind, random: Random): void {
  const often = kind === "county" ? 0.6 : 0.06;
  for (const { path, table, terms } of edition.cells) {
    if (table === "disputes" && !terms && random.chance(often / 4)) figures.set(path, random.between(1, 4));
  }
}

function activity(figures: Draft, kind: UnitKind, random: Random): void {
  const set = (path: string, value: number | string) => figures.set(`activity.${path}`, value);
  const busy = kind === "county" ? 10 : 1;
  const website = random.between(20, 500) * busy;
  const wechat = random.between(0, 600) * busy;
  const noticeBoard = random.between(0, 60);
  set("itemsPublished.total", website + wechat + noticeBoard);
  set("itemsPublished.channels.website", website);
  set("itemsPublished.channels.wechat", wechat);
  set("itemsPublished.channels.noticeBoard", noticeBoard);
  for (const topic of random.shuffled(topics).slice(0, random.between(0, 3))) {
    set(`itemsPublished.topics.${topic}`, random.between(1, 20));
  }
  set("interpretations", random.below(16));
  const received = random.between(0, 900) * busy;
  const closed = received - random.below(Math.min(received, 8) + 1);
  const onTime = closed - random.below(Math.min(closed, 10) + 1);
  set("hotline.received", received);
  set("hotline.closed", closed);
  set("hotline.onTime", onTime);
  set("hotline.satisfied", onTime - random.below(Math.min(onTime, 40) + 1));
  if (random.chance(0.25)) set("services.accepted", `${random.between(11, 99) / 10}万余`);
  set("training.sessions", random.between(1, 5));
  set("training.attendances", random.chance(0.3) ? `${random.between(3, 20)}0余` : random.between(20, 200));
  set("staff.fullTime", random.below(3));
  set("staff.partTime", random.between(1, 6));
  set("processingFee", 0);
}

const topics = "财政资金 乡村振兴 民生保障 就业创业 义务教育 公共卫生 食品安全 生态环境 征地拆迁 安全生产".split(" ");

function addTo(figures: Draft, path: string): void {
  figures.set(path, Number(figures.get(path) ?? 0) + 1);
}
