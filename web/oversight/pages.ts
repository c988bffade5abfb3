import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { RouteName } from "#shared/api/routes.ts";
import { call, worthRepeating } from "#web/api/call.ts";
import { queryKey, waitBefore } from "#web/api/hooks.ts";

export interface SearchPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}
/** Rows that are looked for before the person is asked whether to look further. */
const ROWS = 50;

/**
 * A search whose pages each look through a bounded part and may find nothing there: goes on by itself until there is a page full of
 * rows, or until it looked through `most` parts, and then when it is told to. Nothing is read again unasked: each reading is a line of the
 * access log. Draw it anew (by `key`) for another question.
 */
export const useSearchPages = <Row, Page extends SearchPage<Row>>(name: RouteName, input: object, most: number) => {
  const [wanted, want] = useState({ rows: ROWS, parts: most });
  const query = useInfiniteQuery({
    queryKey: [...queryKey(name, input), "search"],
    queryFn: ({ pageParam }) => call<Page>(name, pageParam === undefined ? input : { ...input, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    retry: (attempt, error) => worthRepeating(error) && attempt < 2,
    retryDelay: waitBefore,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 60_000,
  });
  const parts: readonly Page[] = query.data?.pages ?? [];
  const rows = parts.flatMap((one) => one.rows);
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const goesOn = hasNextPage && rows.length < wanted.rows && parts.length < wanted.parts;
  useEffect(() => {
    if (goesOn && !isFetching && !isError) void fetchNextPage();
  }, [goesOn, isFetching, isError, fetchNextPage]);
  return {
    rows,
    last: parts.at(-1),
    first: parts[0],
    error: query.error,
    /** Nothing was answered yet. */
    begins: query.data === undefined,
    looking: isFetching || (goesOn && !isError),
    hasMore: hasNextPage,
    further: () => want({ rows: rows.length + ROWS, parts: parts.length + most }),
    again: () => (query.data === undefined ? void query.refetch() : void fetchNextPage()),
  };
};
