import { spawn } from "node:child_process";
import { join } from "node:path";
import { builtOnce } from "#local/synthesis.ts";

/** What the portal is made of. */
const INPUTS = ["web", "shared/domain", "shared/api", "shared/record", "package-lock.json"];

interface Options {
  /** Folder of the project. */
  readonly root: string;
  readonly say: (text: string) => void;
}

/** The folder of the portal as its sources stand: the one from before when nothing changed, else a new build (some seconds). */
export const currentPortal = ({ root, say }: Options): Promise<string> =>
  builtOnce({
    root,
    name: "web",
    inputs: INPUTS,
    whole: "index.html",
    make: (folder) => {
      say("Building the portal (once after each change) …");
      return viteBuild(root, folder);
    },
  });

/** In a process of its own: the bundler and its memory are gone when the home starts, and no setting of a test leaks into what is built. */
const viteBuild = (root: string, outDir: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const vite = join(root, "node_modules", "vite", "bin", "vite.js");
    const arguments_ = [
      "build",
      "--config",
      join(root, "web", "vite.config.ts"),
      "--outDir",
      outDir,
      "--emptyOutDir",
      "--logLevel",
      "warn",
    ];
    const child = spawn(process.execPath, [vite, ...arguments_], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-8_000)));
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the portal's build ended with ${code}:\n${said}`))));
  });

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, "..", "..");
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  process.stdout.write(`${await currentPortal({ root, say })}\n`);
}
