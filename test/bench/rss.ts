import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

// Loaded into the measured program ahead of it: when it ends, its peak of memory is written down, in KiB, and the time that all its threads
// have spent, in milliseconds.
const file = process.env["GOV_REPORT_BENCH_RSS"];
if (file !== undefined && isMainThread) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    appendFileSync(file, `${maxRSS} ${(userCPUTime + systemCPUTime) / 1000}\n`);
  });
}
