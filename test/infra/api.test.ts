import { describe, expect, test } from "vitest";
import { logicalId } from "#infra/zones.ts";
import { functionOf, routeKey } from "#shared/api/route.ts";
import { ROUTE_NAMES, routeRow } from "#shared/api/routes.ts";
import { cloud, ofType, shown } from "./cloud.ts";

describe.each(["demo", "production"])("the API in the stage %s", (stage) => {
  const { service, exports } = cloud({ stage });
  const routes = new Map(
    ofType(service, "AWS::ApiGatewayV2::Route").map(([, one]) => [String(one.Properties["RouteKey"]), one.Properties]),
  );
  const expected = ROUTE_NAMES.filter((name) => stage === "demo" || !routeRow(name).demoOnly);

  test("has exactly the routes of the table", () => {
    expect([...routes.keys()].sort()).toEqual(expected.map((name) => routeKey(routeRow(name))).sort());
  });

  test.for(expected)(
    "%s demands a sign-in exactly when its row names an action, and goes to the function that serves it",
    (name) => {
      const row = routeRow(name);
      const properties = routes.get(routeKey(row));
      const open = row.action === undefined && row.reads === undefined;
      expect(properties?.["AuthorizationType"]).toBe(open ? "NONE" : "JWT");
      expect(properties?.["AuthorizerId"] === undefined).toBe(open);
      const integration = service[shown(properties?.["Target"], exports).replace("integrations/", "")];
      expect(integration?.Properties["PayloadFormatVersion"]).toBe("2.0");
      expect(shown(integration?.Properties["IntegrationUri"], exports)).toBe(`${logicalId(functionOf(row))}.Arn`);
    },
  );

  test("has one authorizer: tokens of this deployment's people for this deployment's portal", () => {
    const authorizers = ofType(service, "AWS::ApiGatewayV2::Authorizer");
    expect(authorizers).toHaveLength(1);
    const jwt = authorizers[0]?.[1].Properties["JwtConfiguration"] as {
      readonly Issuer: unknown;
      readonly Audience: readonly unknown[];
    };
    expect(shown(jwt.Issuer, exports)).toMatch(/^https:\/\/cognito-idp\.(region|eu-central-1)\.amazonaws\.com\/People$/);
    expect(jwt.Audience.map((one) => shown(one, exports))).toEqual([expect.stringMatching(/^Portal/)]);
  });

  test("is throttled and leaves a line per request without query, token or address", () => {
    const stages = ofType(service, "AWS::ApiGatewayV2::Stage").map(([, one]) => one.Properties);
    expect(stages).toHaveLength(1);
    expect(stages[0]?.["DefaultRouteSettings"]).toMatchObject({ ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 });
    const line = JSON.stringify(stages[0]?.["AccessLogSettings"]);
    expect(line).toContain("$context.requestId");
    expect(line).not.toMatch(/sourceIp|queryString|path|claims|authorization/i);
  });
});
