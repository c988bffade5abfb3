import { useTranslation } from "react-i18next";
import { useRead } from "#web/api/hooks.ts";
import type { AppointmentRow } from "./seen.ts";

/** People by what they are appointed for, "Expert (maritime)"; by their account until the appointments are read, and where they have none. */
export const useNames = (regime: string): ((person: string) => string) => {
  const { t } = useTranslation();
  const { data } = useRead<{ readonly rows: readonly AppointmentRow[] }>("list-appointments", { regime });
  return (person) => {
    const row = data?.rows.find((one) => one.person === person);
    if (row === undefined) return person;
    const role = t(`role.${row.role}`);
    return row.specialism === null ? role : t("sec.named", { role, specialism: row.specialism });
  };
};
