import { RemovalPolicy } from "aws-cdk-lib";
import type { Node } from "constructs";

const STAGES = ["demo", "dev", "staging", "production"] as const;

/** What may differ between two deployments, all from CDK context. */
export interface Settings {
  readonly stage: (typeof STAGES)[number];
  /** The demonstration stage has a business clock that can be set. */
  readonly demo: boolean;
  /** What becomes of tables, buckets and keys when a stack is removed: kept in staging and production. */
  readonly removal: RemovalPolicy;
  readonly deletionProtection: boolean;
  /** Days that logs are kept. */
  readonly logDays: 30 | 365;
  /** The one web origin that may send uploads and receive sign-ins. */
  readonly origin: string;
  /** First part of every log's name; part of each signed checkpoint, so never change it once a log has entries. */
  readonly logDomain: string;
  /** The target is an AWS-compatible emulator: leaves out what emulators do not know. */
  readonly emulator: boolean;
}

/** Reads the settings. Throws when one is not usable, saying what was given. */
export const settingsFrom = (node: Node): Settings => {
  const given = String(node.tryGetContext("stage") ?? "demo");
  const stage = STAGES.find((one) => one === given);
  if (stage === undefined) throw new Error(`context stage is ${given}; give one of ${STAGES.join(", ")}`);
  const keep = stage === "production" || stage === "staging";
  const demo = stage === "demo";
  return {
    stage,
    demo,
    removal: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    deletionProtection: !demo,
    logDays: demo ? 30 : 365,
    origin: originFrom(node.tryGetContext("origin") ?? "https://corroborate.example"),
    logDomain: String(node.tryGetContext("logDomain") ?? "corroborate.example"),
    emulator: String(node.tryGetContext("emulator") ?? "false") === "true",
  };
};

const originFrom = (given: unknown): string => {
  const url = URL.parse(String(given));
  if (url === null || url.origin !== given)
    throw new Error(`context origin is ${String(given)}; give scheme and host only, as in https://portal.example`);
  return url.origin;
};
