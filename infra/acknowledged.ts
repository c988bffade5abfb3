import { type Stack, Validations } from "aws-cdk-lib";
import { copyBucketName } from "./constructs/copy-names.ts";
import { accessGroups, machineName } from "./constructs/permissions.ts";
import { MACHINE_NAMES } from "./machines.ts";
import type { Part } from "./names.ts";
import type { Settings } from "./settings.ts";
import type { Data } from "./stacks/data.ts";
import { logicalId, ZONE_NAMES, ZONES } from "./zones.ts";

interface Given {
  readonly stacks: { readonly data: Stack } & Readonly<Partial<Record<Part, Stack>>>;
  readonly kept: Data;
  readonly settings: Settings;
}
interface Acknowledged {
  readonly rule: string;
  readonly in: Part;
  /** Construct ids that it is acknowledged for; every other violation of the rule still fails the synthesis. */
  readonly at: (id: string) => boolean;
  /** For rules that report one finding per resource pattern: these and no others. */
  readonly findings?: (given: Given) => readonly string[];
  readonly reason: string;
}

/** The name under which the data stack exports a value: how the checks print a value of another stack. */
const exported = (value: string, { stacks }: Given): string =>
  (stacks.data.resolve(stacks.data.exportValue(value)) as { readonly "Fn::ImportValue": string })["Fn::ImportValue"];

const isRole = (prefix: string) => (id: string) => id.startsWith(prefix) && id.endsWith("Role") && !id.endsWith("MachineRole");

/** Rules of AwsSolutions that something here does not follow, each with the reason. */
export const ACKNOWLEDGED: readonly Acknowledged[] = [
  {
    rule: "AwsSolutions-IAM5",
    in: "service",
    at: isRole(""),
    findings: (given) => ZONE_NAMES.map((zone) => `Resource::${exported(given.kept.zones[zone].bucket.bucketArn, given)}/*`),
    reason:
      "Keys of files are made at run time. That each role reaches the objects of its own zone's bucket only, a test of the wall reads from the template.",
  },
  {
    rule: "AwsSolutions-IAM5",
    in: "service",
    at: isRole("Dispatch"),
    findings: (given) => ZONE_NAMES.map((zone) => `Resource::${exported(given.kept.zones[zone].table.tableArn, given)}/stream/*`),
    reason: "Listing streams is granted for the streams of one table: their labels are times that nobody knows beforehand.",
  },
  {
    rule: "AwsSolutions-IAM5",
    in: "service",
    at: isRole("ApiOversight"),
    findings: ({ settings }) =>
      accessGroups(settings).map(
        (name) => `Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:${name}:*`,
      ),
    reason: "IAM names a log group whose lines are read with this ending; the groups are those that the access log stands in.",
  },
  {
    rule: "AwsSolutions-IAM5",
    in: "service",
    at: isRole("Sweep"),
    findings: ({ settings }) =>
      MACHINE_NAMES.map(
        (name) =>
          `Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${machineName(settings, name)}:*`,
      ),
    reason:
      "Executions are named by the files, cases and reports they serve, at run time; only those of the zone's own machine can be described.",
  },
  {
    rule: "AwsSolutions-IAM5",
    in: "service",
    at: (id) => id.endsWith("MachineRole"),
    findings: () => ["Resource::*"],
    reason: "IAM offers the actions that set up log delivery and tracing of a machine for all resources only.",
  },
  {
    rule: "AwsSolutions-IAM5",
    in: "service",
    at: isRole(""),
    findings: () => ["Resource::*"],
    reason:
      "IAM offers the actions that hand in a trace for all resources only. That no other action has such a resource, a test reads.",
  },
  {
    rule: "AwsSolutions-APIG4",
    in: "service",
    at: (id) => id === "GetOpenapiRoute" || id === "GetHealthRoute",
    reason: "The description of the API and the health answer hold nothing of any case; both are read before signing in.",
  },
  {
    rule: "AwsSolutions-COG2",
    in: "data",
    at: (id) => id === "People",
    reason:
      "A second factor is required in every stage but the demonstration, whose people are invented and whose data is public.",
  },
  {
    rule: "AwsSolutions-COG8",
    in: "data",
    at: (id) => id === "People",
    reason:
      "The plan with threat protection costs by the user. People of a mission sign in through their own provider; an operator who has " +
      "local users may choose the plan.",
  },
  {
    rule: "AwsSolutions-SMG4",
    in: "data",
    at: (id) => id === "OriginSecret",
    reason:
      "CloudFront and the functions have to learn a new value in one deployment, so it is changed by deploying (docs/operations.md), not by " +
      "a rotation that would cut the portal off.",
  },
  {
    rule: "AwsSolutions-IAM5",
    in: "data",
    at: (id) => /^(Delegation|Panel|Secretariat|Record)CopyPolicy$/.test(id),
    findings: (given) => [
      ...ZONE_NAMES.flatMap((zone) => [
        `Resource::<${logicalId(ZONES[zone].bucket, "bucket")}.Arn>/*`,
        `Resource::arn:<AWS::Partition>:s3:::${copyBucketName(given.settings, ZONES[zone].bucket)}/*`,
      ]),
      `Resource::arn:<AWS::Partition>:kms:${given.settings.secondRegion}:<AWS::AccountId>:key/*`,
    ],
    reason:
      "Keys of files are made at run time. The key of the other Region is bound by its alias in a condition, because IAM takes no alias " +
      "for a resource and one template cannot refer to another Region's.",
  },
  {
    rule: "AwsSolutions-IAM4",
    in: "data",
    at: (id) => id === "CopyTablesRole",
    findings: () => ["Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"],
    reason:
      "AWS Backup says and changes itself what it needs to copy a table to another Region; only that service, for this account, takes the role.",
  },
  {
    rule: "AwsSolutions-S1",
    in: "copies",
    at: (id) => id.endsWith("CopyBucket"),
    reason:
      "Nobody reads the copies in ordinary times: S3 alone writes them. Reads of the buckets in the first Region are noted there; a restore is " +
      "an operator's act in the account's own trail.",
  },
  {
    rule: "AwsSolutions-S1",
    in: "web",
    at: (id) => id === "PortalBucket",
    reason: "It holds the portal's code, which everybody may read; each request for it is noted by the firewall.",
  },
  {
    rule: "AwsSolutions-CFR1",
    in: "web",
    at: (id) => id === "Front",
    reason: "Missions and experts work from anywhere in the world: no country is refused because of where it is.",
  },
  {
    rule: "AwsSolutions-CFR3",
    in: "web",
    at: (id) => id === "Front",
    reason:
      "Each request is noted by the firewall's log, and again by the API's; a third copy of who called from where would help nobody.",
  },
  {
    rule: "AwsSolutions-CFR4",
    in: "web",
    at: (id) => id === "Front",
    reason:
      "With a domain of its own the portal takes TLS 1.2 and newer. A trial without one has CloudFront's certificate, which goes with " +
      "CloudFront's own minimum.",
  },
];

export const acknowledge = (given: Given): void => {
  for (const row of ACKNOWLEDGED) {
    const ids = row.findings === undefined ? [row.rule] : row.findings(given).map((finding) => `${row.rule}[${finding}]`);
    for (const child of (given.stacks[row.in]?.node.children ?? []).filter((one) => row.at(one.node.id))) {
      for (const id of ids) Validations.of(child).acknowledge({ id, reason: row.reason });
    }
  }
};
