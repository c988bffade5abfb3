import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { daysBetween } from "#shared/domain/clock.ts";
import { REGIMES } from "#shared/domain/regimes.ts";
import { call } from "#web/api/call.ts";
import { Icon } from "#web/patterns/icons.tsx";
import { dateOf } from "#web/patterns/time.tsx";

interface Health {
  readonly now: string;
  readonly stage: string | null;
}

/** Business time, which judges deadlines; in the demonstration stage it may be set. */
export const useBusinessTime = () =>
  useQuery({ queryKey: ["health"], queryFn: () => call<Health>("get-health", {}), refetchInterval: 30_000 });

/** The dates of a mandate that lie ahead, nearest first. */
export const deadlinesAhead = (regime: string, now: string): readonly { readonly key: string; readonly at: string }[] => {
  const row = (REGIMES as Readonly<Record<string, { readonly mandate: { finalToCommittee: string; finalToCouncil: string } }>>)[
    regime
  ];
  if (row === undefined) return [];
  return [
    { key: "shell.next", at: row.mandate.finalToCommittee },
    { key: "shell.after", at: row.mandate.finalToCouncil },
  ].filter((one) => one.at >= now);
};

/** Today, the next deadline with the days left, the one after. */
export const ClockLine = ({ regime, end }: { readonly regime: string; readonly end?: ReactNode }) => {
  const { t } = useTranslation();
  const { data } = useBusinessTime();
  const ahead = data === undefined ? [] : deadlinesAhead(regime, data.now);
  return (
    <aside className="clockline" aria-label={t("shell.clock")}>
      <div>
        <span>
          <Icon name="clock" /> {t("shell.today")} <b>{data === undefined ? "…" : dateOf(data.now)}</b>
          {data?.stage === "demo" ? ` (${t("shell.demoClock")})` : null}
        </span>
        {ahead.map((one) => (
          <span key={one.key}>
            {t(one.key)} <b>{dateOf(one.at)}</b>,{" "}
            <span className="nb">{t("shell.inDays", { count: Math.max(0, daysBetween(data?.now ?? one.at, one.at)) })}</span>
          </span>
        ))}
        {end === undefined ? null : <span className="end">{end}</span>}
      </div>
    </aside>
  );
};
