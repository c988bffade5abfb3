import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";

/** What the assembly depends on. */
const INPUTS = ["infra", "functions", "shared", "package-lock.json", "cdk.json"];
/** Assemblies kept beside the newest: a home that still runs on the one before goes on. */
const KEPT = 2;
const DAY = 86_400_000;

interface Options {
  /** Folder of the project. */
  readonly root: string;
  readonly say: (text: string) => void;
}

/** The assembly of the sources as they stand: the one from before when nothing changed, else a new synthesis (some seconds). */
export const currentAssembly = ({ root, say }: Options): Promise<string> =>
  builtOnce({
    root,
    name: "assembly",
    inputs: INPUTS,
    whole: "manifest.json",
    make: (folder) => {
      say("Reading the description of the system (once after each change) …");
      return synthesise(root, folder);
    },
  });

interface Built {
  /** Folder of the project. */
  readonly root: string;
  readonly name: string;
  /** What it is made of, relative to the root. */
  readonly inputs: readonly string[];
  /** File by which a folder that is whole is known. */
  readonly whole: string;
  readonly make: (folder: string) => Promise<unknown>;
}

/** The folder of `build` made from the inputs as they stand, made now unless it is there. Several starts at once make one. */
export const builtOnce = async ({ root, name, inputs, whole, make }: Built): Promise<string> => {
  const build = join(root, "build");
  const folder = join(build, `${name}-${(await inputsHash(root, inputs)).slice(0, 16)}`);
  if (existsSync(join(folder, whole))) return folder;
  const partial = join(build, `partial-${name}-${process.pid}`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  await make(partial);
  await rename(partial, folder).catch(async (cause: unknown) => {
    // Another start made the same one meanwhile.
    if (!existsSync(join(folder, whole))) throw cause;
    await rm(partial, { recursive: true, force: true });
  });
  await removeOld(build, new RegExp(`^(partial-)?${name}-`));
  return folder;
};

const synthesise = (root: string, output: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const cdk = join(root, "node_modules", "aws-cdk", "bin", "cdk");
    const bin = join(root, "node_modules", ".bin");
    const child = spawn(
      process.execPath,
      [cdk, "synth", "--quiet", "--no-notices", "--no-version-reporting", "--output", output],
      {
        cwd: root,
        env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, CI: "true" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-8_000)));
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`the synthesis ended with ${code}:\n${said}`))));
  });

/** SHA-256 over names and contents of the inputs. */
export const inputsHash = async (root: string, inputs: readonly string[]): Promise<string> => {
  const hash = createHash("sha256").update(process.versions.node);
  for (const path of (await Promise.all(inputs.map((name) => filesUnder(join(root, name))))).flat()) {
    const body = await readFile(path);
    hash.update(`\n${relative(root, path)}\n${body.length}\n`).update(body);
  }
  return hash.digest("hex");
};

const filesUnder = async (path: string): Promise<readonly string[]> => {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

/** Keeps the newest two of what is named so, and what is younger than a day: a home may still run on it. */
const removeOld = async (build: string, named: RegExp): Promise<void> => {
  const names = (await readdir(build)).filter((name) => named.test(name));
  const dated = await Promise.all(names.map(async (name) => ({ name, at: (await stat(join(build, name))).mtimeMs })));
  const old = dated
    .sort((one, other) => other.at - one.at)
    .slice(KEPT)
    .filter(({ at }) => Date.now() - at > DAY);
  await Promise.all(old.map(({ name }) => rm(join(build, name), { recursive: true, force: true })));
};
