import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { clockOf, dateOf } from "#web/patterns/time.tsx";
import { useAreaName } from "./bar.tsx";
import { useBusinessTime } from "./clock.tsx";
import { useMe } from "./me.ts";

/** Text as a CSS string. */
const quoted = (text: string): string => `"${text.replace(/["\\\n\r\f]/g, " ")}"`;

const wordsIn = (axis: Element): string => [...axis.childNodes].flatMap((one) => one.textContent?.trim() || []).join(" ");

/** The one handling line of the screen; where there are several, or none, each thing is marked itself. */
const handlingShown = (): string | undefined => {
  const axes = (line: Element) => [...line.children].map((axis) => wordsIn(axis));
  const lines = new Set([...document.querySelectorAll("main .hand")].map((line) => axes(line).join(" · ")));
  return lines.size === 1 ? [...lines][0] : undefined;
};

/** Head and foot of every printed page: how it is to be handled, whose copy it is, when it was made, and which page of how many. */
export const usePrintedPages = (area: string): void => {
  const { t } = useTranslation();
  const { name, appointments } = useMe();
  const areaName = useAreaName();
  const { data } = useBusinessTime();
  const own = appointments?.find((one) => one.area === area);
  const whose = own === undefined ? t("app.name") : areaName(own);
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const write = () => {
      const now = data?.now ?? new Date().toISOString();
      const [handling, copy, made] = [
        handlingShown() ?? t("print.marked"),
        name === "" ? t("app.name") : t("print.copy", { name }),
        t("print.made", { when: `${dateOf(now)}, ${clockOf(now)} UTC` }),
      ].map(quoted);
      sheet.replaceSync(`@page { font: 8pt "Source Sans 3 Variable", sans-serif; @top-left { content: ${quoted(whose)} } @top-right { content: ${handling} }
        @bottom-left { content: ${copy} } @bottom-center { content: ${made} } @bottom-right { content: counter(page) " / " counter(pages) } }`);
    };
    write();
    window.addEventListener("beforeprint", write);
    return () => {
      window.removeEventListener("beforeprint", write);
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [t, name, whose, data?.now]);
};
