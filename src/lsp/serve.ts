/*
 * The language server: what the editor has open is checked as `validate` checks it, and what is known of a place is told. It
 * reads files and writes none; every change is the editor's, made by whoever chose it.
 */
import {
  type Connection,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { actionKinds } from "./code-actions.ts";
import { completionsAt } from "./completion.ts";
import { definitionsAt } from "./definition.ts";
import { hoverAt } from "./hover.ts";
import { Server, type ServerOptions } from "./server.ts";

/** Answers an editor until it ends the connection. */
export function serve(connection: Connection, options: ServerOptions): void {
  let server: Server | undefined;
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize((params): InitializeResult => {
    server = new Server(connection, params, options);
    return { capabilities, serverInfo: { name: "gov-report", version: options.version } };
  });
  connection.onInitialized(() => server?.watch());
  documents.onDidOpen(({ document }) => server?.open(document));
  documents.onDidChangeContent(({ document }) => server?.change(document));
  documents.onDidClose(({ document }) => server?.close(document.uri));
  documents.onDidSave(({ document }) => server?.saved(document.uri));
  connection.onDidChangeWatchedFiles(({ changes }) => server?.filesChanged(changes.map(({ uri }) => uri)));
  connection.onHover(({ textDocument: { uri }, position }) => server?.answer(uri, position, hoverAt));
  connection.onCompletion(({ textDocument: { uri }, position }) =>
    server?.answer(uri, position, (at) => [...completionsAt(at)]),
  );
  connection.onDefinition(({ textDocument: { uri }, position }) =>
    server?.answer(uri, position, (at) => [...definitionsAt(at)]),
  );
  connection.onCodeAction((params) => server?.actions(params));
  connection.onDocumentSymbol(({ textDocument: { uri } }) => server?.symbols(uri));
  connection.onFoldingRanges(({ textDocument: { uri } }) => server?.folding(uri));
  documents.listen(connection);
  connection.listen();
}

const capabilities: InitializeResult["capabilities"] = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  hoverProvider: true,
  completionProvider: { triggerCharacters: [".", "{", ":", " "] },
  codeActionProvider: { codeActionKinds: [...actionKinds] },
  definitionProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  workspace: { workspaceFolders: { supported: true } },
};
