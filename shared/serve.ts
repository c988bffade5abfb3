import type { APIGatewayProxyEventV2WithJWTAuthorizer } from "aws-lambda";
import type * as z from "zod";
import { appointmentKey, quotaKey, repeatKey } from "./adapters/keys.ts";
import { idempotencyKey } from "./api/fields.ts";
import type { RouteRow } from "./api/route.ts";
import type { Input, RouteName } from "./api/routes.ts";
import { type Action, actorFor, can, rolesFor, type Subject } from "./domain/access.ts";
import { type Counted, oneMore, QUOTAS } from "./domain/limits.ts";
import { type Actor, type Appointment, actorsOf, type Role } from "./domain/people.ts";
import { Problem } from "./domain/problems.ts";
import type { Commit, Run } from "./endpoint.ts";
import { type Item, type Key, type Ports, type Write, WriteConflict } from "./ports.ts";
import { type Recorded, repeatItem, writesOf } from "./record/change.ts";
import { sha256Hex } from "./record/exact.ts";
import { subjectKey, subjectOf } from "./subjects.ts";

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/** Largest body taken, bytes: captures of open sources are the longest texts; files go through links. */
export const MAX_BODY_BYTES = 1_048_576;
/** How often a change is tried again when others wrote at the same moment. */
const ATTEMPTS = 8;

interface Call {
  readonly name: RouteName;
  readonly row: RouteRow;
  readonly run: Run<RouteName>;
  readonly event: Event;
  readonly ports: (state?: string) => Ports;
  /** Told, for the access log, in which roles the zone knows who asks, and then in which one they act. */
  readonly acts: (roles: readonly Role[]) => void;
}

/**
 * Serves one request: parse the path, load the person's appointments, the record and an earlier answer in one batch, check `reads`
 * (refused → as if absent), parse the rest, check the action (refused → said so), run. A handler cannot forget, because it never checks.
 */
export const serve = async (call: Call): Promise<unknown> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptTo(call);
    } catch (error) {
      if (!(error instanceof WriteConflict)) throw error;
      if (attempt >= ATTEMPTS) throw new Problem("BUSY", {}, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * attempt));
    }
  }
};

const attemptTo = async ({ name, row, run, event, ports: portsFor, acts }: Call): Promise<unknown> => {
  const params = absentUnlessValid(row.params, decoded(event.pathParameters));
  const state = typeof params["state"] === "string" ? params["state"] : undefined;
  const ports = portsFor(state);
  const now = ports.clock.now();
  if (row.demoOnly && process.env["STAGE"] !== "demo") throw new Problem("ONLY_IN_DEMO");
  if (row.reads === undefined && row.action === undefined) {
    return run({ input: params as never, actor: NOBODY, actors: [], record: undefined, ports, now, commit: refuseToCommit });
  }

  const person = personOf(event);
  const key = repeatedKey(event, row);
  const loaded = await load({ ports, row, params, person, state, key });
  const known = subjectOf(row.loads, loaded.record, state);
  const actors = actorsOf(person, loaded.appointments, now);
  acts([...new Set(actors.map((one) => one.role))]);
  const gate = (row.reads ?? row.action) as Action;
  const missing = loaded.wanted && loaded.record === undefined;
  if (missing || actorFor(actors, gate, known) === undefined) throw new Problem("NOT_FOUND");

  // Before anything that the first request may have changed: a repetition is answered as it was, also where the record has moved on.
  const requestHash = sha256Hex(new TextEncoder().encode(`${name}\n${JSON.stringify(params)}\n${event.body ?? ""}`));
  const before = earlierAnswer(loaded.repeat, requestHash);
  if (before !== undefined) return before.answer;

  // Where a record is loaded it says all that access depends on: who may not do this learns nothing of how the body was read.
  if (row.loads !== "none") allowed({ actors, row, subject: known });
  const parsed = { ...parsedQuery(row, event), ...parsedBody(row, event) };
  const subject = { ...known, regime: known.regime ?? regimeIn(parsed) };
  if (actorFor(actors, gate, subject) === undefined) throw new Problem("NOT_FOUND");
  const actor = allowed({ actors, row, subject });
  acts([actor.role]);
  const counted = countedWrite(row, loaded.counted);
  const commit = committer({
    ports,
    actor: person,
    key,
    replaces: loaded.repeat !== undefined,
    state,
    requestHash,
    now,
    counted,
  });
  const input = { ...parsed, ...params } as Input<RouteName> as never;
  const repeat = key === undefined ? undefined : repeatKey(person, key, state);
  return unlessDone({ ports, repeat, requestHash }, () =>
    run({ input, actor, actors, record: loaded.record, ports, now, commit }),
  );
};

