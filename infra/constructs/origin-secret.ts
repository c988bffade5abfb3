import type { Stack } from "aws-cdk-lib";
import { type CfnSecret, Secret } from "aws-cdk-lib/aws-secretsmanager";
import { ORIGIN_SECRET_HEADER } from "#shared/api/origin.ts";
import type { Settings } from "../settings.ts";

/**
 * What CloudFront sends along and the API functions demand, so that nobody calls the API past the firewall. Made by Secrets Manager; the
 * templates hold references to it that CloudFormation resolves while it deploys.
 */
export const originSecret = (stack: Stack, settings: Settings): Secret | undefined => {
  if (settings.web === undefined) return undefined;
  const secret = new Secret(stack, "OriginSecret", {
    description: `Corroborate: the value of ${ORIGIN_SECRET_HEADER}, by which the API knows that a request came through CloudFront.`,
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy: settings.removal,
  });
  (secret.node.defaultChild as CfnSecret).overrideLogicalId("OriginSecret");
  return secret;
};
