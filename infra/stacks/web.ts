import { Aws, CfnOutput, type Stack } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  type CfnDistribution,
  Distribution,
  type DistributionProps,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { HEADERS, portalPolicy } from "#shared/api/headers.ts";
import { ORIGIN_SECRET_HEADER } from "#shared/api/origin.ts";
import { ROUTE_NAMES, routeRow } from "#shared/api/routes.ts";
import { portalBucket } from "../constructs/bucket.ts";
import { signInAddress } from "../constructs/people.ts";
import { strictHeaders } from "../constructs/strict-headers.ts";
import type { Settings } from "../settings.ts";
import { ZONE_NAMES } from "../zones.ts";
import type { Data } from "./data.ts";

interface Given {
  readonly settings: Settings & { readonly web: NonNullable<Settings["web"]> };
  readonly kept: Data;
  readonly apiId: string;
  readonly webAcl: string;
}

/** `/panel*` and the like: what goes to the API, from the table of routes. Everything else is a file of the portal. */
export const API_PATHS: readonly string[] = [...new Set(ROUTE_NAMES.map((name) => routeRow(name).path.split("/").slice(0, 3)))]
  .map(([, first = "", second]) => (second === undefined ? `/${first}` : `/${first}/*`))
  .filter((path, at, all) => all.indexOf(path) === at)
  .sort();

/** Addresses of the portal's screens are no files: all but names with an ending are the one page. */
export const SCREENS = `function handler(event) {
  var request = event.request;
  if (!/\\.[a-z0-9]+$/i.test(request.uri)) request.uri = "/index.html";
  return request;
}`;

/** CloudFront in front of the portal's files and the API: the one address that people and browsers know. */
export const declareWeb = (stack: Stack, { settings, kept, apiId, webAcl }: Given): void => {
  const { stage, web } = settings;
  const bucket = portalBucket(stack, settings);
  const files = S3BucketOrigin.withOriginAccessControl(bucket as IBucket); // The library's own types disagree under exact optional properties.
  const policyOf = (kind: "api" | "portal" | "asset") =>
    strictHeaders(stack, `${kind}Headers`, {
      name: `corroborate-${stage}-${kind}`,
      headers:
        kind === "api" ? HEADERS.api : { ...HEADERS[kind], "content-security-policy": portalPolicy(reached(settings, kept)) },
    });
  const common = { viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS, compress: true };
  const api: BehaviorOptions = {
    ...common,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    origin: new HttpOrigin(`${apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: { [ORIGIN_SECRET_HEADER]: kept.originSecret?.secretValue.unsafeUnwrap() ?? "" },
    }),
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    responseHeadersPolicy: policyOf("api"),
  };
  const screens = new EdgeFunction(stack, "Screens", {
    functionName: `corroborate-${stage}-screens`,
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(SCREENS),
  });
  const distribution = new Distribution(stack, "Front", {
    comment: `Corroborate, ${stage}: portal and API.`,
    defaultRootObject: "index.html",
    defaultBehavior: {
      ...common,
      origin: files,
      // A page is never kept: the next visit sees the newest deployment, so nothing has to be invalidated.
      cachePolicy: CachePolicy.CACHING_DISABLED,
      responseHeadersPolicy: policyOf("portal"),
      functionAssociations: [{ function: screens, eventType: FunctionEventType.VIEWER_REQUEST }],
    },
    additionalBehaviors: {
      ...Object.fromEntries(API_PATHS.map((path) => [path, api])),
      "/assets/*": {
        ...common,
        origin: files,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: policyOf("asset"),
      },
    },
    webAclId: webAcl,
    httpVersion: HttpVersion.HTTP2_AND_3,
    ...ownName(stack, web.domain),
  });
  (distribution.node.defaultChild as CfnDistribution).overrideLogicalId("Front");
  new CfnOutput(stack, "PortalAddress", { value: `https://${web.domain?.name ?? distribution.distributionDomainName}` });
  new CfnOutput(stack, "PortalAlias", { value: distribution.distributionDomainName });
  new CfnOutput(stack, "PortalFiles", { value: bucket.bucketName });
  new CfnOutput(stack, "SignInAddress", { value: signInAddress(settings) });
};

/** Where the portal's scripts may connect besides their own origin: the stores that files go to and come from, and the sign-in. */
const reached = (settings: Settings, kept: Data): readonly string[] => [
  ...ZONE_NAMES.filter((zone) => zone !== "record").map((zone) => `https://${kept.zones[zone].bucket.bucketRegionalDomainName}`),
  signInAddress(settings),
];

const ownName = (
  stack: Stack,
  domain: { readonly name: string; readonly certificateArn: string } | undefined,
): Partial<DistributionProps> =>
  domain === undefined
    ? {}
    : {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(stack, "Certificate", domain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      };
