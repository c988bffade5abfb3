import { expect, test } from "vitest";
import { FUNCTIONS } from "#infra/functions.ts";
import { rates } from "#infra/stacks/edge.ts";
import { API_PATHS, SCREENS } from "#infra/stacks/web.ts";
import { logicalId } from "#infra/zones.ts";
import { HEADERS, portalPolicy, STRICT_TRANSPORT } from "#shared/api/headers.ts";
import { ROUTE_NAMES, routeRow } from "#shared/api/routes.ts";
import { RATES } from "#shared/domain/limits.ts";
import { cloud, configurationWith, ofType, synthesised } from "./cloud.ts";

const ACL = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/corroborate-production/0";
const production = synthesised({ webAcl: ACL }, configurationWith({ stage: "production" }));
const trial = cloud({ web: "true" });

interface Behaviour {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly ViewerProtocolPolicy: string;
  readonly CachePolicyId: string;
  readonly ResponseHeadersPolicyId: { readonly Ref: string };
}
const front = production.web["Front"]?.Properties["DistributionConfig"] as {
  readonly CacheBehaviors: readonly Behaviour[];
  readonly DefaultCacheBehavior: Behaviour;
  readonly Origins: readonly {
    readonly Id: string;
    readonly CustomOriginConfig?: unknown;
    readonly OriginCustomHeaders?: readonly unknown[];
  }[];
  readonly ViewerCertificate: unknown;
  readonly WebACLId: unknown;
  readonly Aliases: unknown;
};
const originOf = (one: Behaviour | undefined) => front.Origins.find(({ Id }) => Id === one?.TargetOriginId);
const matching = (path: string) => {
  const pattern = (one: Behaviour) => new RegExp(`^${(one.PathPattern ?? "").replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
  return front.CacheBehaviors.find((one) => pattern(one).test(path)) ?? front.DefaultCacheBehavior;
};

test.for([...ROUTE_NAMES])("%s is passed on to the API, over TLS, with the secret, and never from a cache", (name) => {
  const path = routeRow(name).path.replaceAll(/\{\w+\+?\}/g, "x");
  const behaviour = matching(path);
  const origin = originOf(behaviour);
  expect(origin?.CustomOriginConfig).toMatchObject({ OriginProtocolPolicy: "https-only", OriginSSLProtocols: ["TLSv1.2"] });
  expect(JSON.stringify(origin?.OriginCustomHeaders)).toMatch(/"HeaderName":"x-origin-verify".*resolve:secretsmanager/);
  // The managed policy CachingDisabled.
  expect(behaviour.CachePolicyId).toBe("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
  expect(behaviour.ViewerProtocolPolicy).toBe("https-only");
});

test("screens and files of the portal come from its bucket, which nobody but this distribution reads", () => {
  for (const path of ["/", "/index.html", "/p/cases/abc", "/assets/index-1.js"]) {
    const origin = originOf(matching(path)) as
      | { readonly S3OriginConfig?: unknown; readonly OriginAccessControlId?: unknown }
      | undefined;
    expect(origin?.S3OriginConfig).toBeDefined();
    expect(origin?.OriginAccessControlId).toBeDefined();
  }
  const policy = JSON.stringify(
    ofType(production.web, "AWS::S3::BucketPolicy").map(([, one]) => one.Properties["PolicyDocument"]),
  );
  expect(policy).toMatch(/"AWS:SourceArn".*"Action":"s3:GetObject"|"Action":"s3:GetObject".*"AWS:SourceArn"/);
  expect(API_PATHS.length).toBeLessThan(25);
});

test("an address of a screen is answered with the one page, a file with itself", () => {
  const screens = new Function(`${SCREENS}; return handler`)() as (event: { request: { uri: string } }) => { uri: string };
  const uri = (given: string) => screens({ request: { uri: given } }).uri;
  expect(["/", "/p/cases", "/s/letters/1.2/x"].map(uri)).toEqual(["/index.html", "/index.html", "/index.html"]);
  expect(["/assets/a-1.js", "/home.json"].map(uri)).toEqual(["/assets/a-1.js", "/home.json"]);
});

/** Headers that a policy adds, as a browser sees them. */
const headersIn = (id: string): Readonly<Record<string, string>> => {
  const config = production.web[id]?.Properties["ResponseHeadersPolicyConfig"] as {
    readonly CustomHeadersConfig: {
      readonly Items: readonly { readonly Header: string; readonly Value: string; readonly Override: boolean }[];
    };
    readonly SecurityHeadersConfig: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  const own = config.SecurityHeadersConfig;
  for (const one of [...config.CustomHeadersConfig.Items, ...Object.values(own)]) expect(one["Override" as never]).toBe(true);
  const transport = own["StrictTransportSecurity"];
  return {
    ...Object.fromEntries(config.CustomHeadersConfig.Items.map(({ Header, Value }) => [Header, Value])),
    "content-security-policy": JSON.stringify(own["ContentSecurityPolicy"]?.["ContentSecurityPolicy"]),
    "x-content-type-options": own["ContentTypeOptions"] === undefined ? "" : "nosniff",
    "x-frame-options": String(own["FrameOptions"]?.["FrameOption"]),
    "referrer-policy": String(own["ReferrerPolicy"]?.["ReferrerPolicy"]),
    "strict-transport-security": `max-age=${transport?.["AccessControlMaxAgeSec"]}; includeSubDomains; preload`,
  };
};

test.for(["api", "portal", "asset"] as const)("answers of the kind %s carry exactly the headers of the table", (kind) => {
  const behaviour = { api: matching("/panel/cases"), portal: front.DefaultCacheBehavior, asset: matching("/assets/a.js") }[kind];
  const { "content-security-policy": policy = "", ...rest } = headersIn(behaviour.ResponseHeadersPolicyId.Ref);
  const { "content-security-policy": stated, ...table } = { ...HEADERS[kind], ...STRICT_TRANSPORT };
  expect(rest).toEqual(table);
  if (kind === "api") expect(JSON.parse(policy)).toBe(stated);
  else {
    // The stores and the sign-in are named where the table has a place for other origins, and nowhere else.
    const [before = "", after = ""] = portalPolicy(["@"]).split("@");
    const flat = policy.replaceAll(/"\]?\]?\}?,?|\{"Fn::Join":\["",\[|\[/g, "");
    expect(flat.startsWith(before)).toBe(true);
    expect(flat).toContain(after.slice(0, 20));
    expect(policy).not.toMatch(/unsafe-inline|\*/);
    for (const bucket of ["UploadsBucket", "EvidenceBucket", "ReportsBucket"]) expect(policy).toContain(bucket);
    expect(policy).not.toContain("LedgerBucket");
  }
});

test("people reach it by its own name with TLS 1.2 or newer, behind the firewall", () => {
  expect(front.ViewerCertificate).toMatchObject({ MinimumProtocolVersion: "TLSv1.2_2021", SslSupportMethod: "sni-only" });
  expect(front.Aliases).toEqual(["corroborate.example"]);
  expect(front.WebACLId).toBe(ACL);
});

interface RateRule {
  readonly Name: string;
  readonly Priority: number;
  readonly Statement: { readonly RateBasedStatement?: Readonly<Record<string, unknown>> };
  readonly Action?: unknown;
}
const acl = (production.edge["WebAcl"]?.Properties ?? {}) as {
  readonly Rules: readonly RateRule[];
  readonly CustomResponseBodies: Readonly<Record<string, { readonly ContentType: string; readonly Content: string }>>;
};
const rateRule = (name: string): RateRule | undefined => acl.Rules.find(({ Name }) => Name === `rate-${name}`);

test("the firewall counts by the table of rates: a token by itself, an address without one, and everything of an address", () => {
  const token = { FieldToMatch: { SingleHeader: { Name: "authorization" } }, ComparisonOperator: "GT", Size: 0 };
  expect(rateRule("person")?.Statement.RateBasedStatement).toMatchObject({
    Limit: RATES.person.most,
    EvaluationWindowSec: RATES.person.seconds,
    AggregateKeyType: "CUSTOM_KEYS",
    CustomKeys: [{ Header: { Name: "authorization" } }],
  });
  expect(rateRule("address")?.Statement.RateBasedStatement).toMatchObject({
    Limit: RATES.address.most,
    EvaluationWindowSec: RATES.address.seconds,
    AggregateKeyType: "IP",
    ScopeDownStatement: { NotStatement: { Statement: { SizeConstraintStatement: token } } },
  });
  const perMinute = Number(rateRule("all")?.Statement.RateBasedStatement?.["Limit"]) / 5;
  expect([perMinute, RATES.crowd.seconds]).toEqual([RATES.crowd.most, 60]);
  expect(rateRule("all")?.Statement.RateBasedStatement).not.toHaveProperty("ScopeDownStatement");
  // No row may be so high that another one makes it meaningless.
  expect(RATES.address.most).toBeLessThan(RATES.person.most);
  expect(RATES.person.most).toBeLessThan(RATES.crowd.most);
  // The windows that the service knows (AWS WAF API reference, RateBasedStatement).
  for (const { seconds } of Object.values(RATES)) expect([60, 120, 300, 600]).toContain(seconds);
});

test("a configuration may let less through while somebody floods; writers have a quarter of it", () => {
  const lowered = synthesised(
    {},
    configurationWith({
      stage: "production",
      portal: {
        domain: "corroborate.example",
        certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-4000-8000-000000000000",
        requestsPerFiveMinutes: 2000,
      },
    }),
  );
  const { Rules: rules } = (lowered.edge["WebAcl"]?.Properties ?? {}) as { readonly Rules: readonly RateRule[] };
  const limit = (name: string) => rules.find(({ Name }) => Name === name)?.Statement.RateBasedStatement?.["Limit"];
  expect([limit("rate-all"), limit("rate-writing"), limit("rate-person")]).toEqual([2000, 500, RATES.person.most]);
  expect(rates(100)).toEqual({ all: 100, writing: 100 });
});

test("whoever sends too much is answered as the gateway of the API would, with the time to wait, before any other rule", () => {
  const limited = acl.Rules.filter(({ Statement }) => Statement.RateBasedStatement !== undefined);
  expect(limited.map(({ Name }) => Name)).toEqual(["rate-all", "rate-writing", "rate-person", "rate-address"]);
  expect(acl.Rules.map(({ Priority }) => Priority)).toEqual(acl.Rules.map((_, at) => at));
  for (const { Action, Statement } of limited)
    expect(Action).toEqual({
      Block: {
        CustomResponse: {
          ResponseCode: 429,
          CustomResponseBodyKey: "busy",
          ResponseHeaders: [{ Name: "retry-after", Value: String(Statement.RateBasedStatement?.["EvaluationWindowSec"]) }],
        },
      },
    });
  expect(acl.CustomResponseBodies["busy"]).toEqual({
    ContentType: "APPLICATION_JSON",
    Content: JSON.stringify({ message: "Too Many Requests" }),
  });
});

test("the firewall's log holds no token and no cookie", () => {
  const [logging] = ofType(production.edge, "AWS::WAFv2::LoggingConfiguration");
  expect(JSON.stringify(logging?.[1].Properties["RedactedFields"])).toMatch(/authorization.*cookie/);
});

test("API functions demand the secret exactly where CloudFront stands in front of them, and no other function knows it", () => {
  for (const { name, calledBy } of FUNCTIONS) {
    const told = (where: typeof production) =>
      JSON.stringify(where.service[logicalId(name)]?.Properties["Environment"]).includes("ORIGIN_SECRET");
    expect([name, told(production), told(trial), told(cloud())]).toEqual([name, calledBy === "api", calledBy === "api", false]);
  }
});

test("the portal's stack is declared once the firewall's ARN is told, and a trial in the firewall's Region needs no telling", () => {
  expect(Object.keys(synthesised({}, configurationWith({ stage: "production" })).web)).toEqual([]);
  expect(Object.keys(synthesised({}, configurationWith({ stage: "production", region: "us-east-1" })).web)).toContain("Front");
  expect(() => synthesised({ webAcl: "mine" }, configurationWith({ stage: "production" }))).toThrow(
    /context webAcl is mine; give the output WebAclArn/,
  );
});
