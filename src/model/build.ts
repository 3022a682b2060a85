export { composeProse } from "./compose.ts";
export { buildReport } from "./report.ts";
