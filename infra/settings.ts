import { RemovalPolicy } from "aws-cdk-lib";
import type { Node } from "constructs";
import { type Configuration, CROWD, type Provider, STAGES } from "./configuration.ts";
import { ZONE_NAMES } from "./zones.ts";

/** How the portal is served from CloudFront. */
interface WebSettings {
  /** Left out in a trial: CloudFront's own name and certificate. */
  readonly domain: { readonly name: string; readonly certificateArn: string } | undefined;
  readonly requestsPerFiveMinutes: number;
  /** ARN of the web ACL in us-east-1, where the stack of the portal stands in another Region and so cannot refer to it. */
  readonly webAcl: string | undefined;
}

/** What may differ between two deployments: from the stage, the configuration file and CDK context. */
export interface Settings {
  readonly stage: (typeof STAGES)[number];
  /** Account and Region where a configuration names them; else those of whoever deploys. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly secondRegion: string | undefined;
  /** The demonstration stage has a business clock that can be set. */
  readonly demo: boolean;
  /** What becomes of tables, buckets and keys when a stack is removed: kept in staging and production. */
  readonly removal: RemovalPolicy;
  readonly deletionProtection: boolean;
  readonly retention: Configuration["retention"];
  readonly classificationKeys: Configuration["classificationKeys"];
  /** The one web origin that may send uploads and receive sign-ins. */
  readonly origin: string;
  /** Left out: the portal and the API are not served through CloudFront, and the API is called directly. */
  readonly web: WebSettings | undefined;
  readonly providers: readonly Provider[];
  /** Sender of invitations. */
  readonly mailFrom: string | undefined;
  readonly alarmMailbox: string | undefined;
  /** First part of every log's name; part of each signed checkpoint, so never change it once a log has entries. */
  readonly logDomain: string;
  /** The target is an AWS-compatible emulator: leaves out what emulators do not know. */
  readonly emulator: boolean;
}

/** Without a configuration: a trial in whatever account deploys it, with invented names. */
const TRIAL = {
  retention: { logDays: 365, recoveryDays: 35, coldAfterDays: 90, copyDays: 35 },
  classificationKeys: Object.fromEntries(
    ZONE_NAMES.map((zone) => [zone, { rotationDays: 365, waitingDays: 30 }]),
  ) as Configuration["classificationKeys"],
} as const;

/** Reads the settings. Throws when one is not usable, saying what was given. */
export const settingsFrom = (node: Node, given?: Configuration): Settings => {
  const stage = stageFrom(node, given);
  const demo = stage === "demo";
  const keep = stage === "production" || stage === "staging";
  if (keep && given === undefined)
    throw new Error(
      `the stage ${stage} keeps real data: name its configuration with -c config=<file> (see corroborate.example.json)`,
    );
  const { retention, classificationKeys } = given ?? TRIAL;
  return {
    stage,
    account: given?.account,
    region: given?.region,
    secondRegion: given?.secondRegion,
    demo,
    removal: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    deletionProtection: !demo,
    retention: demo ? { ...retention, logDays: 30 } : retention,
    classificationKeys,
    origin:
      given === undefined
        ? originFrom(node.tryGetContext("origin") ?? "https://corroborate.example")
        : `https://${given.portal.domain}`,
    web: webFrom(node, given),
    providers: given?.identityProviders ?? [],
    mailFrom: given?.mail?.from,
    alarmMailbox: given?.alarmMailbox,
    logDomain: given?.logDomain ?? String(node.tryGetContext("logDomain") ?? "corroborate.example"),
    emulator: flag(node, "emulator"),
  };
};

const stageFrom = (node: Node, configuration: Configuration | undefined): Settings["stage"] => {
  const context = node.tryGetContext("stage") as unknown;
  const given = String(context ?? configuration?.stage ?? "demo");
  const stage = STAGES.find((one) => one === given);
  if (stage === undefined) throw new Error(`context stage is ${given}; give one of ${STAGES.join(", ")}`);
  if (configuration !== undefined && configuration.stage !== stage)
    throw new Error(
      `context stage is ${given} and the configuration is for ${configuration.stage}: give one stage, or its own file`,
    );
  return stage;
};

const webFrom = (node: Node, given: Configuration | undefined): WebSettings | undefined => {
  if (given === undefined && !flag(node, "web")) return undefined;
  return {
    domain: given === undefined ? undefined : { name: given.portal.domain, certificateArn: given.portal.certificateArn },
    requestsPerFiveMinutes: given?.portal.requestsPerFiveMinutes ?? CROWD,
    webAcl: webAclFrom(node.tryGetContext("webAcl")),
  };
};

const webAclFrom = (given: unknown): string | undefined => {
  if (given === undefined) return undefined;
  if (!/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/.test(String(given)))
    throw new Error(`context webAcl is ${String(given)}; give the output WebAclArn of the edge stack`);
  return String(given);
};

const flag = (node: Node, name: string): boolean => {
  const given = String(node.tryGetContext(name) ?? "false");
  if (given !== "true" && given !== "false") throw new Error(`context ${name} is ${given}; give true or false`);
  return given === "true";
};

const originFrom = (given: unknown): string => {
  const url = URL.parse(String(given));
  if (url === null || url.origin !== given)
    throw new Error(`context origin is ${String(given)}; give scheme and host only, as in https://portal.example`);
  return url.origin;
};
