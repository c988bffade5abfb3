import { Refused } from "#shared/api/refused.ts";
import type { RouteName, Sent } from "#shared/api/routes.ts";
import { config } from "./config.ts";
import { accessToken } from "./session.ts";

/** There was no answer, or none that the API gives: the network, a proxy, a home that restarts. Nothing is known to have happened. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";
  /** Status of an answer that was no answer of the API's, if any. */
  readonly status: number | undefined;
  constructor(status: number | undefined, options?: ErrorOptions) {
    super(status === undefined ? "no answer" : `status ${status}`, options);
    this.status = status;
  }
}

/** Calls a route with a token that holds; a refused token is renewed and the call repeated once. */
export const call = async <T>(name: RouteName, input: object, idempotencyKey?: string): Promise<T> => {
  const { apiBase } = await config();
  const token = await accessToken();
  const attempt = async (with_: string | undefined) => {
    // The table of routes and its schemas come with the first call: the entrance makes none.
    const { createClient } = await import("#shared/api/client.ts");
    return createClient({ baseUrl: apiBase, token: async () => with_ })(
      name,
      input as Sent<RouteName>,
      idempotencyKey === undefined ? {} : { idempotencyKey },
    );
  };
  try {
    return (await attempt(token)) as T;
  } catch (error) {
    const refusal = told(error);
    if (!(refusal instanceof Refused) || refusal.status !== 401) throw refusal;
    const fresh = await accessToken(token);
    if (fresh === undefined) throw refusal;
    return (await attempt(fresh).catch((again: unknown) => Promise.reject(told(again)))) as T;
  }
};

/** A refusal with a code of ours stays one; the gateway's own answers (401, 503, …) have only a status. */
const told = (error: unknown): unknown => {
  if (!(error instanceof Refused)) return new NoAnswer(undefined, { cause: error });
  if (error.status === 401 && error.code === undefined)
    return new Refused(401, { code: "UNAUTHENTICATED", title: "", params: {} });
  if (error.code === undefined) return new NoAnswer(error.status, { cause: error });
  return error;
};

/** Whether repeating the same request, with the same key, is sensible: nothing is known to have happened, or others were quicker. */
export const worthRepeating = (error: unknown): boolean =>
  error instanceof NoAnswer
    ? error.status === undefined || error.status === 429 || error.status >= 500
    : error instanceof Refused && (error.code === "BUSY" || error.code === "INTERNAL");
