import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";

/**
 * A long list is drawn in parts: the first of it, and a button for as many again. What is drawn stays bounded however long the list is,
 * and what is drawn can be sought with the browser, printed and read by a screen reader as any text.
 */
export const useFirst = <T,>(rows: readonly T[], step: number): { readonly shown: readonly T[]; readonly more: ReactNode } => {
  const { t } = useTranslation();
  const [most, setMost] = useState(step);
  const left = rows.length - most;
  return {
    shown: left > 0 ? rows.slice(0, most) : rows,
    more:
      left > 0 ? (
        <>
          <Button look="quiet" small onClick={() => setMost(most + step)}>
            {t("more.show", { count: Math.min(step, left), shown: most, all: rows.length })}
          </Button>
          <p className="onprint">{t("more.printed", { shown: most, all: rows.length })}</p>
        </>
      ) : null,
  };
};
