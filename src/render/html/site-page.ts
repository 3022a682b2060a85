import { sha256Text } from "../../core/text/hashes.ts";
import { escapeHtml, linkTo } from "../markup/html-escape.ts";
import { siteScript } from "./site-script.ts";

/** A link within the site. */
export interface SiteLink {
  /** The way to the file from the index, with forward slashes. */
  readonly file: string;
  readonly name: string;
}

/** A unit on the index. */
export interface SiteRow {
  readonly unit: string;
  readonly kind: string;
  /** 已公布, 已生成，未公布, 未报 … */
  readonly state: string;
  /** Whether the state is what it should be in the end. */
  readonly done: boolean;
  /** The report as a web page, where there is one. */
  readonly page?: string;
  /** The report in other formats. */
  readonly files: readonly SiteLink[];
  /** What was published before it was corrected. */
  readonly older: readonly SiteLink[];
  /** Main figures as they are printed, one a column; none where they are not counted. */
  readonly figures: readonly string[] | undefined;
}

/** The index of a site: everything that is printed on it. */
export interface SitePage {
  readonly title: string;
  readonly intro: readonly string[];
  readonly footer: readonly string[];
  /** CSS of the place's own, after the page's. */
  readonly style: string;
  /** How many units, and how far they are. */
  readonly counts: string;
  /** Names of the main figures. */
  readonly columns: readonly string[];
  readonly rows: readonly SiteRow[];
  /** The sums of the main figures; absent where they cannot be added up. */
  readonly totals: { readonly name: string; readonly figures: readonly string[] } | undefined;
  /** Open data, with what each file is. */
  readonly data: readonly (SiteLink & { readonly about: string })[];
}

/** By it a page is known to be ours. */
export const siteMark = '<meta name="generator" content="gov-report site">';

