import { ROLES } from "./domain/people.ts";
import { PROBLEMS } from "./domain/problems.ts";
import { TRUST_ZONES } from "./domain/zones.ts";
import { LOG_WORDS } from "./log-words.ts";

/**
 * What may stand in a log. Everything written to one passes through `scrubbed`: a field that has no row here is not logged, a value that is
 * not of the row's form is cut, and of an error remain its kind, the words of ours in its message and the places it passed. So a secret,
 * a text or the name of a source cannot get into a log, whatever error carried it. Pure: whatever writes the logs may use it.
 */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  kind: oneOf("access", "error", "work"),
  at: like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  route: like(/^[a-z]+(-[a-z]+){0,4}$|^unknown$/),
  role: like(new RegExp(`^(${ROLES.join("|")})(, (${ROLES.join("|")}))*$`)),
  person: like(/^[A-Za-z0-9-]{1,64}$/),
  status: (value) => Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 599,
  code: (value) => typeof value === "string" && Object.hasOwn(PROBLEMS, value),
  milliseconds: isCount,
  // A UUID, or what API Gateway gives: sixteen characters of base64, the last of them "=".
  request: like(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[A-Za-z0-9_-]{15}=$/),
  work: like(/^[a-z]+(-[a-z]+){0,3}$/),
  zone: oneOf(...TRUST_ZONES),
  queue: like(/^[a-z]+(-[a-z]+){0,3}$/),
  message: like(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  log: like(/^(state-[a-z]{2}|panel|root)$/),
  record: like(/^(CASE|REPORT)#[A-Za-z0-9-]{1,48}$/),
  item: like(/^[0-9A-HJKMNP-TV-Z]{26}$/),
  step: isCount,
  attempts: isCount,
  outcome: oneOf("released", "gone", "absent"),
};

function oneOf(...allowed: readonly string[]) {
  return (value: unknown): boolean => allowed.includes(value as string);
}
function like(form: RegExp) {
  return (value: unknown): boolean => typeof value === "string" && form.test(value);
}
function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

const CUT = "[cut]";

/** The fields as they may be logged: JSON, at most a few kilobytes. `error` may be anything that was thrown. */
export const scrubbed = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
      if (value === undefined) return [];
      if (name === "error") return [[name, scrubbedError(value)]];
      const allowed = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
      return allowed === undefined ? [] : [[name, allowed(value) ? value : CUT]];
    }),
  );

export interface ScrubbedError {
  readonly name: string;
  readonly code?: string;
  /** HTTP status that a service answered with. */
  readonly status?: number;
  readonly message?: string;
  /** `file:line:column`, innermost first. */
  readonly at?: readonly string[];
  readonly cause?: ScrubbedError;
  readonly errors?: readonly ScrubbedError[];
}

const DEEPEST = 5;
const MOST = 8;

/** What may be said of something thrown: its kind, the words of ours in its message, where it passed, and the same of its causes. */
export const scrubbedError = (error: unknown, depth = 0): ScrubbedError => {
  if (!(error instanceof Error)) return { name: `a thrown ${error === null ? "null" : typeof error}` };
  const { code, $metadata } = error as { readonly code?: unknown; readonly $metadata?: { readonly httpStatusCode?: unknown } };
  const status = $metadata?.httpStatusCode;
  return {
    name: scrubbedName(error.name),
    ...(isKnownCode(code) ? { code } : {}),
    ...(FIELDS["status"]?.(status) ? { status: Number(status) } : {}),
    message: scrubbedText(error.message),
    at: placesOf(error),
    ...(error.cause === undefined || depth >= DEEPEST ? {} : { cause: scrubbedError(error.cause, depth + 1) }),
    ...(error instanceof AggregateError && depth < DEEPEST
      ? { errors: error.errors.slice(0, MOST).map((one) => scrubbedError(one, depth + 1)) }
      : {}),
  };
};

/** Codes of Node and of this system; of anything else nothing tells that it is a code. */
const isKnownCode = (code: unknown): code is string =>
  typeof code === "string" && (Object.hasOwn(PROBLEMS, code) || SYSTEM_CODES.has(code) || NODE_CODE.test(code));
const NODE_CODE =
  /^ERR_(ASSERTION|HTTP|IPC|INVALID|MODULE|SOCKET|STREAM|TLS|UNHANDLED|WORKER|SQLITE)_[A-Z]{2,12}(_[A-Z]{2,12}){0,3}$/;
const SYSTEM_CODES = new Set(
  "EACCES EADDRINUSE EBADF EBUSY ECONNABORTED ECONNREFUSED ECONNRESET EEXIST EHOSTUNREACH EIO EISDIR EMFILE ENETUNREACH ENFILE ENOENT ENOSPC ENOTDIR ENOTEMPTY ENOTFOUND EPERM EPIPE EROFS ETIMEDOUT EXDEV EAI_AGAIN".split(
    " ",
  ),
);

/** `name` is what retries in the state machines go by; names of classes alone are let through. */
export const scrubbedName = (name: string): string =>
  /^(?:[A-Z][a-z]{1,19}){0,5}(?:Error|Exception|Conflict|Refused|Failed|Problem|Fault)$/.test(name) ? name : "Error";

/** The message with every word cut that is none of ours, at most 300 characters. What it was about is in `at` and in the ids beside it. */
export const scrubbedText = (message: string): string =>
  message
    .slice(0, 2_000)
    .split(/[\s"'`“”‘’(){}[\]<>]+/u)
    .map((word) => {
      const [, bare = "", end = ""] = /^([a-z]+(?:-[a-z]+)?)([.,:;?!]?)$/.exec(word) ?? [];
      return LOG_WORDS.has(bare) ? `${bare}${end}` : "…";
    })
    .join(" ")
    .replace(/…(?: …)+/g, "…")
    .slice(0, 300);

/**
 * Where an error passed, from its stack. The stack begins with the message, and a message may have lines that look like places: it is cut
 * off first, and where it cannot be found nothing is told.
 */
const placesOf = (error: Error): readonly string[] => {
  const stack = typeof error.stack === "string" ? error.stack : "";
  const begins = error.message === "" ? 0 : stack.indexOf(error.message);
  if (begins < 0 || begins > 100) return [];
  return stack
    .slice(begins + error.message.length)
    .split("\n")
    .slice(1)
    .flatMap((line) => {
      const place =
        /^ {4}at (?:.* \()?(?:file:\/\/|node:)?[^\s()]*?([a-z]+(?:-[a-z]+){0,4}\.(?:mjs|cjs|js|ts)|internal\/[\w/]{1,60}):(\d{1,9}):(\d{1,9})\)?$/.exec(
          line,
        );
      return place === null ? [] : [`${place[1]}:${place[2]}:${place[3]}`];
    })
    .slice(0, MOST);
};
