import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { readScenario } from "#cli/demo/read-scenario.ts";
import { playScenario } from "#cli/demo.ts";
import { currentAssembly, inputsHash, removeOld } from "#local/synthesis.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SCENARIO = join(ROOT, "cli", "demo", "rajin-dunay.json");

/** The folder of a home that the demonstration was played on; played once after each change of what it is made of (minutes). Copy it, never open it. */
export const playedHome = async (): Promise<string> => {
  const build = join(ROOT, "build");
  const inputs = ["infra", "functions", "shared", "local", "cli", "package-lock.json"];
  const folder = join(build, `played-${(await inputsHash(ROOT, inputs)).slice(0, 16)}`);
  if (existsSync(join(folder, "home", "home.db"))) return join(folder, "home");
  const partial = join(build, `playing-${process.pid}`);
  await mkdir(partial, { recursive: true });
  const say = () => undefined;
  const scenario = readScenario(SCENARIO, await readFile(SCENARIO, "utf8"));
  const assembly = await currentAssembly({ root: ROOT, say });
  const { ok } = await playScenario({ scenario, out: join(partial, "left"), say, assembly, data: join(partial, "home") });
  if (!ok) throw new Error("the demonstration did not come out as its file expects: npm run demo says where");
  await rename(partial, folder).catch(async (cause: unknown) => {
    // Another test file played the same meanwhile.
    if (!existsSync(join(folder, "home", "home.db"))) throw cause;
    await rm(partial, { recursive: true, force: true });
  });
  await removeOld(build, /^(played|playing)-/);
  return join(folder, "home");
};
