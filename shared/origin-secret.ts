import { timingSafeEqual } from "node:crypto";
import { ORIGIN_SECRET_HEADER } from "./api/origin.ts";
import { Problem } from "./domain/problems.ts";
import { sha256Hex } from "./record/exact.ts";

/**
 * Throws `NOT_THROUGH_PORTAL` for a request that did not come through CloudFront, past whose firewall nobody calls. `expected` is
 * `ORIGIN_SECRET` of the environment; undefined where nothing stands in front of the API. Takes the same time whatever is given.
 */
export const demandOrigin = (headers: Readonly<Record<string, string | undefined>>, expected: string | undefined): void => {
  if (expected === undefined) return;
  const hashed = (text: string) => Buffer.from(sha256Hex(new TextEncoder().encode(text)), "hex");
  const given = headers[ORIGIN_SECRET_HEADER];
  if (given === undefined || given === "" || !timingSafeEqual(hashed(given), hashed(expected)))
    throw new Problem("NOT_THROUGH_PORTAL");
};
