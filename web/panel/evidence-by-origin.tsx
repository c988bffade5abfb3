import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Exhibit } from "#shared/domain/case.ts";
import { originsOf } from "#shared/domain/origins.ts";
import { type Bearing, Board, type BoardOrigin } from "#web/patterns/board.tsx";
import { Status } from "#web/patterns/status.tsx";
import { knownDate } from "#web/patterns/time.tsx";
import type { SeenCase } from "./case-seen.ts";

/** The board: who first knew, what carries it, and which claims it bears on. Copies are not counted. */
export const EvidenceByOrigin = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const origins = boardOf(file).map((one) => ({
    ...one,
    carries: t("panel.case.accounts", { count: one.items.length }),
  }));
  const accounts = file.exhibits.length;
  return (
    <section id="evidence">
      <h2>
        {t("panel.case.evidence")}{" "}
        <span className="aside">
          {t("panel.case.accountsOf", {
            accounts: t("panel.case.accounts", { count: accounts }),
            origins: t("panel.case.origins", { count: origins.length }),
          })}
        </span>
      </h2>
      {accounts === 0 ? (
        <p className="help">{t("panel.case.noEvidence")}</p>
      ) : (
        <Board
          claims={file.claims.map((claim) => ({ id: claim.id, origins: claim.origins.count }))}
          origins={origins}
          needed={file.originsNeeded}
        />
      )}
    </section>
  );
};

/** Exhibits grouped as independence counts them, over all claims at once. */
const boardOf = (file: SeenCase): readonly Omit<BoardOrigin, "carries">[] => {
  const all = originsOf({ supportedBy: file.exhibits.map((one) => one.ref) }, file.exhibits);
  const grouped = all.origins.map((one) => ({
    id: one.names.join(" / "),
    name: one.names.join(" / "),
    countsAs: 1,
    items: [...one.exhibits, ...one.carriers].flatMap((ref) => itemOf(file, ref)),
  }));
  const disputed = file.exhibits.filter((one) => one.disputed !== undefined);
  return disputed.length === 0
    ? grouped
    : [...grouped, { id: "disputed", name: <Disputed />, countsAs: 0, items: disputed.flatMap((one) => itemOf(file, one.ref)) }];
};

const Disputed = () => {
  const { t } = useTranslation();
  return <Status tone="voice">{t("panel.case.disputedItems")}</Status>;
};

const itemOf = (file: SeenCase, ref: string) => {
  const exhibit = file.exhibits.find((one) => one.ref === ref);
  if (exhibit === undefined) return [];
  const bears = Object.fromEntries(
    file.claims.flatMap((claim) => {
      const bearing = bearingOf(exhibit, claim);
      return bearing === undefined ? [] : [[claim.id, bearing]];
    }),
  );
  return [{ ref, what: <What exhibit={exhibit} />, carrier: exhibit.carries !== undefined, bears }];
};

const bearingOf = (
  exhibit: Exhibit,
  claim: { readonly supportedBy: readonly string[]; readonly contradictedBy: readonly string[] },
): Bearing | undefined => {
  if (claim.contradictedBy.includes(exhibit.ref)) return "contradicts";
  if (!claim.supportedBy.includes(exhibit.ref)) return undefined;
  if (exhibit.disputed !== undefined) return "disputed";
  return exhibit.carries === undefined ? "supports" : "repeats";
};

const What = ({ exhibit }: { readonly exhibit: Exhibit }) => {
  const { t } = useTranslation();
  const grades = exhibit.grades.map((one) => `${one.source} ${one.information}`);
  const [reference = ""] = exhibit.ref.split("/");
  return (
    <>
      <Link to="/p/evidence/$reference" params={{ reference }}>
        {exhibit.title}
      </Link>
      <small>
        {t(`evidence.${exhibit.kind}`)}
        {exhibit.shows === undefined ? "" : ` · ${knownDate(exhibit.shows)}`}
        {grades.length === 0 ? ` · ${t("panel.case.ungraded")}` : ` · ${grades.join(", ")}`}
        {exhibit.disputed === undefined ? "" : ` · ${exhibit.disputed}`}
      </small>
    </>
  );
};
