// The extension: it starts the language server that lies beside it, in VS Code's own Node, once there is something to check.
import { workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

/** @type {LanguageClient | undefined} */
let client;

/** @param {import("vscode").ExtensionContext} context */
export async function activate(context) {
  const start = async () => {
    if (client) return;
    client = makeClient(context.asAbsolutePath("server/bin/gov-report.js"));
    await client.start();
  };
  const opened = workspace.onDidOpenTextDocument((document) => isTally(document) && start());
  context.subscriptions.push(opened);
  const [found] = await workspace.findFiles("**/gov-report.yaml", "**/node_modules/**", 1);
  if (found || workspace.textDocuments.some(isTally)) await start();
}

export function deactivate() {
  return client?.stop();
}

/** Any other YAML file needs no server. */
function isTally(document) {
  const text = document.languageId === "yaml" ? document.getText() : "";
  return /^(?:year|年度)["']?[ \t]*[:：]/m.test(text) && /^(?:unit|单位)["']?[ \t]*[:：]/m.test(text);
}

function makeClient(module) {
  const language = workspace.getConfiguration("gov-report").get("language", "auto");
  const server = {
    module,
    transport: TransportKind.ipc,
    args: ["lsp", ...(language === "auto" ? [] : ["--lang", language])],
  };
  // Texts that a tally draws in count as they stand in the editor, too.
  const documentSelector = ["yaml", "plaintext", "markdown"].flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]);
  return new LanguageClient("gov-report", "gov-report", server, { documentSelector });
}
