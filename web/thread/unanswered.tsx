import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAll } from "#web/api/hooks.ts";
import { ButtonLink } from "#web/patterns/button.tsx";
import { Status } from "#web/patterns/status.tsx";
import { Moment } from "#web/patterns/time.tsx";
import { stateWithin } from "#web/patterns/words-of.ts";

/** A row of `list-unanswered`: a submission whose State wrote last, with what it wrote. */
export interface Unanswered {
  readonly reference: string;
  readonly state: string;
  readonly stateReference: string;
  readonly text: string;
  readonly at: string;
}

/** Where a registered submission is read, in the area of whoever looks. */
const PLACES = { p: "/p/evidence", s: "/s/registration" } as const;
type Area = keyof typeof PLACES;
const threadAt = (area: Area, reference: string) => `${PLACES[area]}/${reference}#messages`;

/** What delegations wrote and nobody answered, the longest waiting first; empty until it is read. */
export const useUnanswered = (regime: string): readonly Unanswered[] =>
  useAll<Unanswered>("list-unanswered", { regime }).data ?? [];

/** That a delegation waits for an answer, with the way to it. */
export const UnansweredLine = ({ one, area }: { readonly one: Unanswered; readonly area: Area }) => {
  const { t } = useTranslation();
  return (
    <Status tone="gap">
      <Link to={threadAt(area, one.reference)}>
        {t("thread.waits.line", { state: stateWithin(one.state), reference: one.reference })}
      </Link>
    </Status>
  );
};

/** The same on the submission's own screen. */
export const WaitsHere = () => {
  const { t } = useTranslation();
  return (
    <Status tone="gap">
      <a href="#messages">{t("thread.waits.here")}</a>
    </Status>
  );
};

/** What waits, with its first words; nothing where nothing waits. */
export const UnansweredSection = ({ regime, area }: { readonly regime: string; readonly area: Area }) => {
  const { t } = useTranslation();
  const rows = useUnanswered(regime);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>
        {t("thread.waits.title")} <span className="aside">{t("thread.waits.aside")}</span>
      </h2>
      <ul className="gates">
        {rows.map((one) => (
          <li key={one.reference} className="one">
            <div>
              <UnansweredLine one={one} area={area} />
              <p className="excerpt">
                <bdi dir="auto">{one.text}</bdi>
              </p>
              <p className="by2">
                <Moment at={one.at} />
              </p>
              <div className="btns">
                <ButtonLink small to={threadAt(area, one.reference)}>
                  {t("thread.waits.read")}
                </ButtonLink>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};
