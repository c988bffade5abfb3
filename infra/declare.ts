import { type App, Stack, type StackProps, Tags } from "aws-cdk-lib";
import type { Code } from "aws-cdk-lib/aws-lambda";
import { acknowledge } from "./acknowledged.ts";
import type { Configuration } from "./configuration.ts";
import { EDGE_REGION, type Part, stackName } from "./names.ts";
import { type Settings, settingsFrom } from "./settings.ts";
import { declareCopies } from "./stacks/copies.ts";
import { type Data, declareData } from "./stacks/data.ts";
import { declareEdge } from "./stacks/edge.ts";
import { declareService } from "./stacks/service.ts";
import { declareWatch } from "./stacks/watch.ts";
import { declareWeb } from "./stacks/web.ts";

/** Behaviour of CDK that templates here rely on, stated so that a new version of it changes nothing silently. */
export const FLAGS: Readonly<Record<string, unknown>> = {
  "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": true,
  "@aws-cdk/aws-iam:minimizePolicies": true,
  "@aws-cdk/core:enablePartitionLiterals": true,
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
  "@aws-cdk/core:checkSecretUsage": true,
  "@aws-cdk/core:validateAgainstDefaultRules": true,
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
  readonly copies?: Stack;
  readonly edge?: Stack;
  readonly web?: Stack;
}

export type CodeOf = (entry: string) => Code;

/** Declares the whole application: stacks by lifetime, in one Region, but for the firewall and the copies. */
export const declare = (app: App, { codeOf, configuration }: Given): Stacks => {
  const settings = settingsFrom(app.node, configuration);
  const { account, region, web, secondRegion } = settings;
  const stack = (part: Part, description: string, env = inRegion(account, region)) =>
    new Stack(app, stackName(settings.stage, part), {
      description,
      ...env,
      terminationProtection: settings.deletionProtection && (part === "data" || part === "copies"),
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
  const copies = secondRegion && stack("copies", "Corroborate: copies in the second Region.", inRegion(account, secondRegion));
  if (copies) {
    declareCopies(copies, settings);
    data.addStackDependency(copies, "S3 copies into buckets that are there");
  }
  const front = web && declareFront({ stack, settings: { ...settings, web }, kept, apiId });
  const stacks = { data, service, watch, ...(copies ? { copies } : {}), ...front };
  acknowledge({ stacks, kept, settings });
  return stacks;
};

const inRegion = (account: string | undefined, region: string | undefined): StackProps =>
  account === undefined || region === undefined ? {} : { env: { account, region } };

interface Front {
  readonly stack: (part: Part, description: string, env?: StackProps) => Stack;
  readonly settings: Settings & { readonly web: NonNullable<Settings["web"]> };
  readonly kept: Data;
  readonly apiId: string;
}

/**
 * The firewall, and the portal behind it. CloudFront takes firewalls of one Region alone, and a template cannot refer to another Region's:
 * elsewhere the firewall comes first and its ARN is told (context `webAcl`); until then the portal's stack is not declared.
 */
const declareFront = ({ stack, settings, kept, apiId }: Front): { readonly edge: Stack; readonly web?: Stack } => {
  const { account, region } = settings;
  const apart = region !== undefined && region !== EDGE_REGION;
  const edge = stack(
    "edge",
    "Corroborate: the firewall in front of portal and API.",
    apart ? inRegion(account, EDGE_REGION) : undefined,
  );
  const declared = declareEdge(edge, settings);
  const webAcl = apart ? settings.web.webAcl : declared;
  if (webAcl === undefined) return { edge };
  const web = stack("web", "Corroborate: portal and API behind CloudFront.");
  declareWeb(web, { settings, kept, apiId, webAcl });
  web.addStackDependency(edge);
  return { edge, web };
};
