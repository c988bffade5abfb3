import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";

export interface Authorizer {
  /** Claims of a valid token, as API Gateway hands them on: every value is text. Undefined refuses. */
  (authorization: string | undefined): Promise<Readonly<Record<string, string>> | undefined>;
}

interface Options {
  readonly issuer: string;
  /** Accepted values of `aud`, or of `client_id` where a token has no `aud`. */
  readonly audiences: readonly string[];
  readonly keys: JWTVerifyGetKey;
}

/** The rules of an HTTP API's JWT authorizer: RS256 signature by the issuer's keys, `iss`, `aud` or `client_id`, `exp`, `nbf`, `iat`. */
export const jwtAuthorizer =
  ({ issuer, audiences, keys }: Options): Authorizer =>
  async (authorization) => {
    const token = /^(?:Bearer\s+)?([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization?.trim() ?? "")?.[1];
    if (token === undefined) return undefined;
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ["RS256"], requiredClaims: ["exp"] });
      if (!isMeant(payload, audiences) || (payload.iat ?? 0) > Date.now() / 1000 + 1) return undefined;
      return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };

const isMeant = (payload: JWTPayload, audiences: readonly string[]): boolean => {
  const named = payload.aud ?? payload["client_id"];
  return [named].flat().some((one) => typeof one === "string" && audiences.includes(one));
};

const claimText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(claimText).join(" ")}]`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};
