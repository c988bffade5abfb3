import { useEffect } from "react";

/** The screen's name as the page's title; never a case's or a person's, which a shared screen would show. */
export const usePageTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} · Corroborate`;
  }, [title]);
};
