import { useTranslation } from "react-i18next";
import { stateName } from "#web/patterns/words-of.ts";

/** A log in words: the State's, the Panel's, the root. */
export const useLogName = () => {
  const { t } = useTranslation();
  return (log: string): string =>
    log.startsWith("state-")
      ? t("over.logOf", { state: stateName(log.slice("state-".length).toUpperCase()) })
      : t(`over.log.name.${log}`, { defaultValue: log });
};
