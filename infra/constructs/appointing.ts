import { Aws, type Stack } from "aws-cdk-lib";
import type { UserPool } from "aws-cdk-lib/aws-cognito";
import { type CfnManagedPolicy, ManagedPolicy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Zone } from "#shared/domain/zones.ts";
import type { Settings } from "../settings.ts";
import type { Data } from "../stacks/data.ts";
import { ZONE_NAMES } from "../zones.ts";

/** Partitions in which a zone keeps appointments (`appointmentKey`): `??` is the code of a State. */
const partitionOf = (zone: Zone): string => (zone === "delegation" ? "STATE#??" : "APPOINTMENTS");

/**
 * What `corroborate appoint` needs and nothing more, for an institution to give to whoever appoints: make accounts, and write
 * appointments. No case, submission, report or log can be read with it.
 */
export const appointing = (stack: Stack, at: { zones: Data["zones"]; users: UserPool; settings: Settings }): void => {
  const { zones, users, settings } = at;
  const policy = new ManagedPolicy(stack, "Appoint", {
    managedPolicyName: `corroborate-${settings.stage}-${Aws.REGION}-appoint`,
    description: "Corroborate: make accounts and appoint people.",
    statements: [
      new PolicyStatement({
        actions: ["cognito-idp:AdminCreateUser", "cognito-idp:AdminGetUser", "cognito-idp:AdminLinkProviderForUser"],
        resources: [users.userPoolArn],
      }),
      new PolicyStatement({ actions: ["cloudformation:DescribeStacks"], resources: [stack.stackId] }),
      ...ZONE_NAMES.flatMap((zone) => [
        new PolicyStatement({
          actions: ["dynamodb:BatchGetItem", "dynamodb:PutItem"],
          resources: [zones[zone].table.tableArn],
          conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [partitionOf(zone)] } },
        }),
        new PolicyStatement({
          actions: [
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo",
          ],
          resources: [zones[zone].key.keyArn],
          conditions: { StringEquals: { "kms:ViaService": `dynamodb.${Aws.REGION}.amazonaws.com` } },
        }),
      ]),
    ],
  });
  (policy.node.defaultChild as CfnManagedPolicy).overrideLogicalId("Appoint");
};
