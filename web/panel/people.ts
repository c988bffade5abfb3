import { useTranslation } from "react-i18next";
import type { Member } from "#shared/domain/case.ts";
import { useMe } from "#web/shell/me.ts";

/** Who is looking, as the Panel appointed them. */
export const useExpert = () => {
  const { person = "", appointments } = useMe();
  const own = appointments?.find((one) => one.area === "p");
  return {
    person,
    role: own?.role ?? "expert",
    regime: own?.regime ?? "1718",
    specialism: own?.specialism,
    nationality: own?.nationality,
  };
};

/** Experts are named by what they are appointed for: "Expert (maritime)". */
export const useExpertName = (team: readonly Member[]) => {
  const { t } = useTranslation();
  return (person: string | null | undefined): string => {
    if (person === null || person === undefined) return t("panel.nobody");
    const member = team.find((one) => one.person === person);
    if (member?.specialism === undefined)
      return person === "system" ? t("panel.system") : person === "officer" ? t("panel.officer") : person;
    return t(member.role === "coordinator" ? "panel.coordinator" : "panel.expert", { specialism: member.specialism });
  };
};
