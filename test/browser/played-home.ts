import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readScenario } from "#cli/demo/read-scenario.ts";
import { playScenario } from "#cli/demo.ts";
import { builtOnce, currentAssembly } from "#local/synthesis.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SCENARIO = join(ROOT, "cli", "demo", "rajin-dunay.json");

/** The folder of a home that the demonstration was played on; played once after each change of what it is made of (minutes). Copy it, never open it. */
export const playedHome = async (): Promise<string> => {
  const folder = await builtOnce({
    root: ROOT,
    name: "played",
    inputs: ["infra", "functions", "shared", "local", "cli", "package-lock.json"],
    whole: join("home", "home.db"),
    make: async (into) => {
      const say = () => undefined;
      const scenario = readScenario(SCENARIO, await readFile(SCENARIO, "utf8"));
      const assembly = await currentAssembly({ root: ROOT, say });
      const { ok } = await playScenario({ scenario, out: join(into, "left"), say, assembly, data: join(into, "home") });
      if (!ok) throw new Error("the demonstration did not come out as its file expects: npm run demo says where");
    },
  });
  return join(folder, "home");
};
