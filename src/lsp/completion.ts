import { type CompletionItem, CompletionItemKind, MarkupKind } from "vscode-languageserver/node";
import { placeWords } from "../check/place.ts";
import type { Edition } from "../core/form/edition.ts";
import { measureWords, pathWords } from "../core/form/words.ts";
import { measureWordsEn } from "../core/open-data.ts";
import { type MenuEntry, suggestedField, tallyMenu, workspaceMenu } from "../edition/key-menu.ts";
import { catalogue } from "../pipeline/catalogue.ts";
import { type Beginning, beginningAt } from "../tally/syntax/cursor.ts";
import { signatures, textLanguage } from "../template/language.ts";
import type { Desk } from "./desk.ts";
import { isChinese, type Standpoint } from "./standpoint.ts";
import { namesAfter, type TagName, tagNameAt } from "./tags.ts";

/** What may be written at a place, in the language of the file. */
export function completionsAt(at: Standpoint): readonly CompletionItem[] {
  const { file, offset, edition, checked } = at;
  if (!edition) return [];
  const chinese = isChinese(file.text, at.desk);
  const tag = checked && tagNameAt(file.text, offset);
  if (tag) return tagItems({ ...tag, name: file.text.slice(tag.start, offset) }, at, edition, chinese);
  const beginning = beginningAt(file.text, offset);
  if (!beginning) return [];
  const menu = checked ? tallyMenu(edition) : workspaceMenu(codes(at.desk));
  const { keys, beside, kind } = beginning;
  const written = new Set(beside);
  const entries =
    kind === "key"
      ? menu.keys(keys).filter(({ id, name }) => !written.has(id) && !written.has(name))
      : [...menu.values(keys), ...suggested(at, keys)];
  // In a list of formats, what looks like a key is a value.
  const choice = kind === "key" && entries.length === 0 ? menu.values(keys) : entries;
  return choice.map((entry, i) => itemOf(entry, i, kind === "key" && choice === entries, at, beginning, chinese));
}

/** The codes of all rules, with what each finds. */
function codes(desk: Desk): readonly MenuEntry[] {
  return catalogue.map(({ code, summary }) => ({
    id: code,
    name: code,
    label: desk.localize(summary),
    holds: "value",
  }));
}

/** Values that follow from what is known: the years there are forms for, the findings that may be waived and their places. */
function suggested({ checked, desk }: Standpoint, keys: readonly string[]): readonly MenuEntry[] {
  const field = suggestedField(keys);
  if (!checked || field === undefined) return [];
  const { subject, diagnostics } = checked.examined;
  if (field === "year") {
    const year = checked.run.config.workspace?.year;
    const edition = year === undefined ? undefined : checked.run.editions.forYear(year);
    return edition ? [{ id: String(year), name: String(year), label: edition.name, holds: "value" }] : [];
  }
  const open = diagnostics.filter(({ state, at }) => !state && at !== undefined);
  if (field === "rule") {
    const found = new Set(open.map(({ code }) => code));
    return codes(desk).filter(({ id }) => found.has(id as never));
  }
  if (!subject) return [];
  const places = new Map(open.map(({ at = "", message }) => [at, message]));
  return [...places].map(([path, message]) => {
    const words = placeWords(path, subject);
    return { id: words.en, name: words.zh, label: desk.localize(message), holds: "value" };
  });
}

function itemOf(
  { id, name, label, about, node, holds }: MenuEntry,
  order: number,
  isKey: boolean,
  { desk, file }: Standpoint,
  { start, end, hasColon, flow }: Beginning,
  chinese: boolean,
): CompletionItem {
  const [own, other] = chinese ? [name, id] : [id, name];
  const colon = !isKey || hasColon ? "" : holds === "value" || flow ? ": " : ":";
  const measure =
    node?.kind === "cell"
      ? desk.localize({ zh: `单位：${measureWords[node.measure]}`, en: `Unit: ${measureWordsEn[node.measure]}` })
      : "";
  const words = [
    label !== undefined && label !== own && label !== other ? label : "",
    about ? desk.localize(about) : "",
    measure,
  ];
  const documentation = words.filter((line) => line !== "").join("\n\n");
  return {
    label: own,
    kind: isKey ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
    ...(other !== own && { detail: other }),
    // Both names are found by whichever is typed; the order is that of the form.
    filterText: other === own ? own : `${own} ${other}`,
    sortText: String(order).padStart(4, "0"),
    ...(documentation !== "" && { documentation: { kind: MarkupKind.PlainText, value: documentation } }),
    textEdit: { range: desk.rangeIn(file, start, end), newText: `${own}${colon}` },
  };
}

/** The figures that a text may name after what is written of a name, and before the first dot the helpers. */
function tagItems(
  tag: TagName,
  { desk, file, checked }: Standpoint,
  edition: Edition,
  chinese: boolean,
): readonly CompletionItem[] {
  const { name, start, end } = tag;
  const from = start + name.lastIndexOf(".") + 1;
  const range = desk.rangeIn(file, from, end);
  const figures = checked?.understood?.figures;
  const names = namesAfter(name, edition).flatMap(({ fields, ids, key: group }) => {
    const chineseNames = new Map([...ids].map(([word, id]) => [id, word]));
    return [...fields].map(([id, type]): CompletionItem => {
      const other = chineseNames.get(id) ?? id;
      const [own, beside] = chinese ? [other, id] : [id, other];
      const path = "key" in type && type.key ? type.key.path : group ? `${group.path}.${id}` : id;
      const value = figures?.print(path);
      return {
        label: own,
        kind: type.kind === "group" ? CompletionItemKind.Module : CompletionItemKind.Value,
        detail: value === undefined ? beside : `${beside} = ${value}`,
        filterText: own === beside ? own : `${own} ${beside}`,
        ...(path.includes(".") && { documentation: desk.localize(pathWords(edition, path)) }),
        textEdit: { range, newText: own },
      };
    });
  });
  const helpers = name.includes(".") ? [] : textLanguage(edition.keys).helpers;
  const calls = helpers.map((helper): CompletionItem => {
    const { least = 1, most = 1 } = signatures.get(helper) ?? {};
    const count = least === most ? String(least) : `${least}–${most}`;
    return {
      label: helper,
      kind: CompletionItemKind.Function,
      detail: desk.localize({ zh: `函数，${count} 个数`, en: `helper, takes ${count}` }),
      textEdit: { range, newText: `${helper} ` },
    };
  });
  return [...names, ...calls];
}