/** The same request under the same key may be served at the same moment: what this one is refused for may be what that one has done. */
const unlessDone = async (
  { ports, repeat, requestHash }: { ports: Ports; repeat: Key | undefined; requestHash: string },
  asked: () => Promise<unknown>,
): Promise<unknown> => {
  try {
    return await asked();
  } catch (error) {
    if (!(error instanceof Problem) || repeat === undefined) throw error;
    const [now] = await ports.records.read([repeat]);
    const done = earlierAnswer(now, requestHash);
    if (done === undefined) throw error;
    return done.answer;
  }
};

const NOBODY: Actor = { id: "anonymous", role: "auditor" };
const refuseToCommit: Commit = () => Promise.reject(new TypeError("a route without sign-in writes nothing"));

const personOf = (event: Event): string => {
  const person = event.requestContext.authorizer?.jwt?.claims["sub"];
  if (typeof person !== "string" || person === "") throw new Problem("UNAUTHENTICATED");
  return person;
};

const repeatedKey = (event: Event, row: RouteRow): string | undefined => {
  const given = event.headers["idempotency-key"];
  if (given === undefined || row.method === "GET") return undefined;
  const parsed = idempotencyKey.safeParse(given);
  if (!parsed.success)
    throw new Problem("INVALID", { where: "idempotency-key", what: parsed.error.issues[0]?.message ?? "not usable" });
  return parsed.data;
};

const load = async (at: {
  ports: Ports;
  row: RouteRow;
  params: Record<string, unknown>;
  person: string;
  state: string | undefined;
  key: string | undefined;
}) => {
  const wanted = subjectKey(at.row.loads, at.params as Record<string, string>);
  const repeat = at.key === undefined ? undefined : repeatKey(at.person, at.key, at.state);
  const quota = quotaOf(at.row, at.person, at.state);
  const keys = [appointmentKey(at.row.zone, at.person, at.state), wanted, repeat, quota];
  const items = [...(await at.ports.records.read(keys.filter((key) => key !== undefined)))];
  const [appointments, record, before, counted] = keys.map((key) => (key === undefined ? undefined : items.shift()));
  return {
    appointments: (appointments?.["appointments"] ?? []) as unknown as readonly Appointment[],
    wanted: wanted !== undefined && at.row.loads !== "state",
    record,
    repeat: before,
    counted: quota === undefined ? undefined : { key: quota, item: counted },
  };
};

const quotaOf = (row: RouteRow, person: string, state: string | undefined): Key | undefined => {
  if (row.quota === undefined) return undefined;
  return quotaKey(row.quota, QUOTAS[row.quota].per === "State" ? { state } : { person, state });
};

/** The count with this request, to be written with the change and only if nobody counted meanwhile. Throws `TOO_MANY`. */
const countedWrite = (row: RouteRow, counted: { key: Key; item: Item | undefined } | undefined): Write | undefined => {
  if (row.quota === undefined || counted === undefined) return undefined;
  const { key, item } = counted;
  const next = oneMore(row.quota, item as unknown as Counted | undefined, Date.now());
  const version = Number(item?.version ?? 0);
  const put = { ...key, schema: 1, version: version + 1, ...next };
  return item === undefined ? { put, ifAbsent: true } : { put, ifVersion: version };
};

