import { useTranslation } from "react-i18next";

const UNITS = ["bytes", "kb", "mb", "gb", "tb"] as const;

/** "4.1 MB": decimal units, as people and file managers use them. */
export const useSize = (): ((bytes: number) => string) => {
  const { t } = useTranslation();
  return (bytes) => {
    const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** power;
    return t(`size.${UNITS[power]}`, { n: value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1) });
  };
};

/** "About 2 minutes", rounded up: nobody is told less than it takes. */
export const useSpan = (): ((seconds: number) => string) => {
  const { t } = useTranslation();
  return (seconds) => {
    if (seconds < 60) return t("time.seconds", { count: Math.max(1, Math.ceil(seconds)) });
    if (seconds < 5_400) return t("time.minutes", { count: Math.ceil(seconds / 60) });
    return t("time.hours", { count: Math.ceil(seconds / 3_600) });
  };
};
