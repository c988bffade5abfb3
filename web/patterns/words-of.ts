import { useTranslation } from "react-i18next";
import type { Refused } from "#shared/api/refused.ts";
import { STATES } from "#shared/domain/states.ts";

/** A refusal in the catalogue's words, with what it names filled in. */
export const useRefusal = (): ((refusal: Refused) => string) => {
  const { t } = useTranslation();
  return ({ code, params }) => t(`problem.${code}`, { ...params });
};

/** The United Nations form of a State's name, by ISO 3166 code. */
export const stateName = (code: string): string => (STATES as Readonly<Record<string, readonly string[]>>)[code]?.[0] ?? code;
