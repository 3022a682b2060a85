import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: ["test/**/*.test.ts"],
    // Ends what hangs, LibreOffice included; nothing measures how fast a test is.
    testTimeout: 300_000,
    pool: "forks",
  },
});

export default config;
