import { useTranslation } from "react-i18next";
import type { Member } from "#shared/domain/case.ts";
import { useAll } from "#web/api/hooks.ts";
import { Hash } from "#web/patterns/hash.tsx";
import { Read } from "#web/patterns/states.tsx";
import { ShortMoment } from "#web/patterns/time.tsx";
import { useExpertName } from "./people.ts";

interface Entry {
  readonly id: string;
  readonly event: string;
  readonly actor: string;
  readonly at: string;
  readonly commitment: string;
  readonly data?: Readonly<Record<string, unknown>>;
}
const SHOWN = 12;

/** The record of the case, newest first; each entry with its commitment in the log. */
export const History = ({ id, team }: { readonly id: string; readonly team: readonly Member[] }) => {
  const { t } = useTranslation();
  const nameOf = useExpertName(team);
  const entries = useAll<Entry>("get-history", { case: id });
  const line = (one: Entry) => (
    <li key={one.id}>
      <ShortMoment at={one.at} />
      <span>
        {t("panel.history.line", {
          who: nameOf(one.actor),
          what: t(`panel.event.${one.event.replace(".", "-")}`, { defaultValue: one.event }),
        })}{" "}
        <Hash value={one.commitment} />
      </span>
    </li>
  );
  return (
    <section id="history">
      <h2>{t("panel.history.title")}</h2>
      <Read from={entries}>
        {(rows) => {
          const newest = rows.toReversed();
          return (
            <>
              <ol className="hist">{newest.slice(0, SHOWN).map(line)}</ol>
              {newest.length <= SHOWN ? null : (
                <details>
                  <summary>{t("panel.history.all", { count: newest.length })}</summary>
                  <ol className="hist">{newest.slice(SHOWN).map(line)}</ol>
                </details>
              )}
            </>
          );
        }}
      </Read>
    </section>
  );
};