const allowed = ({ actors, row, subject }: { actors: readonly Actor[]; row: RouteRow; subject: Subject }): Actor => {
  const action = row.action ?? (row.reads as Action);
  const actor =
    actors.find((one) => (row.reads === undefined || can(one, row.reads, subject)) && can(one, action, subject)) ??
    actorFor(actors, action, subject);
  if (actor === undefined) throw new Problem("NOT_ALLOWED", { action, who: rolesFor(action).join(", ") });
  return actor;
};

const earlierAnswer = (repeat: Item | undefined, requestHash: string): { answer: unknown } | undefined => {
  if (repeat === undefined || Number(repeat["expiresAt"]) <= Date.now()) return undefined;
  if (repeat["requestHash"] !== requestHash) throw new Problem("REPEATED_DIFFERENTLY");
  return { answer: JSON.parse(String(repeat["answer"])) };
};

const committer =
  (at: {
    ports: Ports;
    actor: string;
    key: string | undefined;
    replaces: boolean;
    state: string | undefined;
    requestHash: string;
    now: string;
    counted: Write | undefined;
  }): Commit =>
  async (change: Recorded, answer) => {
    const writes = writesOf(change, { actor: at.actor, now: at.now, ports: at.ports });
    if (at.counted !== undefined) writes.push(at.counted);
    if (at.key !== undefined) {
      const item = repeatItem({
        actor: at.actor,
        key: at.key,
        state: at.state,
        requestHash: at.requestHash,
        answer,
        machineNow: Date.now(),
      });
      // An expired answer may still lie there: it was judged when it was read, and the newer one replaces it.
      writes.push(at.replaces ? { put: item, always: true } : { put: item, ifAbsent: true });
    }
    await at.ports.records.write(writes);
    return answer;
  };

// ── parsing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const decoded = (parameters: Record<string, string | undefined> | undefined) =>
  Object.fromEntries(Object.entries(parameters ?? {}).filter(([, value]) => value !== undefined));

/** An id that cannot exist is answered as one that does not. */
const absentUnlessValid = (schema: z.ZodObject, given: unknown): Record<string, unknown> => {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Problem("NOT_FOUND");
  return parsed.data;
};

const parsedQuery = (row: RouteRow, event: Event): Record<string, unknown> =>
  row.query === undefined ? {} : orInvalid(row.query, decoded(event.queryStringParameters));

const parsedBody = (row: RouteRow, event: Event): Record<string, unknown> => {
  if (row.body === undefined) return {};
  const raw = event.isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString("utf8") : (event.body ?? "");
  const bytes = Buffer.byteLength(raw);
  if (bytes > MAX_BODY_BYTES) throw new Problem("TOO_LARGE", { given: bytes, allowed: MAX_BODY_BYTES });
  const type = event.headers["content-type"] ?? "application/json";
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new Problem("UNSUPPORTED_TYPE");
  let value: unknown;
  try {
    value = raw === "" ? {} : JSON.parse(raw);
  } catch (cause) {
    throw new Problem("BAD_REQUEST", { what: "the body is not JSON", allowed: "one JSON object in UTF-8" }, { cause });
  }
  return orInvalid(row.body, value);
};

const orInvalid = (schema: z.ZodObject, value: unknown): Record<string, unknown> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues
    .slice(0, 20)
    .map((issue) => ({ where: issue.path.join(".") || "body", what: issue.message }));
  throw new Problem("INVALID", { where: details[0]?.where ?? "body", what: details[0]?.what ?? "not as described" }, { details });
};

const regimeIn = (parsed: Record<string, unknown>): string | undefined =>
  typeof parsed["regime"] === "string" ? parsed["regime"] : undefined;
