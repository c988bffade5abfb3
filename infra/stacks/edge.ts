import { ArnFormat, CfnOutput, type Stack } from "aws-cdk-lib";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { CfnLoggingConfiguration, CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import type { Settings } from "../settings.ts";

const METHODS_THAT_WRITE = ["POST", "PUT", "DELETE"];
const watched = (metricName: string) => ({ cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName });

/** Sheets that AWS keeps up to date. Those that read bodies are left out: a captured page of a source is meant to hold scripts and queries. */
const KEPT_BY_AWS = ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet"];

/** Requests of one address in five minutes: all of them, and those that write. More is answered 429 until it grows quiet. */
export const rates = (all: number) => ({ all, writing: Math.max(100, Math.floor(all / 4)) });

/** The firewall in front of portal and API. Answers its ARN. */
export const declareEdge = (stack: Stack, settings: Settings & { readonly web: NonNullable<Settings["web"]> }): string => {
  const limits = rates(settings.web.requestsPerFiveMinutes);
  const tooMany = { block: { customResponse: { responseCode: 429 } } };
  const rate = (name: string, priority: number, limit: number, only?: CfnWebACL.StatementProperty): CfnWebACL.RuleProperty => ({
    name,
    priority,
    action: tooMany,
    statement: {
      rateBasedStatement: {
        limit,
        aggregateKeyType: "IP",
        evaluationWindowSec: 300,
        ...(only === undefined ? {} : { scopeDownStatement: only }),
      },
    },
    visibilityConfig: watched(name),
  });
  const writes = METHODS_THAT_WRITE.map((method) => ({
    byteMatchStatement: {
      fieldToMatch: { method: {} },
      positionalConstraint: "EXACTLY",
      searchString: method,
      textTransformations: [{ priority: 0, type: "NONE" }],
    },
  }));
  const acl = new CfnWebACL(stack, "WebAcl", {
    name: `corroborate-${settings.stage}`,
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    visibilityConfig: watched("all"),
    rules: [
      rate("rate-all", 0, limits.all),
      rate("rate-writing", 1, limits.writing, { orStatement: { statements: writes } }),
      ...KEPT_BY_AWS.map((name, at) => ({
        name,
        priority: 2 + at,
        overrideAction: { none: {} },
        statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
        visibilityConfig: watched(name),
      })),
    ],
  });
  acl.overrideLogicalId("WebAcl");
  if (!settings.emulator) keepLog(stack, settings, acl.attrArn);
  new CfnOutput(stack, "WebAclArn", { value: acl.attrArn });
  return acl.attrArn;
};

/** What was refused and why, without tokens. The service demands the beginning of the name. */
const keepLog = (stack: Stack, settings: Settings, resourceArn: string): void => {
  const log = new LogGroup(stack, "FirewallLogs", {
    logGroupName: `aws-waf-logs-corroborate-${settings.stage}`,
    retention: settings.retention.logDays,
    removalPolicy: settings.removal,
  });
  new CfnLoggingConfiguration(stack, "FirewallLogging", {
    resourceArn,
    logDestinationConfigs: [
      stack.formatArn({
        service: "logs",
        resource: "log-group",
        resourceName: log.logGroupPhysicalName(),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
    redactedFields: ["authorization", "cookie"].map((name) => ({ singleHeader: { Name: name } })),
  });
};
