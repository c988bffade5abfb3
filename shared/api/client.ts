import type { Answer } from "./answers.ts";
import { Refused } from "./refused.ts";
import type { RouteRow } from "./route.ts";
import { type RouteName, routeRow, type Sent } from "./routes.ts";

export { Refused };

export interface Client {
  /** Calls a route. Throws `Refused` for a refusal, and what `fetch` throws when there is no answer. */
  <R extends RouteName>(name: R, input: Sent<R>, options?: { readonly idempotencyKey?: string }): Promise<Answer<R>>;
}

/** The typed client: where each part of the input goes is read from the route's row. `token` answers the bearer token to send, if any. */
export const createClient =
  (at: { readonly baseUrl: string; readonly token?: () => Promise<string | undefined>; readonly fetch?: typeof fetch }): Client =>
  async <R extends RouteName>(
    name: R,
    input: Sent<R>,
    options: { readonly idempotencyKey?: string } = {},
  ): Promise<Answer<R>> => {
    const row = routeRow(name);
    const given = input as Readonly<Record<string, unknown>>;
    const token = await at.token?.();
    const body = row.body === undefined ? undefined : JSON.stringify(partOf(given, row.body.shape));
    const answer = await (at.fetch ?? fetch)(`${at.baseUrl}${pathOf(row, given)}`, {
      method: row.method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(options.idempotencyKey === undefined ? {} : { "idempotency-key": options.idempotencyKey }),
      },
      ...(body === undefined ? {} : { body }),
    });
    if (!answer.ok) throw new Refused(answer.status, await refusalIn(answer));
    return answer.json() as Promise<Answer<R>>;
  };

/** The problem in an answer; a gateway that answers in the API's stead may send anything. */
const refusalIn = (answer: Response): Promise<ConstructorParameters<typeof Refused>[1]> =>
  answer.json().then(
    (value: unknown) => (typeof value === "object" && value !== null ? value : {}),
    () => ({}),
  );

const partOf = (input: Readonly<Record<string, unknown>>, shape: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.keys(shape).flatMap((key) => (input[key] === undefined ? [] : [[key, input[key]]])));

const pathOf = (row: RouteRow, input: Readonly<Record<string, unknown>>): string => {
  const path = row.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name] ?? "")));
  const query = new URLSearchParams(
    Object.entries(partOf(input, row.query?.shape ?? {})).map(([key, value]): [string, string] => [key, String(value)]),
  );
  return query.size === 0 ? path : `${path}?${query}`;
};
