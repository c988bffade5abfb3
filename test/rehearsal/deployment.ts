import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { DescribeStacksCommand, paginateListStackResources } from "@aws-sdk/client-cloudformation";
import { App } from "aws-cdk-lib";
import { declare, FLAGS } from "#infra/declare.ts";
import { placeholderIn } from "#test/infra/cloud.ts";
import type { Clients } from "./clients.ts";
import { ACCOUNT, REGION } from "./endpoint.ts";
import { run } from "./processes.ts";

interface Place {
  readonly root: string;
  /** Receives assembly and logs. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

const cdk = ({ root, folder, environment, signal }: Place, ...given: readonly string[]): Promise<string> =>
  run({
    command: process.execPath,
    given: [join(root, "node_modules", "aws-cdk", "bin", "cdk"), ...given, "--no-notices", "--ci"],
    cwd: root,
    environment,
    log: join(folder, "cdk.log"),
    signal,
  });

/** Synthesises the application as it is, leaving out what emulators do not know; answers the folder of the assembly. */
export const synthesise = async (place: Place): Promise<string> => {
  const out = join(place.folder, "assembly");
  await cdk(
    place,
    "synth",
    "--quiet",
    "--output",
    out,
    "--context",
    "stage=demo",
    "--context",
    "web=true",
    "--context",
    "emulator=true",
  );
  return out;
};

/** The same templates as AWS would be given them. They are only read, so the functions' code in them is a placeholder. */
export const declareForAws = ({ folder }: Pick<Place, "folder">): string => {
  const outdir = join(folder, "assembly-for-aws");
  const app = new App({ analyticsReporting: false, outdir, postCliContext: { ...FLAGS, stage: "demo", web: "true" } });
  declare(app, { codeOf: placeholderIn(folder) });
  app.synth();
  return outdir;
};

export const bootstrap = (place: Place, assembly: string) =>
  cdk(place, "bootstrap", `aws://${ACCOUNT}/${REGION}`, "--app", assembly);
export const deploy = (place: Place, assembly: string) =>
  cdk(place, "deploy", "--all", "--app", assembly, "--require-approval", "never", "--progress", "events");
export const destroy = (place: Place, assembly: string) => cdk(place, "destroy", "--all", "--force", "--app", assembly);

export interface DeployedResource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly physical: string;
  readonly status: string;
}

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Type: string }>>;
}

/** Stack → resource type of each logical id, from every template of an assembly. */
export const declaredIn = async (assembly: string): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> => {
  const names = (await readdir(assembly)).filter((name) => name.endsWith(".template.json"));
  return new Map(
    await Promise.all(
      names.map(async (name) => {
        const template = JSON.parse(await readFile(join(assembly, name), "utf8")) as Template;
        const types = Object.entries(template.Resources ?? {}).map(([id, { Type }]) => [id, Type] as const);
        return [name.replace(/\.template\.json$/, ""), new Map(types)] as const;
      }),
    ),
  );
};

/** What the endpoint says it has made of a stack. */
export const resourcesOf = async ({ stacks }: Clients, stack: string): Promise<readonly DeployedResource[]> => {
  const all: DeployedResource[] = [];
  for await (const page of paginateListStackResources({ client: stacks }, { StackName: stack }))
    for (const one of page.StackResourceSummaries ?? [])
      all.push({
        stack,
        id: one.LogicalResourceId ?? "",
        type: one.ResourceType ?? "",
        physical: one.PhysicalResourceId ?? "",
        status: one.ResourceStatus ?? "",
      });
  return all;
};

/** Outputs of all stacks by their names. */
export const outputsOf = async ({ stacks }: Clients, names: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const described = await Promise.all(names.map((StackName) => stacks.send(new DescribeStacksCommand({ StackName }))));
  return new Map(
    described
      .flatMap(({ Stacks }) => Stacks ?? [])
      .flatMap(({ Outputs }) => Outputs ?? [])
      .map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
  );
};
