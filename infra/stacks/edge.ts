import { ArnFormat, CfnOutput, type Stack } from "aws-cdk-lib";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { CfnLoggingConfiguration, CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import { RATES } from "#shared/domain/limits.ts";
import type { Settings } from "../settings.ts";

const METHODS_THAT_WRITE = ["POST", "PUT", "DELETE"];
const watched = (metricName: string) => ({ cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName });

/** Sheets that AWS keeps up to date. Those that read bodies are left out: a captured page of a source is meant to hold scripts and queries. */
const KEPT_BY_AWS = ["AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet"];

/** Requests of one address in five minutes: all of them, and those that write. */
export const rates = (all: number) => ({ all, writing: Math.max(100, Math.floor(all / 4)) });

type Statement = CfnWebACL.StatementProperty;
type RateStatement = CfnWebACL.RateBasedStatementProperty;
const asSent = [{ priority: 0, type: "NONE" }];

/** Without the header there is nothing to measure, so this holds for requests that bear no token at all. */
const withoutToken: Statement = {
  notStatement: {
    statement: {
      sizeConstraintStatement: {
        fieldToMatch: { singleHeader: { Name: "authorization" } },
        comparisonOperator: "GT",
        size: 0,
        textTransformations: asSent,
      },
    },
  },
};

/**
 * The rows of `RATES`. A token is a key of its own: requests without it are not counted by that rule (AWS WAF API reference,
 * RateBasedStatementCustomKey), and whoever sends another with each request, forged, is held by what the address may send.
 */
const BY_TABLE: Readonly<Record<"person" | "address", Partial<RateStatement>>> = {
  person: {
    aggregateKeyType: "CUSTOM_KEYS",
    customKeys: [{ header: { name: "authorization", textTransformations: asSent } }],
  },
  address: { aggregateKeyType: "IP", scopeDownStatement: withoutToken },
};

/** More is answered as the API's own gateway answers it, until it grows quiet. */
const BODIES = { busy: { contentType: "APPLICATION_JSON", content: JSON.stringify({ message: "Too Many Requests" }) } };
const tooMany = (seconds: number): CfnWebACL.RuleActionProperty => ({
  block: {
    customResponse: {
      responseCode: 429,
      customResponseBodyKey: "busy",
      responseHeaders: [{ name: "retry-after", value: String(seconds) }],
    },
  },
});

/** The firewall in front of portal and API. Answers its ARN. */
export const declareEdge = (stack: Stack, settings: Settings & { readonly web: NonNullable<Settings["web"]> }): string => {
  const limits = rates(settings.web.requestsPerFiveMinutes);
  const rate = (name: string, seconds: number, statement: RateStatement) => ({
    name,
    action: tooMany(seconds),
    statement: { rateBasedStatement: { evaluationWindowSec: seconds, ...statement } },
  });
  const writes = METHODS_THAT_WRITE.map((method) => ({
    byteMatchStatement: {
      fieldToMatch: { method: {} },
      positionalConstraint: "EXACTLY",
      searchString: method,
      textTransformations: asSent,
    },
  }));
  const acl = new CfnWebACL(stack, "WebAcl", {
    name: `corroborate-${settings.stage}`,
    scope: "CLOUDFRONT",
    defaultAction: { allow: {} },
    visibilityConfig: watched("all"),
    customResponseBodies: BODIES,
    rules: [
      rate("rate-all", 300, { aggregateKeyType: "IP", limit: limits.all }),
      rate("rate-writing", 300, {
        aggregateKeyType: "IP",
        limit: limits.writing,
        scopeDownStatement: { orStatement: { statements: writes } },
      }),
      ...Object.entries(BY_TABLE).map(([row, statement]) => {
        const { most: limit, seconds } = RATES[row as keyof typeof BY_TABLE];
        return rate(`rate-${row}`, seconds, { aggregateKeyType: "IP", limit, ...statement });
      }),
      ...KEPT_BY_AWS.map((name) => ({
        name,
        overrideAction: { none: {} },
        statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
      })),
    ].map((rule, priority) => ({ ...rule, priority, visibilityConfig: watched(rule.name) })),
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
