import { basename, dirname, join, relative } from "node:path";
import { build } from "esbuild";
import { builtOnce } from "#local/synthesis.ts";

const FILE = "ports.mjs";
const ROOT = join(import.meta.dirname, "..", "..");
/** What is CommonJS inside calls `require`, which ES modules lack. */
const BANNER = 'const require=process.getBuiltinModule("node:module").createRequire(import.meta.url);';

/**
 * The functions' ports in one file, made once after each change. Every function's thread loads them: from the SDK's hundreds of files
 * that takes five times as long and 45 MB more. Answers the file's path.
 */
export const builtPorts = async (module: string): Promise<string> => {
  const entry = relative(ROOT, module);
  const folder = await builtOnce({
    root: ROOT,
    name: `ports-${basename(entry, ".ts")}`,
    inputs: [...new Set(["local", "shared", dirname(entry), "package-lock.json"])],
    whole: FILE,
    make: (into) =>
      build({
        absWorkingDir: ROOT,
        entryPoints: [entry],
        outfile: join(into, FILE),
        bundle: true,
        format: "esm",
        platform: "node",
        mainFields: ["module", "main"],
        minify: true,
        banner: { js: BANNER },
        logLevel: "silent",
      }),
  });
  return join(folder, FILE);
};
