import { type Stack, Validations } from "aws-cdk-lib";
import { machineName } from "./constructs/permissions.ts";
import { MACHINE_NAMES } from "./machines.ts";
import type { Settings } from "./settings.ts";
import type { Data } from "./stacks/data.ts";
import { ZONE_NAMES } from "./zones.ts";

type Part = "data" | "service" | "watch";
interface Given {
  readonly stacks: Readonly<Record<Part, Stack>>;
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
];

export const acknowledge = (given: Given): void => {
  for (const row of ACKNOWLEDGED) {
    const ids = row.findings === undefined ? [row.rule] : row.findings(given).map((finding) => `${row.rule}[${finding}]`);
    for (const child of given.stacks[row.in].node.children.filter((one) => row.at(one.node.id))) {
      for (const id of ids) Validations.of(child).acknowledge({ id, reason: row.reason });
    }
  }
};
