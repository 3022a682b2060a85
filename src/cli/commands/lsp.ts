import { fileURLToPath } from "node:url";
import { type CommandEntry, defineCommand, flag } from "../command.ts";
import { requestedLanguage } from "../language.ts";

export const lspCommand: CommandEntry = defineCommand({
  name: "lsp",
  about: {
    zh: "供编辑器使用的语言服务器（LSP）：边写边查、补全、悬停说明、改正",
    en: "a language server for editors: findings as you type, completion, hover, fixes",
  },
  arguments: [],
  options: {
    stdio: flag({
      zh: "经标准输入输出与编辑器通信（默认）",
      en: "speak with the editor over stdin and stdout (the default)",
    }),
    nodeIpc: flag({ zh: "经 Node 的进程通道与编辑器通信", en: "speak with the editor over the channel of Node" }),
    clientProcessId: {
      // Client libraries write it so; the connection looks it up itself.
      named: "--clientProcessId",
      value: "<pid>",
      about: { zh: "编辑器的进程号，它结束时跟着结束", en: "the editor's process, with which the server ends" },
    },
  },
  async run(io, _, { nodeIpc }) {
    const { createConnection, IPCMessageReader, IPCMessageWriter } = await import("vscode-languageserver/node");
    const { serve } = await import("../../lsp/serve.ts");
    const { localDay } = await import("../io.ts");
    const { version } = await import("../version.ts");
    // What is printed in passing would be taken for a message.
    const connection = nodeIpc
      ? createConnection(new IPCMessageReader(process), new IPCMessageWriter(process))
      : createConnection(process.stdin, process.stdout);
    const requested = requestedLanguage(process.argv);
    serve(connection, {
      version,
      lang: requested === "zh" || requested === "en" ? requested : undefined,
      machineLang: io.lang,
      today: () => localDay(new Date()),
      pathOf: (uri) => (uri.startsWith("file:") ? fileURLToPath(uri) : undefined),
      enter: (folder) => {
        if (folder !== undefined) process.chdir(folder);
        return process.cwd();
      },
    });
    // The connection ends the process, with the editor's word or with its stream.
    return new Promise<never>(() => undefined);
  },
});
