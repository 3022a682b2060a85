import { fork } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import {
  createProtocolConnection,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
} from "vscode-languageserver/node";
import { temporaryFolder } from "../support/folder.ts";

const root = new URL("../../", import.meta.url);
const { makeVsix } = (await import(new URL(".build/vsix.mjs", root).href)) as {
  makeVsix(folder: string): Promise<string>;
};
const { version } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

/** Whatever of VS Code's is asked for: the classes that the client extends, and nothing that does anything. */
const vscode: object = new Proxy(class {}, {
  get: (own, name) => (name === "prototype" ? own.prototype : name === Symbol.toPrimitive ? () => "" : vscode),
  apply: () => vscode,
  construct: () => ({}),
});

it("the extension for VS Code holds what it says, and its server answers from its own copy", async () => {
  const folder = temporaryFolder();
  const files = unzipSync(readFileSync(await makeVsix(folder)));
  const text = (name: string): string => new TextDecoder().decode(files[name]);
  const manifest = JSON.parse(text("extension/package.json"));
  expect(manifest).toMatchObject({ name: "gov-report", version, main: "./client.cjs" });
  expect(manifest.activationEvents).toEqual(["workspaceContains:**/gov-report.yaml", "onLanguage:yaml"]);
  expect(manifest).not.toHaveProperty("dependencies");
  // Every word that the manifest leaves to its language stands in both.
  const named = [...text("extension/package.json").matchAll(/"%(\w+)%"/g)].map(([, name]) => name);
  for (const language of ["package.nls.json", "package.nls.zh-cn.json"]) {
    expect(Object.keys(JSON.parse(text(`extension/${language}`))).toSorted()).toEqual(named.toSorted());
  }
  const assets = [...text("extension.vsixmanifest").matchAll(/Path="([^"]+)"/g)].map(([, path = ""]) => path);
  expect(assets).toContain("extension/package.json");
  for (const path of [...assets, "extension/server/dist/cli.js", "extension/server/templates/2021/edition.yaml"]) {
    expect(files[path]?.length, path).toBeGreaterThan(0);
  }
  const endings = new Set(Object.keys(files).flatMap((name) => /\.[^./]+$/.exec(name)?.[0] ?? []));
  const typed = [...text("[Content_Types].xml").matchAll(/Extension="([^"]+)"/g)].map(([, ending]) => ending);
  expect([...endings].filter((ending) => ending !== ".xml" && !typed.includes(ending))).toEqual([]);
  expect(text("extension/THIRD-PARTY-NOTICES.txt")).toContain("vscode-languageclient");

  const client: { activate?: unknown; deactivate?: unknown } = {};
  const nodes = createRequire(import.meta.url);
  const load = new Function("require", "module", "exports", text("extension/client.cjs"));
  load((name: string) => (name === "vscode" ? vscode : nodes(name)), { exports: client }, client);
  expect([typeof client.activate, typeof client.deactivate]).toEqual(["function", "function"]);

  for (const [name, bytes] of Object.entries(files).filter(([name]) => name.startsWith("extension/server/"))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  const program = join(folder, "extension/server/bin/gov-report.js");
  const args = ["lsp", "--node-ipc", `--clientProcessId=${process.pid}`];
  const server = fork(program, args, { cwd: fileURLToPath(root), silent: true, execArgv: [] });
  const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  connection.listen();
  const { serverInfo } = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  expect(serverInfo).toEqual({ name: "gov-report", version });
  const ended = new Promise((resolve) => server.on("exit", resolve));
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  expect(await ended).toBe(0);
});
