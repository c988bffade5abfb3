import { unlikeDescribed } from "#shared/api/answers.ts";
import { openApi } from "#shared/api/openapi.ts";
import { ROUTE_NAMES, type RouteName, routeRow } from "#shared/api/routes.ts";
import { PROBLEMS } from "#shared/domain/problems.ts";

/** One request and its answer, as they went over the wire. `account` is undefined where no token of ours was sent. */
export interface Exchange {
  readonly account: string | undefined;
  readonly method: string;
  /** As sent, with its query. */
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly headers: string;
  readonly body: Buffer;
  readonly milliseconds: number;
}

/** Something that must never be in an answer to anybody but these accounts. */
export interface Canary {
  readonly text: string;
  readonly mayRead: readonly string[];
}

/** As long as an HTTP API waits for a function, milliseconds. */
const HANGS_AFTER = 30_000;
const operations = ROUTE_NAMES.map((name) => {
  const row = routeRow(name);
  const form = new RegExp(`^${row.path.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+")}$`);
  return { name, row, form };
});
const operationOf = (method: string, path: string): RouteName | undefined =>
  operations.find(({ row, form }) => row.method === method && form.test(path.split("?")[0] ?? ""))?.name;

const documented = (() => {
  const paths = openApi({ demo: true })["paths"] as Record<string, Record<string, { operationId: RouteName; responses: object }>>;
  return new Map(
    Object.values(paths).flatMap((path) =>
      Object.values(path).map((one) => [one.operationId, new Set(Object.keys(one.responses))]),
    ),
  );
})();

/**
 * Watches every answer: no fault of ours, no hang, as documented, and no word of somebody else's. Keeps the faults, at most 200. What
 * somebody who may read a mark wrote elsewhere, as an officer may in a letter, is told by that person: the mark proves nothing any more.
 */
export const watcher = () => {
  const faults: string[] = [];
  const canaries: Canary[] = [];
  const byStatus = new Map<number, number>();
  const reached = new Map<string, number>();
  const slowest = new Map<string, number>();
  const retold = new Set<Canary>();
  let requests = 0;
  const note = (exchange: Exchange, what: string) => {
    if (faults.length < 200)
      faults.push(
        `${exchange.account ?? "nobody"} ${exchange.method} ${exchange.path.slice(0, 200)} → ${exchange.status}: ${what}`,
      );
  };
  return {
    faults,
    canaries,
    counts: () => ({
      requests,
      retold: retold.size,
      byStatus: new Map([...byStatus].toSorted(([a], [b]) => a - b)),
      reached,
      slowest,
    }),
    see: (exchange: Exchange, sent: string): void => {
      requests += 1;
      for (const one of canaries.filter((mark) => tells(mark, exchange.account, sent))) retold.add(one);
      byStatus.set(exchange.status, (byStatus.get(exchange.status) ?? 0) + 1);
      const name = operationOf(exchange.method, exchange.path);
      const route = name ?? "no route";
      slowest.set(route, Math.max(slowest.get(route) ?? 0, Math.round(exchange.milliseconds)));
      if (name !== undefined && exchange.status < 300) reached.set(name, (reached.get(name) ?? 0) + 1);
      for (const fault of [
        ...broken(exchange),
        ...unlike(name, exchange),
        ...told(
          canaries.filter((one) => !retold.has(one)),
          exchange,
        ),
      ])
        note(exchange, fault);
    },
  };
};

/** Whether somebody who may read a mark writes it. */
const tells = ({ text, mayRead }: Canary, account: string | undefined, sent: string): boolean =>
  account !== undefined && mayRead.includes(account) && sent.includes(text);

const broken = ({ status, body, milliseconds }: Exchange): readonly string[] => [
  ...(milliseconds > HANGS_AFTER ? [`took ${Math.round(milliseconds)} ms`] : []),
  ...(status >= 500 ? [body.toString("utf8").slice(0, 300)] : []),
];

/** Marks in an answer to somebody who may not read them. */
const told = (canaries: readonly Canary[], { account = "", headers, body }: Exchange): readonly string[] => {
  const text = headers + body.toString("latin1");
  return canaries.filter((one) => text.includes(one.text) && !one.mayRead.includes(account)).map((one) => `tells ${one.text}`);
};

/** In what an answer is not as the description of the API says. */
const unlike = (name: RouteName | undefined, exchange: Exchange): readonly string[] => {
  const { status } = exchange;
  // Headers too large are refused by the parser, before there is a request that could be for any route.
  if (status >= 500 || status === 431) return [];
  if (name === undefined) return status < 400 || GATEWAY_ONLY.includes(status) ? [] : ["no operation answers so"];
  if (!documented.get(name)?.has(String(status))) return [`${name} is not documented to answer ${status}`];
  const json = parsed(exchange.body);
  if (json === undefined) return ["the body is not JSON"];
  return status < 300 ? unlikeAnswer(name, exchange.type, json) : unlikeRefusal(status, exchange.type, json);
};
const GATEWAY_ONLY = [400, 403, 404, 405, 413, 421, 431];

const unlikeAnswer = (name: RouteName, type: string, json: unknown): readonly string[] => {
  if (type !== "application/json") return [`content type ${type}`];
  const fault = unlikeDescribed(name, json);
  return fault === undefined ? [] : [fault];
};

const unlikeRefusal = (status: number, type: string, json: unknown): readonly string[] => {
  const { code, status: said, message } = json as { code?: string; status?: number; message?: unknown };
  if (type !== "application/problem+json")
    return typeof message === "string" ? [] : ["neither a problem nor a refusal of the gateway"];
  const known = code !== undefined && Object.hasOwn(PROBLEMS, code) && PROBLEMS[code as keyof typeof PROBLEMS].status === status;
  return known && said === status ? [] : [`problem ${code} does not go with ${status}`];
};

const parsed = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
};
