import type { ProblemCode } from "../domain/problems.ts";
import type { Answer } from "./answers.ts";
import type { RouteRow } from "./route.ts";
import { type RouteName, routeRow, type Sent } from "./routes.ts";

/** A refusal as the API gave it; `code` is undefined where a gateway answered in its stead. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly code: ProblemCode | undefined;
  readonly params: Readonly<Record<string, string | number>>;
  readonly details: unknown;
  constructor(
    status: number,
    body: { code?: ProblemCode; title?: string; params?: Readonly<Record<string, string | number>>; details?: unknown },
  ) {
    super(body.title ?? `the API could not be reached behind its gateway, which answered ${status}`);
    this.status = status;
    this.code = body.code;
    this.params = body.params ?? {};
    this.details = body.details;
  }
}

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
