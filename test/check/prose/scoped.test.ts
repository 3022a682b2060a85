import { expect, it } from "vitest";
import { runRules } from "../../../src/check/run.ts";
import { inputFor, numberRules } from "../../sentences/corpus.ts";

const cells = {
  "requests.received.naturalPerson": 10,
  "requests.outcomes.granted.naturalPerson": 6,
  "requests.outcomes.notProcessed.repeated.naturalPerson": 4,
  "disputes.litigation.direct.upheld": 1,
};

const found = (text: string) =>
  runRules(numberRules, inputFor("office", text, cells)).map(({ code, severity }) => `${code} ${severity}`);

it.each([
  // 国办公开办函〔2016〕201号: an organ sued as co-defendant does not count the case.
  ["a co-defendant", "涉政府信息公开行政诉讼3件，其中作为复议机关被列为共同被告的2件按规定不计入本报告附表。", []],
  ["a co-defendant, without the rule", "全年被提起行政诉讼3件，其中2件作为共同被告。", ["GR311 warning"]],
  [
    "已主动公开 counted with 予以公开",
    "收到申请10件，予以公开4件，告知已主动公开2件，不予处理4件。",
    ["GR311 warning"],
  ],
  // In the form's own words, limited by nothing.
  ["nothing of the kind", "本年新收政府信息公开申请9件。", ["GR310 error"]],
])("%s is an error only where the sentence names no scope of its own", (_, text, said) => {
  expect(found(text)).toEqual(said);
});
