import { Duration, type Stack } from "aws-cdk-lib";
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from "aws-cdk-lib/aws-cloudfront";
import { STRICT_TRANSPORT } from "#shared/api/headers.ts";

type Headers = Readonly<Record<string, string>>;

const override = true;
/** Headers that CloudFront takes only as settings of their own, not by name. Each refuses a value that it cannot render. */
const OWN_SETTING: Readonly<Record<string, (value: string) => ResponseSecurityHeadersBehavior>> = {
  "content-security-policy": (contentSecurityPolicy) => ({ contentSecurityPolicy: { contentSecurityPolicy, override } }),
  "x-content-type-options": (value) => ({ contentTypeOptions: only("nosniff", value, { override }) }),
  "x-frame-options": (value) => ({ frameOptions: only("DENY", value, { frameOption: HeadersFrameOption.DENY, override }) }),
  "referrer-policy": (value) => ({
    referrerPolicy: only("no-referrer", value, { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override }),
  }),
  "strict-transport-security": (value) => ({
    strictTransportSecurity: {
      accessControlMaxAge: Duration.seconds(Number(/max-age=(\d+)/.exec(value)?.[1])),
      includeSubdomains: value.includes("includeSubDomains"),
      preload: value.includes("preload"),
      override,
    },
  }),
};

const only = <T>(known: string, given: string, rendered: T): T => {
  if (given !== known) throw new Error(`CloudFront is told of "${given}" here; only "${known}" is rendered`);
  return rendered;
};

/** Exactly these headers on every answer of a behaviour, errors too, whatever the origin said; and TLS only. */
export const strictHeaders = (
  stack: Stack,
  id: string,
  at: { readonly name: string; readonly headers: Headers },
): ResponseHeadersPolicy => {
  const rows = Object.entries({ ...at.headers, ...STRICT_TRANSPORT });
  return new ResponseHeadersPolicy(stack, id, {
    responseHeadersPolicyName: at.name,
    securityHeadersBehavior: Object.assign({}, ...rows.map(([name, value]) => OWN_SETTING[name]?.(value) ?? {})),
    customHeadersBehavior: {
      customHeaders: rows.flatMap(([header, value]) => (header in OWN_SETTING ? [] : [{ header, value, override }])),
    },
    // The bucket's own name and software are nobody's business.
    removeHeaders: ["Server", "x-amz-server-side-encryption", "x-amz-version-id"],
  });
};
