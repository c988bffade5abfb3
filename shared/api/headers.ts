/**
 * Security headers by kind of answer: one table for the functions, the embedded gateway and what stands in front of them on AWS. Names
 * are lower case. Whatever kind an answer is of, it has exactly these, beside what describes its content.
 */
const EVERYWHERE = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "permissions-policy":
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(self), usb=()",
} as const;

const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, value]) => (value === "" ? name : `${name} ${value}`))
    .join("; ");

const NOTHING = { "default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'" };
const PAGE = {
  ...NOTHING,
  "style-src": "'self'",
  "img-src": "'self'",
  "font-src": "'self'",
  "form-action": "'self'",
};
/**
 * The portal runs its own scripts and workers, makes previews of files that the person chose, and talks to its own origin. It hashes in
 * plain script: WebAssembly would need `wasm-unsafe-eval`. A worker is bound by the policy that its script came with, so scripts carry
 * the same one.
 */
const portal = (files: string) => ({
  ...PAGE,
  "img-src": "'self' blob: data:",
  "media-src": "'self' blob:",
  "script-src": "'self'",
  "worker-src": "'self'",
  "manifest-src": "'self'",
  "connect-src": files === "" ? "'self'" : `'self' ${files}`,
});

export const HEADERS = {
  /** JSON of a function or of the gateway, refusals too. */
  api: { ...EVERYWHERE, "cache-control": "no-store", "content-security-policy": policy({ ...NOTHING, sandbox: "" }) },
  /** Bytes that somebody sent us: never shown, never kept. */
  file: { ...EVERYWHERE, "cache-control": "no-store", "content-security-policy": policy({ ...NOTHING, sandbox: "" }) },
  /** A page without scripts: sign-in, messages. */
  page: { ...EVERYWHERE, "cache-control": "no-store", "content-security-policy": policy(PAGE) },
  /** The portal's page and the first page. */
  portal: { ...EVERYWHERE, "cache-control": "no-store", "content-security-policy": policy(portal("")) },
  /** Scripts, styles and fonts whose names hold their hash. */
  asset: {
    ...EVERYWHERE,
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": policy(portal("")),
  },
} as const;
export type AnswerKind = keyof typeof HEADERS;

/** The policy of page and scripts where files go to and come from other origins, such as `https://uploads.s3.eu-central-1.amazonaws.com`. */
export const portalPolicy = (fileOrigins: readonly string[]): string => policy(portal(fileOrigins.join(" ")));

/** Added to every answer that goes over TLS, and to no other (RFC 6797, 7.2): two years, as browsers' preload lists ask. */
export const STRICT_TRANSPORT = { "strict-transport-security": "max-age=63072000; includeSubDomains; preload" } as const;
