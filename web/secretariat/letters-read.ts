import { useQueries } from "@tanstack/react-query";
import { call } from "#web/api/call.ts";
import { queryKey, useAll } from "#web/api/hooks.ts";
import type { CaseRow, CaseStanding, SeenLetter } from "./seen.ts";

/** Correspondence is read case by case, less often than a single screen is: milliseconds. */
const EVERY = 20_000;

export interface CaseLetter extends SeenLetter {
  readonly case: string;
  readonly title: string;
}

/** The letters of every case of the regime; `settled` once each case has answered or failed. */
export const useCorrespondence = (regime: string) => {
  const cases = useAll<CaseRow>("list-cases", { regime });
  const rows = cases.data ?? [];
  const read = useQueries({
    queries: rows.map((row) => ({
      queryKey: queryKey("get-case", { case: row.case }),
      queryFn: () => call<CaseStanding>("get-case", { case: row.case }),
      refetchInterval: EVERY,
    })),
  });
  const files = read.flatMap((one) => (one.data === undefined ? [] : [one.data]));
  const letters: readonly CaseLetter[] = files.flatMap((file) =>
    file.letters.map((letter) => ({ ...letter, case: file.case, title: file.title })),
  );
  return {
    cases,
    files,
    letters: letters.toSorted((a, b) => b.sentAt.localeCompare(a.sentAt)),
    settled: cases.data !== undefined && read.every((one) => !one.isPending),
    error: read.find((one) => one.error !== null)?.error ?? null,
    again: () => Promise.all(read.map((one) => one.refetch())),
  };
};
