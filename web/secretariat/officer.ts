import type { Actor, Role } from "#shared/domain/people.ts";
import { useMe } from "#web/shell/me.ts";

/** Who is looking, as the Secretariat's zone has them appointed in this area; the access rules are asked about this actor. */
const useAppointed = (area: "s" | "c", role: Role): Actor & { readonly regime: string } => {
  const { person = "", appointments } = useMe();
  const own = appointments?.find((one) => one.area === area);
  return { id: person, role: own?.role ?? role, regime: own?.regime ?? "1718" };
};

export const useOfficer = () => useAppointed("s", "officer");
export const useCommitteeMember = () => useAppointed("c", "committee");
