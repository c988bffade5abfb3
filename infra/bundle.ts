import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";

/** `functions/tasks/hash-file.ts` → `tasks-hash-file`. */
export const bundleName = (entry: string): string =>
  entry
    .replace(/^functions\//, "")
    .replace(/\.ts$/, "")
    .replaceAll("/", "-");

// Some dependencies are CommonJS inside and call `require`, which ES modules lack.
const BANNER = 'const require=process.getBuiltinModule("node:module").createRequire(import.meta.url);';
/** Belongs to synthesis; the nearest comparable system ships it in its handlers and pays a second per cold start. */
const NEVER_IN_A_HANDLER = ["aws-cdk-lib", "constructs", "esbuild"];

/** Schemas carry their messages in some fifty languages, 0.25 MB; the API answers codes, and the English ones are imported by name. */
const oneLanguage: Plugin = {
  name: "one-language",
  setup: (building) => {
    building.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: "export {};" }));
  },
};

/** Where else the SDK would look for credentials, 0.1 MB: a function has its role's, in the environment, and takes no others. */
const onlyRoleCredentials: Plugin = {
  name: "only-role-credentials",
  setup: (building) => {
    const namespace = "no-credentials";
    building.onResolve({ filter: /^@aws-sdk\/credential-provider-(sso|ini|process|web-identity|login)$/ }, ({ path }) => ({
      path,
      namespace,
    }));
    building.onLoad({ filter: /^/, namespace }, () => ({ contents: NO_OTHER_CREDENTIALS }));
  },
};
const NO_OTHER_CREDENTIALS = `
const refuse = () => async () => { throw new Error("no credentials in the environment; a function takes no others"); };
export { refuse as fromSSO, refuse as fromIni, refuse as fromProcess, refuse as fromTokenFile, refuse as fromLoginCredentials };`;

/**
 * Node's own modules, taken without `import`: importing one as an ES module reads each of its exports, and some of those load a whole
 * subsystem nobody asked for (`node:http` its WebSocket, `node:crypto` its WebCrypto), a third of the time that a handler takes to load.
 */
const builtinsUnread: Plugin = {
  name: "builtins-unread",
  setup: (building) => {
    const namespace = "builtin";
    building.onResolve({ filter: /^(node:)?[a-z0-9_/]+$/ }, ({ path }) =>
      isBuiltin(path) ? { path: path.startsWith("node:") ? path : `node:${path}`, namespace } : undefined,
    );
    building.onLoad({ filter: /^/, namespace }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

interface Bundled {
  readonly folder: string;
  readonly bytes: number;
}
interface Bundling {
  /** Folder that entries are relative to. */
  readonly root: string;
  /** Folder that receives `<bundle name>/index.mjs`. */
  readonly into: string;
  readonly entries: readonly string[];
}

/**
 * Bundles every entry as Lambda loads it, the SDK inside: what was tested is what runs, whatever the runtime brings. The same sources
 * give the same bytes. Answers the folder of each entry and its size in bytes. Throws on a fault in the sources and on forbidden contents.
 */
export const bundle = async ({ root, into, entries }: Bundling): Promise<ReadonlyMap<string, Bundled>> => {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: entries.map((entry) => ({ in: entry, out: `${bundleName(entry)}/index` })),
    outdir: into,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node24",
    mainFields: ["module", "main"],
    minify: true,
    treeShaking: true,
    legalComments: "none",
    // One letter beyond Latin-1 would make the engine keep and parse the whole source at two bytes a character.
    charset: "ascii",
    banner: { js: BANNER },
    metafile: true,
    write: false,
    plugins: [oneLanguage, onlyRoleCredentials, builtinsUnread],
    logLevel: "silent",
  });
  for (const file of outputFiles) replace(file.path, file.contents, into);
  const outputs = byEntry(metafile);
  return new Map(
    entries.map((entry) => {
      const output = outputs.get(entry);
      if (output === undefined) throw new Error(`${entry} gave no bundle`);
      refuseForbidden(entry, Object.keys(output.inputs));
      return [entry, { folder: join(into, bundleName(entry)), bytes: output.bytes }];
    }),
  );
};

/** Written whole or not at all, and only when it differs: another synthesis may be reading the folder. */
const replace = (path: string, contents: Uint8Array, into: string): void => {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const partial = join(into, `${basename(dirname(path))}-${process.pid}.partial`);
  writeFileSync(partial, contents);
  renameSync(partial, path);
};

const byEntry = (metafile: Metafile) =>
  new Map(
    Object.values(metafile.outputs).flatMap((output) =>
      output.entryPoint === undefined ? [] : [[output.entryPoint, output] as const],
    ),
  );

/** Throws when a bundle holds a package that only synthesis may use. */
export const refuseForbidden = (entry: string, inputs: readonly string[]): void => {
  const found = NEVER_IN_A_HANDLER.find((name) => inputs.some((input) => input.includes(`node_modules/${name}/`)));
  if (found !== undefined)
    throw new Error(`the bundle of ${entry} contains ${found}: nothing that runs may import infrastructure`);
};
