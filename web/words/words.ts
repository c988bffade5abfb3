import i18next, { type i18n, type PostProcessorModule } from "i18next";
import { initReactI18next } from "react-i18next";
import { COMMON } from "./common.ts";

/** A catalogue: sentences by key, nested; `{name}` is filled in. */
export interface Words {
  readonly [key: string]: string | Words;
}

export const LANGUAGES = { en: { name: "English", dir: "ltr" }, pseudo: { name: "[Pšéüdö]", dir: "rtl" } } as const;
export type Language = keyof typeof LANGUAGES;
const KEPT = "corroborate.language";

const chosen = (): Language => {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEPT);
  return asked !== null && Object.hasOwn(LANGUAGES, asked) ? (asked as Language) : "en";
};

/** Longer by half, with accents, between brackets: shows what is cut off, what is in no catalogue, and what runs the wrong way. */
const pseudo: PostProcessorModule = {
  type: "postProcessor",
  name: "pseudo",
  process: (value, _key, _options, translator) => {
    if ((translator as { language?: string }).language !== "pseudo" || value === "") return value;
    const accented = value.replace(/[aeiou]/g, (vowel) => ACCENTS[vowel] ?? vowel);
    return `⟦${accented}${" ẋẋẋẋẋẋẋ".repeat(Math.ceil(value.length / 16))}⟧`;
  },
};
const ACCENTS: Readonly<Record<string, string>> = { a: "á", e: "é", i: "í", o: "ö", u: "ü" };

export const words: i18n = i18next.createInstance();

/** Starts the catalogues in the language chosen before, or by `?lang=`. */
export const startWords = async (): Promise<void> => {
  const language = chosen();
  localStorage.setItem(KEPT, language);
  await words
    .use(pseudo)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: "en",
      resources: { en: { translation: COMMON } },
      interpolation: { prefix: "{", suffix: "}", escapeValue: false },
      postProcess: ["pseudo"],
      returnNull: false,
      // An area brings its words when it is first opened: what is drawn already is drawn again with them.
      react: { bindI18nStore: "added" },
      saveMissing: true,
      // A key without a sentence is a fault: the tests that walk the portal listen for it.
      missingKeyHandler: (_languages, _namespace, key) => console.error(`no words for ${key}`),
    });
  show(language);
};

/** Adds an area's own words; safe to repeat. */
export const addWords = (own: Words): void => {
  words.addResourceBundle("en", "translation", own, true, true);
};

export const speak = async (language: Language): Promise<void> => {
  localStorage.setItem(KEPT, language);
  await words.changeLanguage(language);
  show(language);
};

const show = (language: Language): void => {
  document.documentElement.lang = language === "pseudo" ? "en-x-pseudo" : language;
  document.documentElement.dir = LANGUAGES[language].dir;
};
