import { readFile } from "node:fs/promises";
import { join } from "node:path";

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** Scripts that are read before the given modules of a built portal can run: theirs and what these import statically, each once. */
export const firstLoad = async (portal: string, modules: readonly string[]): Promise<readonly string[]> => {
  const manifest = JSON.parse(await readFile(join(portal, ".vite", "manifest.json"), "utf8")) as Readonly<Record<string, Chunk>>;
  const reached = new Set<string>();
  const reach = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the built portal has no module ${name}`);
    if (reached.has(chunk.file)) return;
    reached.add(chunk.file);
    chunk.imports?.forEach(reach);
  };
  modules.forEach(reach);
  return [...reached].filter((file) => file.endsWith(".js"));
};
