import { useQueries } from "@tanstack/react-query";
import type { RouteName } from "#shared/api/routes.ts";
import type { Vessel } from "#shared/domain/case.ts";
import { call } from "#web/api/call.ts";
import { queryKey } from "#web/api/hooks.ts";
import { type Appointment, useMe } from "#web/shell/me.ts";
import type { Findable } from "./found.ts";

/** Pages of a list that are searched, 50 rows each, and cases whose vessels are. */
const PAGES = 10;
const CASES = 50;

type Row = Readonly<Record<string, unknown>>;
const of = (row: Row, name: string) => (typeof row[name] === "string" ? row[name] : "");

interface List {
  readonly route: RouteName;
  readonly input: Readonly<Record<string, string>>;
  readonly found: (row: Row) => Findable;
}

const listsOf = (one: Appointment): readonly List[] => {
  const regime = one.regime ?? "1718";
  if (one.area === "d")
    return [
      {
        route: "list-submissions",
        input: { state: one.state ?? "" },
        found: (row) => line("submission", row, "/d/submissions/", "reference"),
      },
    ];
  if (one.area === "p")
    return [
      { route: "list-cases", input: { regime }, found: (row) => line("case", row, "/p/cases/", "case") },
      { route: "list-register", input: { regime }, found: (row) => line("evidence", row, "/p/evidence/", "reference") },
    ];
  if (one.area === "s")
    return [{ route: "list-reports", input: { regime }, found: (row) => line("report", row, "/s/reports/", "report") }];
  return [];
};

const line = (kind: Findable["kind"], row: Row, under: string, name: string): Findable => {
  const reference = of(row, name);
  const title = of(row, "title");
  return {
    key: `${kind} ${reference}`,
    kind,
    reference,
    title,
    to: `${under}${reference}`,
    text: [reference, title, of(row, "stateReference"), of(row, "noteVerbale")].join(" "),
  };
};

const allOf = async ({ route, input, found }: List): Promise<readonly Findable[]> => {
  const rows: Findable[] = [];
  let after: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const answer = await call<{ readonly rows: readonly Row[]; readonly next?: string | null }>(
      route,
      after === undefined ? input : { ...input, after },
    );
    rows.push(...answer.rows.map(found));
    if (answer.next === undefined || answer.next === null) break;
    after = answer.next;
  }
  return rows;
};

const vesselsOf = (id: string, vessels: readonly Vessel[]): readonly Findable[] =>
  vessels.map((one) => ({
    key: `vessel ${id} ${one.id}`,
    kind: "vessel",
    reference: one.imo ?? id,
    title: one.name,
    to: `/p/cases/${id}#vessels`,
    text: [one.name, one.imo ?? "", id, ...one.excluded.map((other) => other.imo ?? "")].join(" "),
  }));

const KEPT = 60_000;

/** Everything the person may see by their appointments, from the same routes as the screens: nothing else can be found. */
export const useFindable = () => {
  const { appointments = [] } = useMe();
  const lists = useQueries({
    queries: appointments.flatMap(listsOf).map((list) => ({
      queryKey: ["search", list.route, list.input],
      queryFn: () => allOf(list),
      staleTime: KEPT,
    })),
  });
  const rows = lists.flatMap((one) => one.data ?? []);
  const cases = rows.filter((one) => one.kind === "case").slice(0, CASES);
  const whole = useQueries({
    queries: cases.map(({ reference }) => ({
      queryKey: queryKey("get-case", { case: reference }),
      queryFn: () => call<{ readonly vessels: readonly Vessel[] }>("get-case", { case: reference }),
      staleTime: KEPT,
    })),
  });
  return {
    all: [...rows, ...cases.flatMap((one, at) => vesselsOf(one.reference, whole[at]?.data?.vessels ?? []))],
    reading: [...lists, ...whole].some((one) => one.isPending),
    error: lists.find((one) => one.error !== null)?.error ?? whole.find((one) => one.error !== null)?.error ?? null,
    again: () => [...lists, ...whole].filter((one) => one.error !== null).map((one) => one.refetch()),
    searched: cases.length,
  };
};
