import { useTranslation } from "react-i18next";
import type { Refused } from "#shared/api/refused.ts";
import { STATES } from "#shared/domain/states.ts";

/** A refusal in the catalogue's words, with what it names filled in. */
export const useRefusal = (): ((refusal: Refused) => string) => {
  const { t } = useTranslation();
  return ({ code, params }) => t(`problem.${code}`, { ...params });
};

/** Numbers to ten in words, as a text of the United Nations has them; `first` of a sentence, which never begins with a figure. */
export const useNumber = (): ((value: number, at?: "first" | undefined) => string) => {
  const { t, i18n } = useTranslation();
  return (value, at) => {
    const words = value >= 0 && value <= 10 ? t(`number.${value}`) : value.toLocaleString("en");
    return at === "first" ? words.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase(i18n.language)) : words;
  };
};

/** The United Nations form of a State's name, by ISO 3166 code. */
export const stateName = (code: string): string => (STATES as Readonly<Record<string, readonly string[]>>)[code]?.[0] ?? code;

/** States whose name takes the article within an English sentence: "the United Kingdom of …". */
const WITH_ARTICLE = new Set("AE BS CD CF CG DO GB GM KM KP KR LA MD MH NE NL PH RU SB SD SY TZ US".split(" "));
/** The State's name as it stands within a sentence. */
export const stateWithin = (code: string): string => (WITH_ARTICLE.has(code) ? `the ${stateName(code)}` : stateName(code));
