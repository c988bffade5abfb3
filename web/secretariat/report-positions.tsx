import { useTranslation } from "react-i18next";
import { Hash } from "#web/patterns/hash.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { useNames } from "./names.ts";
import type { SeenReport } from "./seen.ts";

/** Where the experts stand on a draft. Only a position over the hash of the latest one counts; earlier ones stay in the record. */
export const Positions = ({ report }: { readonly report: SeenReport }) => {
  const { t } = useTranslation();
  const nameOf = useNames(report.regime);
  const latest = report.drafts.at(-1)?.modelSha256;
  const newest = report.positions.toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <section id="positions">
      <h2>
        {t("sec.positions.title")} <span className="aside">{t("sec.positions.aside")}</span>
      </h2>
      {newest.length === 0 ? <p className="help">{t("sec.positions.none")}</p> : null}
      <ul className="gates brief">
        {newest.map((one) => (
          <li key={`${one.draft}${one.person}`} className="one">
            <div>
              <Status tone={one.says === "object" ? "voice" : one.hash === latest ? "met" : "idle"}>
                {t(`sec.positions.${one.says}`, { person: nameOf(one.person), draft: one.draft })}
              </Status>
              {one.hash === latest ? null : <p className="need">{t("sec.positions.lapsed")}</p>}
              {one.reasons === null ? null : (
                <p className="need">
                  <q>{one.reasons}</q>
                </p>
              )}
              <p className="by">
                <Moment at={one.at} /> <Hash value={one.hash} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};
