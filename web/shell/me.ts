import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { Refused } from "#shared/api/refused.ts";
import type { RouteName } from "#shared/api/routes.ts";
import type { Role } from "#shared/domain/people.ts";
import { call } from "#web/api/call.ts";
import { currentSession, onSession, type Session } from "#web/api/session.ts";
import type { AreaId } from "#web/area.ts";

export const useSession = (): Session => useSyncExternalStore(onSession, currentSession);

/** One appointment that counts today, as the zone holding it says. */
export interface Appointment {
  readonly area: AreaId;
  readonly role: Role;
  readonly state?: string;
  readonly regime?: string;
  readonly nationality?: string;
  readonly specialism?: string;
}
interface Answer {
  readonly person: string;
  readonly appointments: readonly Omit<Appointment, "area">[];
}

const AREA_OF: Readonly<Record<Role, AreaId>> = {
  delegate: "d",
  expert: "p",
  coordinator: "p",
  officer: "s",
  committee: "c",
  auditor: "a",
};

/** Which zones to ask: by the token's hints where it has them, else those that need no State's name. */
const zonesFor = (areas: readonly string[]): readonly (readonly [RouteName, object])[] => {
  const states = areas.filter((area) => area.startsWith("d:")).map((area) => area.slice(2));
  const hinted = areas.length > 0;
  const want = (...ids: readonly string[]) => !hinted || ids.some((id) => areas.includes(id));
  return [
    ...states.map((state) => ["my-delegation", { state }] as const),
    ...(want("p") ? [["my-panel", {}] as const] : []),
    ...(want("s", "c") ? [["my-secretariat", {}] as const] : []),
    ...(want("a") ? [["my-record", {}] as const] : []),
  ];
};

const ask = async (areas: readonly string[]): Promise<readonly Appointment[]> => {
  const answers = await Promise.all(
    zonesFor(areas).map(async ([name, input]) => {
      try {
        return (await call<Answer>(name, input)).appointments;
      } catch (error) {
        // A zone that knows nothing of the person answers as if there were nothing.
        if (error instanceof Refused && error.status === 404) return [];
        throw error;
      }
    }),
  );
  const all = answers.flat().map((one) => ({ ...one, area: AREA_OF[one.role] }));
  return all.filter((one, at) => all.findIndex((other) => JSON.stringify(other) === JSON.stringify(one)) === at);
};

/** The appointments of whoever is signed in; they may end while the page is open, so they are asked again now and then. */
export const useMe = () => {
  const session = useSession();
  const tokens = session.at === "in" || session.at === "expired" ? session.tokens : undefined;
  const me = useQuery({
    queryKey: ["me", tokens?.person],
    queryFn: () => ask(tokens?.areas ?? []),
    enabled: session.at === "in",
    refetchInterval: 60_000,
    staleTime: 30_000,
  });
  return { person: tokens?.person, name: tokens?.name ?? "", appointments: me.data, error: me.error, again: me.refetch };
};

/** The State that a delegate acts for: the first appointment's, or the one switched to. */
export const useOwnState = (): string => {
  const { appointments } = useMe();
  const states = (appointments ?? []).filter((one) => one.area === "d").map((one) => one.state ?? "");
  const kept = sessionStorage.getItem("corroborate.state");
  return kept !== null && states.includes(kept) ? kept : (states[0] ?? "");
};
