import { createHmac, timingSafeEqual } from "node:crypto";
import type { Link } from "#shared/ports.ts";

/** What a signed link allows, exactly. */
export interface Permit {
  readonly method: "GET" | "PUT";
  readonly bucket: string;
  readonly key: string;
  readonly version?: string;
  readonly uploadId?: string;
  readonly part?: string;
  readonly bytes?: string;
  readonly sha256?: string;
  readonly fileName?: string;
  /** Milliseconds since 1970. */
  readonly expires: string;
}

const FIELDS = ["method", "bucket", "key", "version", "uploadId", "part", "bytes", "sha256", "fileName", "expires"] as const;
const macOf = (secret: Uint8Array, permit: Permit): string =>
  createHmac("sha256", secret)
    .update(JSON.stringify(FIELDS.map((field) => permit[field] ?? null)))
    .digest("base64url");

export const signedLink = (at: { baseUrl: string; secret: Uint8Array; permit: Permit }): Link => {
  const query = new URLSearchParams();
  for (const field of FIELDS) if (at.permit[field] !== undefined) query.set(field, at.permit[field]);
  query.set("mac", macOf(at.secret, at.permit));
  return {
    url: `${at.baseUrl}/files/${at.permit.method === "PUT" ? "part" : "file"}?${query}`,
    method: at.permit.method,
    headers: {},
    expiresAt: new Date(Number(at.permit.expires)).toISOString(),
  };
};

/** The permit of a link, or why it is refused. */
export const permitIn = (at: {
  query: URLSearchParams;
  secret: Uint8Array;
  now: number;
}): Permit | "LINK_ALTERED" | "LINK_EXPIRED" => {
  const given = Object.fromEntries(
    FIELDS.flatMap((field) => (at.query.has(field) ? [[field, at.query.get(field) ?? ""]] : [])),
  ) as unknown as Permit;
  const known = new Set<string>([...FIELDS, "mac"]);
  const [mine, theirs] = [Buffer.from(macOf(at.secret, given)), Buffer.from(at.query.get("mac") ?? "")];
  const extra = [...at.query.keys()].some((name) => !known.has(name) || at.query.getAll(name).length > 1);
  if (extra || mine.length !== theirs.length || !timingSafeEqual(mine, theirs)) return "LINK_ALTERED";
  return Number(given.expires) > at.now ? given : "LINK_EXPIRED";
};
