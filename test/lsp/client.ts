import { type ChildProcess, spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
} from "vscode-languageserver/node";
import { program } from "../support/program.ts";

/** An editor, as far as the server can tell. */
export interface EditorClient {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the server has logged. */
  readonly log: readonly string[];
  uri(path: string): string;
  open(path: string, text: string): void;
  change(path: string, text: string): void;
  close(path: string): void;
  /** What is shown of a file now. */
  shown(path: string): readonly Diagnostic[];
  /** Waits until what is shown of a file is as asked for. */
  until(path: string, wanted: (findings: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
}

/** Starts the server over stdio in a folder. */
export async function startEditor(folder: string, locale: string): Promise<EditorClient> {
  const child = spawn(process.execPath, [program, "lsp", "--stdio"], {
    cwd: folder,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createProtocolConnection(
    child.stdout as NodeJS.ReadableStream,
    child.stdin as NodeJS.WritableStream,
  );
  const found = new Map<string, readonly Diagnostic[]>();
  const log: string[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    found.set(uri, diagnostics);
    for (const look of [...waiting]) look();
  });
  connection.onNotification(LogMessageNotification.type, ({ message }) => void log.push(message));
  connection.listen();
  const uri = (path: string): string => pathToFileURL(path).href;
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: uri(folder),
    workspaceFolders: [{ uri: uri(folder), name: "年报" }],
    capabilities: {},
    locale,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const versions = new Map<string, number>();
  const next = (path: string): number => {
    const version = (versions.get(path) ?? 0) + 1;
    versions.set(path, version);
    return version;
  };
  const shown = (path: string): readonly Diagnostic[] => found.get(uri(path)) ?? [];
  return {
    ...{ process: child, connection, initialized, log, uri, shown },
    open: (path, text) =>
      void connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri: uri(path), languageId: "yaml", version: next(path), text },
      }),
    change: (path, text) =>
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri: uri(path), version: next(path) },
        contentChanges: [{ text }],
      }),
    close: (path) =>
      void connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: uri(path) } }),
    until: (path, wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!found.has(uri(path)) || !wanted(shown(path))) return;
          waiting.delete(look);
          resolve(shown(path));
        };
        waiting.add(look);
        look();
      }),
  };
}
