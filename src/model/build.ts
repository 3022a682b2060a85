export { composeProse, type ProseInput } from "./compose.ts";
export { buildReport, type ReportInput } from "./report.ts";
