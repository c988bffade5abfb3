import type { AccessLine, AccessMatch, AccessPlace } from "./ports.ts";

/** Whether a status is that of a refusal. */
export const isRefused = (status: number): boolean => status >= 400;

/** Order of the access log: newest first, of equal times the greater request id first. */
export const newestFirst = (a: AccessPlace, b: AccessPlace): number =>
  a.at === b.at ? compared(b.request, a.request) : compared(b.at, a.at);
const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const matches = (line: AccessLine, match: AccessMatch): boolean =>
  (match.person === undefined || line.person === match.person) &&
  (match.route === undefined || line.route === match.route) &&
  (match.zone === undefined || line.zone === match.zone) &&
  (match.outcome === undefined || isRefused(line.status) === (match.outcome === "refused"));

/** The line, if the text is one that `logged("access", …)` wrote; a function's log also holds errors, metrics and what the runtime says. */
export const accessLine = (text: string): AccessLine | undefined => {
  if (!text.startsWith('{"kind":"access"')) return undefined;
  const line = parsed(text);
  const [at, request, route, person] = ["at", "request", "route", "person"].map((name) => textIn(line, name));
  const status = Number(line?.["status"]);
  if (at === undefined || request === undefined || route === undefined || person === undefined || !Number.isInteger(status))
    return undefined;
  const more = { role: textIn(line, "role"), zone: textIn(line, "zone"), code: textIn(line, "code") };
  return { at, request, route, person, status, ...withoutUndefined(more) };
};

/** An object from JSON, or undefined where the text is none: a line that a full disk cut off is no line. */
export const parsed = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
};

export const textIn = (line: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined => {
  const value = line?.[name];
  return typeof value === "string" ? value : undefined;
};

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
