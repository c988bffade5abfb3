import { type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { Refused } from "#shared/api/refused.ts";
import type { RouteName, Sent } from "#shared/api/routes.ts";
import { call, worthRepeating } from "./call.ts";

/** How often what others may change is read again while the tab is seen, milliseconds. */
const LIVE = 4_000;
const ATTEMPTS = 3;
export const waitBefore = (attempt: number): number => Math.min(8_000, 500 * 2 ** attempt);

/** A refusal that asking again will not change; what is not ready yet will be. */
const isFinal = (error: unknown): boolean => error instanceof Refused && !PASSING.has(error.code);
const PASSING: ReadonlySet<string | undefined> = new Set(["NOT_READY", "BUSY", "INTERNAL", "TOO_MANY"]);

export const queryKey = (name: RouteName, input: object) => [name, input] as const;

/**
 * Reads a route. `live` reads again every few seconds while the tab is visible, and whenever it is looked at again; an unchanged answer
 * causes no new drawing. The answer's type is the caller's to name: routes describe what is sent, not yet what is answered.
 */
export const useRead = <T>(
  name: RouteName,
  input: object,
  {
    live = true,
    enabled = true,
    read = () => call<T>(name, input),
  }: { readonly live?: boolean; readonly enabled?: boolean; readonly read?: () => Promise<T> } = {},
): UseQueryResult<T> =>
  useQuery<T>({
    queryKey: queryKey(name, input),
    queryFn: read,
    enabled,
    refetchInterval: (query) => (live && !isFinal(query.state.error) ? LIVE : false),
    retry: (attempt, error) => worthRepeating(error) && attempt < 2,
    retryDelay: waitBefore,
  });

/** Every page of a list, one after another; `limit` pages at most. */
export const useAll = <T>(name: RouteName, input: object, { live = true, limit = 40 } = {}): UseQueryResult<readonly T[]> =>
  useQuery<readonly T[]>({
    queryKey: [...queryKey(name, input), "all"],
    queryFn: async () => {
      const rows: T[] = [];
      let after: string | undefined;
      for (let page = 0; page < limit; page += 1) {
        const answer = await call<Page<T>>(name, after === undefined ? input : { ...input, after });
        rows.push(...answer.rows);
        if (answer.next === undefined || answer.next === null) break;
        after = answer.next;
      }
      return rows;
    },
    refetchInterval: (query) => (live && !isFinal(query.state.error) ? LIVE : false),
    retry: (attempt, error) => worthRepeating(error) && attempt < 2,
    retryDelay: waitBefore,
  });

interface Page<T> {
  readonly rows: readonly T[];
  readonly next?: string | null;
}

/**
 * Acts through a route. The same input keeps its idempotency key until it has succeeded or another input is sent, through every
 * repetition, by us or by the person: trying twice never does it twice. What was read before is read again afterwards.
 */
export const useAct = <R extends RouteName, T = unknown>(name: R): UseMutationResult<T, Error, Sent<R>> => {
  const queries = useQueryClient();
  const kept = useRef<{ readonly of: string; readonly key: string }>(undefined);
  return useMutation<T, Error, Sent<R>>({
    mutationFn: (input) => {
      const of = JSON.stringify(input);
      if (kept.current?.of !== of) kept.current = { of, key: crypto.randomUUID() };
      return call<T>(name, input as object, kept.current.key);
    },
    retry: (attempt, error) => worthRepeating(error) && attempt < ATTEMPTS - 1,
    retryDelay: waitBefore,
    networkMode: "always",
    onSuccess: () => {
      kept.current = undefined;
      return queries.invalidateQueries();
    },
  });
};
