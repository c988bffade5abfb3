import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import { bundleName } from "#infra/bundle.ts";
import { type Configuration, checkedConfiguration } from "#infra/configuration.ts";
import { declare, FLAGS } from "#infra/declare.ts";
import { ENTRIES } from "#infra/functions.ts";

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}
export interface Cloud {
  readonly data: Readonly<Record<string, Resource>>;
  readonly service: Readonly<Record<string, Resource>>;
  readonly watch: Readonly<Record<string, Resource>>;
  /** Stacks that are there only where they are configured; empty otherwise. */
  readonly edge: Readonly<Record<string, Resource>>;
  readonly web: Readonly<Record<string, Resource>>;
  readonly copies: Readonly<Record<string, Resource>>;
  /** Parts whose stacks cannot be deleted before that is allowed. */
  readonly protectedParts: readonly string[];
  readonly templates: readonly unknown[];
  /** Export name → logical id and attribute it stands for. */
  readonly exports: ReadonlyMap<string, unknown>;
}

const made = new Map<string, Cloud>();

/** The synthesised templates, once per context. What they say of functions does not depend on their code, so that is a placeholder. */
export const cloud = (context: Readonly<Record<string, string>> = {}): Cloud => {
  const key = JSON.stringify(context);
  const found = made.get(key) ?? synthesised(context);
  made.set(key, found);
  return found;
};

/** Synthesises anew. */
export const synthesised = (context: Readonly<Record<string, string>>, configuration?: Configuration): Cloud => {
  const folder = mkdtempSync(join(tmpdir(), "corroborate-infra-"));
  try {
    const app = new App({ analyticsReporting: false, postCliContext: { ...FLAGS, ...context }, outdir: join(folder, "cdk.out") });
    const stacks = declare(app, {
      codeOf: placeholderIn(folder),
      ...(configuration === undefined ? configurationFor(context["stage"]) : { configuration }),
    });
    const [data, service, watch] = [stacks.data, stacks.service, stacks.watch].map(
      (stack) => Template.fromStack(stack).toJSON() as Rendered,
    );
    if (data === undefined || service === undefined || watch === undefined) throw new Error("a stack is missing");
    return {
      data: data.Resources,
      service: service.Resources,
      watch: watch.Resources,
      edge: resourcesOf(stacks.edge),
      web: resourcesOf(stacks.web),
      copies: resourcesOf(stacks.copies),
      protectedParts: Object.entries(stacks).flatMap(([part, stack]) => (stack.terminationProtection === true ? [part] : [])),
      templates: [data, service, watch],
      exports: new Map(
        Object.values(data.Outputs ?? {}).flatMap((one) =>
          one.Export === undefined ? [] : [[one.Export.Name, one.Value] as const],
        ),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Stages that keep real data are not synthesised without a configuration. */
export const configurationFor = (stage: string | undefined): { readonly configuration?: Configuration } =>
  stage === "staging" || stage === "production" ? { configuration: configurationWith({ stage }) } : {};

/** A configuration with nothing in it that may be left out, in the account and Region that `shown` prints as such. */
export const configurationWith = (more: Readonly<Record<string, unknown>>): Configuration =>
  checkedConfiguration(
    {
      account: "111122223333",
      region: "eu-central-1",
      portal: {
        domain: "corroborate.example",
        certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000000",
      },
      logDomain: "corroborate.example",
      alarmMailbox: "watch@corroborate.example",
      ...more,
    },
    "the test's configuration",
  );

const resourcesOf = (stack: Stack | undefined): Readonly<Record<string, Resource>> =>
  stack === undefined ? {} : (Template.fromStack(stack).toJSON() as Rendered).Resources;

interface Rendered {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>>;
}

export const placeholderIn = (folder: string) => {
  const folders = new Map(
    ENTRIES.map((entry) => {
      const place = join(folder, "functions", bundleName(entry));
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, "index.mjs"), `export const handler = () => "${entry}";\n`);
      return [entry, place];
    }),
  );
  return (entry: string) => Code.fromAsset(folders.get(entry) ?? "");
};

export const ofType = (resources: Readonly<Record<string, Resource>>, type: string): readonly (readonly [string, Resource])[] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type);

/**
 * A value of a template as one readable text: `Ref` and `GetAtt` as the logical id they name, followed through exports.
 * Fails on an intrinsic that it does not know, so that nothing is overlooked.
 */
export const shown = (value: unknown, exports: ReadonlyMap<string, unknown>): string => {
  if (typeof value === "string" || typeof value === "number") return String(value);
  const [kind, argument] = Object.entries((value ?? {}) as Record<string, unknown>)[0] ?? [];
  if (kind === "Ref") return PSEUDO[String(argument)] ?? String(argument);
  if (kind === "Fn::GetAtt") return (argument as readonly string[]).join(".");
  if (kind === "Fn::Join")
    return ((argument as readonly unknown[])[1] as readonly unknown[])
      .map((part) => shown(part, exports))
      .join(String((argument as readonly unknown[])[0]));
  if (kind === "Fn::ImportValue") return shown(exports.get(shown(argument, exports)), exports);
  throw new Error(`cannot show ${JSON.stringify(value)}`);
};

const PSEUDO: Readonly<Record<string, string>> = {
  "AWS::AccountId": "account",
  "AWS::Region": "region",
  "AWS::Partition": "aws",
};
