// What a thread of the single executable begins with. The files in the executable are there for the main thread alone: a thread
// makes them its own, then goes on as worker.js. Node is started with `--experimental-vfs` for it.
const { getAssetKeys, getRawAsset } = require("node:sea");
const { create } = require("node:vfs");

const files = create();
for (const name of getAssetKeys()) {
  files.mkdirSync(`/${name}`.replace(/[^/]*$/, ""), { recursive: true });
  files.writeFileSync(`/${name}`, Buffer.from(getRawAsset(name)));
}
files.mount();
import(`${files.mountPointURL}/dist/worker.js`);
