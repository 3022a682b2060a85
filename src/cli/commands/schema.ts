import { argument, type CommandEntry, defineCommand, option } from "../command.ts";
import { exit } from "../exit.ts";
import { dataFormat, keysOption } from "../input-options.ts";

const formats = ["json"] as const;

/** The schema of an edition's tallies; `findings` is that of what `validate --format json` prints, `manifest` of what `build` leaves, `record` of what `publish` does. */
export const schemaCommand: CommandEntry = defineCommand({
  name: "schema",
  about: {
    zh: "输出一个格式版本的 JSON Schema，供编辑器使用",
    en: "print the JSON Schema of an edition, for editors",
  },
  arguments: [
    argument("[edition]", {
      zh: "格式版本，默认最新；写 findings 输出核对结果（validate --format json）的，manifest 输出生成清单的、record 输出公布记录的 JSON Schema",
      en: "the edition, the newest by default; findings: the schema of what validate --format json prints; manifest: of manifest.json; record: of record.json",
    }),
  ],
  data: formats,
  options: {
    format: dataFormat(formats, { zh: "", en: "" }),
    keys: keysOption,
    templates: option("<dir>", {
      zh: "自己的模板文件夹，其中可有本地增加的表；不写就用当前工作区的",
      en: "a folder of your own templates, which may add tables; default: that of the workspace around",
    }),
  },
  async run(io, [id], { format: asked, templates, keys = io.lang }) {
    const { editionNamed, jsonSchema, knownEditions, shippedSchema } = await import(
      "../../pipeline/workspace/editions.ts"
    );
    const { ownTemplates, templatesAround } = await import("../inputs.ts");
    const { dataTargets, writeData } = await import("../output.ts");
    await writeData(io, dataTargets(asked, { formats, usual: "json" }), [], () => {
      if (id === "findings" || id === "manifest" || id === "record") return shippedSchema(id);
      // The tables that an area has added are in the schema of its workspace.
      const folder = templates === undefined ? templatesAround(io, ".") : ownTemplates(io, templates);
      return JSON.stringify(jsonSchema(editionNamed(knownEditions(folder), id), keys), null, 2);
    });
    return exit.fine;
  },
});