/** The index as a page that needs no server. The same page gives the same bytes. */
export function sitePage(page: SitePage): string {
  const { title, intro, footer, style, counts, totals, data } = page;
  const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`;
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${base64OfHex(sha256Text(siteScript))}'`,
    "style-src 'unsafe-inline'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${siteMark}
<title>${escapeHtml(title)}</title>
<style>
${siteStyle}${style === "" ? "" : `${inertStyle(style)}\n`}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
${[...intro, counts].map(paragraph).join("\n")}
</header>
<main>
${totals ? totalsList(page.columns, totals) : ""}<section>
<h2>各单位的报告</h2>
<search hidden>
<label for="search">查找单位</label>
<input id="search" type="search" autocomplete="off" placeholder="名称、类型或状态">
<output for="search" aria-live="polite"></output>
</search>
${unitsTable(page)}</section>
<section>
<h2>数据下载</h2>
<ul>
${data.map(({ file, name, about }) => `<li><a href="${linkTo(file)}" download>${escapeHtml(name)}</a>：${escapeHtml(about)}</li>`).join("\n")}
</ul>
</section>
</main>
${footer.length === 0 ? "" : `<footer>\n${footer.map(paragraph).join("\n")}\n</footer>\n`}<script>${siteScript}</script>
</body>
</html>
`;
}

function totalsList(columns: readonly string[], { name, figures }: NonNullable<SitePage["totals"]>): string {
  const pairs = columns.map((column, i) => {
    return `<div><dt>${escapeHtml(column)}</dt><dd>${escapeHtml(figures[i] ?? "")}</dd></div>`;
  });
  return `<section>
<h2>${escapeHtml(name)}</h2>
<dl>
${pairs.join("\n")}
</dl>
</section>
`;
}

function unitsTable({ columns, rows }: SitePage): string {
  const heads = [
    ...["单位", "类型", "状态"].map((name) => `<th scope="col" data-sort="text">${name}</th>`),
    `<th scope="col">下载</th>`,
    ...columns.map((name) => `<th scope="col" data-sort="number">${escapeHtml(name)}</th>`),
  ];
  return `<section class="table" aria-label="各单位的报告，表格可以左右滚动" tabindex="0">
<table id="units">
<thead><tr>${heads.join("")}</tr></thead>
<tbody>
${rows.map((row) => unitRow(row, columns.length)).join("\n")}
</tbody>
</table>
</section>
`;
}

function unitRow({ unit, kind, state, done, page, files, older, figures }: SiteRow, width: number): string {
  const name = escapeHtml(unit);
  const whole = page === undefined ? name : `<a href="${linkTo(page)}">${name}</a>`;
  const link = ({ file, name: words }: SiteLink, more = ""): string =>
    `<a href="${linkTo(file)}"${more} aria-label="${name} ${escapeHtml(words)}">${escapeHtml(words)}</a>`;
  const links = [...files.map((file) => link(file, " download")), ...older.map((file) => link(file))];
  const cells = Array.from({ length: width }, (_, i) => `<td>${escapeHtml(figures?.[i] ?? "")}</td>`);
  return `<tr><th scope="row">${whole}</th><td>${escapeHtml(kind)}</td><td${done ? "" : ' class="open"'}>${escapeHtml(state)}</td><td>${links.join(" ")}</td>${cells.join("")}</tr>`;
}

/** A style sheet within a page cannot end its element. */
function inertStyle(css: string): string {
  return css.replace(/<(?=\/|!--)/g, "\\3c ");
}

function base64OfHex(hex: string): string {
  return btoa(String.fromCharCode(...(hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16))));
}

/** A county changes colours and letters by the variables. */
const siteStyle = `:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1b1b; --faint: #595959; --line: #8c8c8c; --shade: #f3f3f3; --link: #0b57a4; --open: #8a3b00;
  --letters: "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", SimHei, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #1a1a1a; --ink: #e8e8e8; --faint: #b0b0b0; --line: #767676; --shade: #2a2a2a; --link: #8ab8f0; --open: #f0b07a; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.7 var(--letters); overflow-wrap: anywhere; }
header, main, footer { max-width: 84rem; margin: 0 auto; padding: 0.5rem 1rem; }
h1 { margin: 1rem 0 0.5rem; font-size: 1.75rem; line-height: 1.4; text-wrap: balance; }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1.25rem; }
p { margin: 0.25rem 0; max-width: 60rem; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); color: var(--faint); }
a { color: var(--link); }
search { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: center; margin: 0.5rem 0; }
search[hidden] { display: none; }
input { flex: 0 1 24rem; min-width: 12rem; padding: 0.375rem 0.625rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 0.25rem; }
output { color: var(--faint); }
.table { overflow: auto; max-height: 90vh; }
.table:focus-visible, a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0.5rem 1.5rem; margin: 0; }
dl div { display: flex; flex-direction: column; justify-content: space-between; border-bottom: 1px solid var(--line); }
dt { color: var(--faint); font-size: 0.875rem; }
dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.5; overflow-wrap: normal; }
th, td { padding: 0.375rem 0.5rem; border-bottom: 1px solid var(--line); font-weight: normal; text-align: left; vertical-align: top; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--shade); vertical-align: bottom; }
thead th:first-child { left: 0; z-index: 2; }
tbody th { min-width: 12rem; position: sticky; left: 0; background: var(--paper); }
td:nth-child(n + 5), thead th:nth-child(n + 5) { text-align: right; font-variant-numeric: tabular-nums; }
thead th:nth-child(n + 5) { min-width: 4.5rem; font-size: 0.8125rem; }
td:nth-child(2), td:nth-child(4), td:nth-child(n + 5) { white-space: nowrap; }
td:nth-child(3) { min-width: 8.5rem; }
td.open { color: var(--open); }
thead button { padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: inherit; cursor: pointer; text-decoration: underline dotted; }
th[aria-sort=ascending] button::after { content: " ▲"; }
th[aria-sort=descending] button::after { content: " ▼"; }
@media (max-width: 40rem) {
  h1 { font-size: 1.375rem; }
  .table { max-height: none; }
  tbody th { min-width: 7.5rem; }
}
@media print {
  search { display: none; }
  .table { overflow: visible; max-height: none; }
  thead th, tbody th { position: static; }
}
`;
