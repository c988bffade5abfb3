import type { RoutePart } from "#local/assembly/description.ts";
import { Refused } from "./body.ts";

export interface Matched {
  readonly route: RoutePart;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: RoutePart;
  readonly method: string;
  readonly parts: readonly string[];
  /** Fixed parts first, then parameters, greedy ones last: the smaller, the more specific. */
  readonly rank: string;
}

/** Finds the route of a request as API Gateway does: the most specific path, a fixed method before ANY, `$default` last. */
export const router = (routes: readonly RoutePart[]): ((method: string, path: string) => Matched | undefined) => {
  const fallback = routes.find((route) => route.key === "$default");
  const compiled = routes
    .filter((route) => route !== fallback)
    .map(compile)
    .sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return (method, path) => {
    const given = path.split("/").slice(1);
    for (const candidate of compiled) {
      if (candidate.method !== "ANY" && candidate.method !== method) continue;
      const parameters = matched(candidate.parts, given);
      if (parameters !== undefined) return { route: candidate.route, parameters };
    }
    return fallback && { route: fallback, parameters: {} };
  };
};

const compile = (route: RoutePart): Compiled => {
  const [method = "", path = "/"] = route.key.split(" ");
  const parts = path.split("/").slice(1);
  const rank = `${parts.map((part) => (part.endsWith("+}") ? "2" : part.startsWith("{") ? "1" : "0")).join("")}${method === "ANY" ? "~" : ""}`;
  return { route, method, parts, rank };
};

const matched = (parts: readonly string[], given: readonly string[]): Readonly<Record<string, string>> | undefined => {
  const greedy = parts.at(-1)?.endsWith("+}") === true;
  if (greedy ? given.length < parts.length : given.length !== parts.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [at, part] of parts.entries()) {
    const value = given[at] ?? "";
    const name = /^\{([^}+]+)\+?\}$/.exec(part)?.[1];
    if (name === undefined ? part !== value : value === "") return undefined;
    if (name !== undefined) parameters[name] = decoded(part.endsWith("+}") ? given.slice(at).join("/") : value);
  }
  return parameters;
};

/** Throws `Refused` 400 when the percent-encoding is malformed. */
export const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new Refused(400, "Bad Request", { cause });
  }
};
