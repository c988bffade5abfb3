import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { signInBeside } from "#web/api/session.ts";
import { Button } from "#web/patterns/button.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { clockOf } from "#web/patterns/time.tsx";
import { announce } from "./live.ts";
import { useSession } from "./me.ts";

/** Says since when there is no connection and of when the copy is that is read; gone when the connection is back. */
export const OfflineBanner = () => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [since, setSince] = useState<string | undefined>(navigator.onLine ? undefined : new Date().toISOString());
  useEffect(() => {
    const lost = () => setSince(new Date().toISOString());
    const back = () => {
      setSince(undefined);
      announce(t("state.back"));
      void queries.invalidateQueries();
    };
    window.addEventListener("offline", lost);
    window.addEventListener("online", back);
    return () => {
      window.removeEventListener("offline", lost);
      window.removeEventListener("online", back);
    };
  }, [queries, t]);
  if (since === undefined) return null;
  const read = Math.max(
    0,
    ...queries
      .getQueryCache()
      .getAll()
      .map((query) => query.state.dataUpdatedAt),
  );
  const copy = read === 0 ? since : new Date(read).toISOString();
  return (
    <Note tone="gap" role="status">
      <p>
        <Status tone="gap">{t("state.offline", { since: `${clockOf(since)} UTC` })}</Status>
      </p>
      <p className="muted">{t("state.offlineSays", { copy: `${clockOf(copy)} UTC` })}</p>
    </Note>
  );
};

/** The session ended and could not be renewed: the screen stays, and signing in happens beside it. */
export const ExpiredBanner = () => {
  const { t } = useTranslation();
  const session = useSession();
  if (session.at !== "expired") return null;
  return (
    <Note tone="gap" role="alert">
      <p>
        <Status tone="gap">{t("state.expiredTitle")}</Status>
      </p>
      <p className="muted">{t("state.expiredSays")}</p>
      <div className="btns">
        <Button look="go" small onClick={() => void signInBeside()}>
          {t("state.signInAgain")}
        </Button>
      </div>
    </Note>
  );
};
