import { join, resolve } from "node:path";
import type { Text } from "../../core/diagnostic.ts";
import { UsageError } from "../../core/errors.ts";
import { argument, type CommandEntry, defineCommand, flag, option } from "../command.ts";
import { exit } from "../exit.ts";
import { findingsOption, policyOptions } from "../input-options.ts";
import { shown } from "../io.ts";
import { calendarDay } from "../parsers.ts";
import { Counter, show } from "../report.ts";

/** Makes an index of a workspace's reports, to be put on a web server or opened as a file. */
export const siteCommand: CommandEntry = defineCommand({
  name: "site",
  about: {
    zh: "生成网站目录页：全部单位的状态、报告下载、主要数据和合计，可以查找，附开放数据；不需要服务器程序",
    en: "an index page of all units: state, downloads, main figures and sums, with search and open data; needs no server",
  },
  arguments: [
    argument("[dir]", { zh: "工作区；不写就用当前的", en: "a workspace; default: the one around the current folder" }),
  ],
  options: {
    ...findingsOption,
    policy: policyOptions.policy,
    out: option("<dir>", { zh: "写入哪个文件夹", en: "the folder to write" }, { short: "o", standard: "site" }),
    unit: option("<name>", { zh: "只列这个单位所属的各单位", en: "only the units below this one" }),
    published: flag({
      zh: "只放已经公布的报告；已生成、尚未公布的只列名称",
      en: "published reports only; those built and not published are listed by name",
    }),
    partial: flag({
      zh: "有错误的和没有报的照列，也算成功",
      en: "succeed although units are missing or have errors; they are listed as such",
    }),
    today: option(
      "<date>",
      { zh: "按哪一天计算，默认今天", en: "the day to reckon from; today by default" },
      { parse: calendarDay },
    ),
  },
  async run(io, [dir], { out, unit, published = false, partial = false, today = io.today, policy }) {
    const { openSession } = await import("../../pipeline/unit/session.ts");
    const { findWorkspace } = await import("../../pipeline/workspace/inputs.ts");
    const { makeSite } = await import("../../pipeline/site/site.ts");
    const { runOf, templatesOf, under } = await import("../inputs.ts");
    const { jobs, diagnostics, sources } = under(io, findWorkspace(dir, io), { policy });
    for (const diagnostic of diagnostics) show(io, "err", diagnostic, sources);
    const reading = new Counter(diagnostics).status();
    if (reading !== exit.fine) return reading;
    const [job] = jobs;
    if (!job?.workspace || job.partial || jobs.length > 1) {
      throw new UsageError({
        zh: "这里不是工作区；请写明工作区文件夹，如 gov-report site 年报",
        en: "this is no workspace; name one, as in gov-report site 年报",
      });
    }
    const session = openSession({ templates: templatesOf(io, job, {}) });
    const folder = resolve(io.cwd, out);
    const run = runOf(io, job, {}, { today });
    const result = await makeSite(session, job, run, { folder, unit, publishedOnly: published, today });
    for (const diagnostic of result.diagnostics) show(io, "err", diagnostic, result.sources);
    const report = (text: Text): void => io.err(io.localize(text));
    const { refused, missing, unread, withoutPage, staleReports } = result;
    if (result.unsummed) {
      report({
        zh: "各单位的数不能相加，页面上没有合计；加 --unit 写明列哪个单位的下级",
        en: "the units cannot be added up, and the page has no sums; use --unit to say whose units are meant",
      });
    }
    if (refused.length > 0) {
      report({
        zh: `有错误，数没有计入：${refused.join("、")}（运行 gov-report validate 看是什么错误）`,
        en: `with errors, figures not counted: ${refused.join(", ")} (gov-report validate says which)`,
      });
    }
    if (unread.length > 0) {
      report({ zh: `文件在、但未能读取：${unread.join("、")}`, en: `there but not read: ${unread.join(", ")}` });
    }
    if (missing.length > 0) report({ zh: `未报：${missing.join("、")}`, en: `missing: ${missing.join(", ")}` });
    if (result.files === 0) {
      report({
        zh: "还没有生成的报告可放；先运行 gov-report build --to docx,xlsx,md,html",
        en: "there are no reports to put there yet: run gov-report build --to docx,xlsx,md,html first",
      });
    }
    if (withoutPage.length > 0 && !io.quiet) {
      report({
        zh: `${withoutPage.length} 个单位的报告没有网页（如 ${withoutPage[0]}）：gov-report build --to docx,xlsx,md,html 生成以后再运行一次`,
        en: `${withoutPage.length} reports have no web page (such as that of ${withoutPage[0]}): build them with --to docx,xlsx,md,html and run again`,
      });
    }
    if (staleReports.length > 0) {
      report({
        zh: `${staleReports.length} 个文件已不在目录页上，没有删：${staleReports.slice(0, 5).join("、")}`,
        en: `${staleReports.length} files are no longer on the index and were left there: ${staleReports.slice(0, 5).join(", ")}`,
      });
    }
    io.out(shown(io, join(folder, "index.html")));
    if (!io.quiet) {
      const { units, published: done, built, files } = result;
      report({
        zh: `${units} 个单位：已公布 ${done}，已生成、未公布 ${built}；报告文件 ${files} 个`,
        en: `${units} units: ${done} published, ${built} built and not published; ${files} files of reports`,
      });
    }
    const lacking = refused.length + missing.length + unread.length > 0;
    return lacking && !partial ? exit.findings : exit.fine;
  },
});
