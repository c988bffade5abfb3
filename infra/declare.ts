import { type App, Stack, Tags } from "aws-cdk-lib";
import type { Code } from "aws-cdk-lib/aws-lambda";
import { acknowledge } from "./acknowledged.ts";
import type { Configuration } from "./configuration.ts";
import { settingsFrom } from "./settings.ts";
import { declareData } from "./stacks/data.ts";
import { declareService } from "./stacks/service.ts";
import { declareWatch } from "./stacks/watch.ts";

/** Behaviour of CDK that templates here rely on, stated so that a new version of it changes nothing silently. */
export const FLAGS: Readonly<Record<string, unknown>> = {
  "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": true,
  "@aws-cdk/aws-iam:minimizePolicies": true,
  "@aws-cdk/core:enablePartitionLiterals": true,
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
  "@aws-cdk/core:checkSecretUsage": true,
};

interface Given {
  readonly codeOf: CodeOf;
  /** What an institution decided; left out in a trial. */
  readonly configuration?: Configuration;
}
interface Stacks {
  readonly data: Stack;
  readonly service: Stack;
  readonly watch: Stack;
}

export type CodeOf = (entry: string) => Code;

/** Declares the whole application: three stacks by lifetime, in one region. */
export const declare = (app: App, { codeOf, configuration }: Given): Stacks => {
  const settings = settingsFrom(app.node, configuration);
  const { account, region } = settings;
  const stack = (part: string, description: string) =>
    new Stack(app, `corroborate-${settings.stage}-${part}`, {
      description,
      ...(account === undefined || region === undefined ? {} : { env: { account, region } }),
      terminationProtection: settings.deletionProtection && part === "data",
    });
  const data = stack("data", "Corroborate: what must survive. Tables, buckets, keys, people.");
  const service = stack("service", "Corroborate: what may be replaced. Functions, API, machines, queues.");
  const watch = stack("watch", "Corroborate: alarms and dashboard.");
  Tags.of(app).add("application", "corroborate");
  Tags.of(app).add("stage", settings.stage);
  const kept = declareData(data, settings);
  const { apiId } = declareService(service, { settings, kept, codeOf });
  declareWatch(watch, { settings, apiId });
  service.addStackDependency(data);
  watch.addStackDependency(service);
  acknowledge({ stacks: { data, service, watch }, kept, settings });
  return { data, service, watch };
};
