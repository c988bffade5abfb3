import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { build } from "esbuild";
import { inputsHash, removeOld } from "#local/synthesis.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** What is CommonJS inside calls `require`, which ES modules lack. */
const BANNER = 'const require=process.getBuiltinModule("node:module").createRequire(import.meta.url);';

/**
 * The functions' ports in one file, made once after each change. Every function's thread loads them: from the SDK's hundreds of files
 * that takes five times as long and 45 MB more. Answers the file's path.
 */
export const builtPorts = async (module: string): Promise<string> => {
  const entry = relative(ROOT, module);
  const inputs = [...new Set(["local", "shared", dirname(entry)])];
  const name = `ports-${basename(entry, ".ts")}`;
  const folder = join(ROOT, "build", `${name}-${(await inputsHash(ROOT, [...inputs, "package-lock.json"])).slice(0, 16)}`);
  const file = join(folder, "ports.mjs");
  if (existsSync(file)) return file;
  const partial = join(ROOT, "build", `partial-${name}-${process.pid}`);
  await mkdir(partial, { recursive: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: join(partial, "ports.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    minify: true,
    banner: { js: BANNER },
    logLevel: "silent",
  });
  await rename(partial, folder).catch(async (cause: unknown) => {
    // Another start made the same one meanwhile.
    if (!existsSync(file)) throw cause;
    await rm(partial, { recursive: true, force: true });
  });
  await removeOld(join(ROOT, "build"), new RegExp(`^(partial-)?${name}-`));
  return file;
};
