import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

export interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>>;
  readonly Parameters?: Readonly<Record<string, { readonly Type?: string; readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

export interface Stack {
  readonly name: string;
  readonly template: Template;
  /** Absolute asset folder by the object key that the template names, for example `4f…c2.zip`. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly file?: string;
    readonly stackName?: string;
    readonly directoryName?: string;
  };
}
interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/** Every stack of a synthesised cloud assembly, nested assemblies (stages) included. Throws when the folder holds none. */
export const readStacks = async (folder: string): Promise<readonly Stack[]> => {
  const artifacts = await artifactsIn(folder);
  const assets = new Map<string, string>();
  for (const { at, artifact } of artifacts.filter((one) => one.artifact.type === "cdk:asset-manifest")) {
    for (const [key, path] of await assetsIn(at, artifact)) assets.set(key, path);
  }
  const stacks = artifacts.filter((one) => one.artifact.type === "aws:cloudformation:stack");
  if (stacks.length === 0) throw new Error(`no stack in the cloud assembly ${folder}: synthesise the app first`);
  return Promise.all(
    stacks.map(async ({ at, id, artifact }) => ({
      name: artifact.properties?.stackName ?? id,
      template: (await jsonIn(join(at, artifact.properties?.templateFile ?? ""))) as Template,
      assets,
    })),
  );
};

interface Placed {
  readonly at: string;
  readonly id: string;
  readonly artifact: Artifact;
}

const artifactsIn = async (folder: string): Promise<readonly Placed[]> => {
  const manifest = (await jsonIn(join(folder, "manifest.json"))) as { readonly artifacts?: Readonly<Record<string, Artifact>> };
  const here = Object.entries(manifest.artifacts ?? {}).map(([id, artifact]) => ({ at: folder, id, artifact }));
  const nested = here.filter((one) => one.artifact.type === "cdk:cloud-assembly");
  const within = await Promise.all(
    nested.map((one) => artifactsIn(join(folder, one.artifact.properties?.directoryName ?? one.id))),
  );
  return [...here, ...within.flat()];
};

const assetsIn = async (folder: string, artifact: Artifact): Promise<readonly (readonly [string, string])[]> => {
  const manifest = (await jsonIn(join(folder, artifact.properties?.file ?? ""))) as AssetManifest;
  return Object.values(manifest.files ?? {}).flatMap((file) =>
    Object.values(file.destinations).map((destination) => [destination.objectKey, join(folder, file.source.path)] as const),
  );
};

const jsonIn = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new Error(`cannot read ${path} of the cloud assembly`, { cause });
  }
};
