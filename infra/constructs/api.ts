import type { Stack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import {
  type CfnApi,
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpUserPoolAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { functionOf, type RouteRow } from "#shared/api/route.ts";
import { ROUTE_NAMES, routeRow } from "#shared/api/routes.ts";
import type { Settings } from "../settings.ts";
import type { Data } from "../stacks/data.ts";
import { logicalId } from "../zones.ts";
import { GATEWAY_LOG, logGroupName } from "./zone-key.ts";

/** Requests a second that the whole API takes, and how many may come at once. */
const RATE = 200;
const BURST = 400;

/** Ids, sizes and times; no query strings, tokens or addresses of people. */
const LINE = {
  request: "$context.requestId",
  at: "$context.requestTimeEpoch",
  route: "$context.routeKey",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
  bytes: "$context.responseLength",
  refused: "$context.authorizer.error",
  // "-" where the API answered by itself and no function knows of the request.
  reached: "$context.integrationStatus",
};

interface Served {
  readonly settings: Settings;
  readonly kept: Data;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
}

/** One route per row of ROUTES, each to the API function that serves it; rows without sign-in have no authorizer. */
export const httpApi = (stack: Stack, { settings, kept, functions }: Served): HttpApi => {
  const api = new HttpApi(stack, "Api", { apiName: `corroborate-${settings.stage}`, createDefaultStage: false });
  (api.node.defaultChild as CfnApi).overrideLogicalId("Api");
  const integrations = new Map<string, HttpLambdaIntegration>();
  const integrationOf = (row: RouteRow): HttpLambdaIntegration => {
    const name = functionOf(row);
    const handler = functions.get(name);
    if (handler === undefined) throw new Error(`${row.path} is to be served by ${name}, and there is no such function`);
    const id = logicalId(row.servedBy ?? row.zone, "integration");
    const known = integrations.get(name) ?? new HttpLambdaIntegration(id, handler, { scopePermissionToRoute: false });
    integrations.set(name, known);
    return known;
  };
  const signedIn = new HttpUserPoolAuthorizer("SignedIn", kept.users, { userPoolClients: [kept.client] });
  const nobody = new HttpNoneAuthorizer();
  for (const name of ROUTE_NAMES) {
    const row = routeRow(name);
    if (row.demoOnly && !settings.demo) continue;
    new HttpRoute(stack, logicalId(name, "route"), {
      httpApi: api,
      routeKey: HttpRouteKey.with(row.path, HttpMethod[row.method]),
      integration: integrationOf(row),
      authorizer: row.action === undefined && row.reads === undefined ? nobody : signedIn,
    });
  }
  defaultStage(stack, api, { settings, kept });
  return api;
};

const defaultStage = (stack: Stack, api: HttpApi, { settings, kept }: Pick<Served, "settings" | "kept">): void => {
  const logGroup = new LogGroup(stack, "ApiAccessLogs", {
    logGroupName: logGroupName(settings, "vended", GATEWAY_LOG),
    retention: settings.retention.logDays,
    encryptionKey: kept.zones.record.key,
    removalPolicy: settings.removal,
  });
  const stage = new HttpStage(stack, "ApiStage", {
    httpApi: api,
    autoDeploy: true,
    throttle: { rateLimit: RATE, burstLimit: BURST },
    accessLogSettings: {
      destination: new LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(JSON.stringify(LINE)),
    },
  });
  (stage.node.defaultChild as CfnStage).overrideLogicalId("ApiStage");
};
