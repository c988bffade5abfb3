import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Handling } from "#shared/domain/handling.ts";
import { REGIMES } from "#shared/domain/regimes.ts";
import { useAct } from "#web/api/hooks.ts";
import { Answers } from "#web/patterns/answers.tsx";
import { Button } from "#web/patterns/button.tsx";
import { Choice, TextField } from "#web/patterns/field.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { useKept } from "#web/shell/kept-text.ts";
import { useOwnState } from "#web/shell/me.ts";
import { usePageTitle } from "#web/shell/title.ts";
import type { Submission } from "./answers.ts";
import { committeeOf } from "./committee.ts";
import { MAX_NOTE, MAX_TITLE } from "./draft-text.ts";
import { HandlingChoice } from "./handling-choice.tsx";
import { Drop } from "./upload/drop.tsx";
import type { Chosen } from "./upload/engine.ts";
import { handOver } from "./upload/handed.ts";
import "./delegation.css";

/** What a careful mission begins with; each point is looked at before sealing. */
const CAREFUL: Handling = {
  classification: "strictly confidential",
  tlp: "AMBER+STRICT",
  panelOnly: true,
  attribution: "a Member State",
};
interface Begun {
  readonly title: string;
  readonly noteVerbale: string;
  readonly regime: string;
  readonly handling: Handling;
}
const EMPTY: Begun = { title: "", noteVerbale: "", regime: "1718", handling: CAREFUL };

/** The beginning of a submission: with its title or with its files, whichever comes first; then the draft has an address of its own. */
export const Screen = () => {
  const { t } = useTranslation();
  usePageTitle(t("d.draft.newTitle"));
  const state = useOwnState();
  const navigate = useNavigate();
  const { supplements } = useSearch({ strict: false }) as { readonly supplements?: string };
  const [begun, begin, forget] = useKept<Begun>(`new/${state}/${supplements ?? ""}`, EMPTY);
  const create = useAct<"create-submission", Submission>("create-submission");
  const [failed, fail] = useState<readonly Chosen[]>([]);
  const tooLong = begun.title.length > MAX_TITLE;
  const why = useId();
  const noteLong = begun.noteVerbale.length > MAX_NOTE;

  const make = (files: readonly Chosen[]) => {
    const title = begun.title.trim() === "" ? (files[0]?.file.name ?? "").slice(0, MAX_TITLE) : begun.title;
    if (title === "" || tooLong || noteLong || create.isPending) return;
    fail(files);
    const { noteVerbale, regime, handling } = begun;
    create.mutate(
      {
        state,
        regime,
        title,
        handling,
        ...(noteVerbale === "" ? {} : { noteVerbale }),
        ...(supplements === undefined ? {} : { supplements }),
      },
      {
        onSuccess: (made) => {
          handOver(made.reference, files);
          forget();
          void navigate({ to: `/d/submissions/${made.reference}`, replace: true });
        },
      },
    );
  };

  return (
    <>
      <p className="crumb">
        <Link to="/d/submissions">{t("d.one.crumb")}</Link> / {t("d.draft.crumb")}
      </p>
      <h1 tabIndex={-1}>
        {supplements === undefined ? t("d.draft.newTitle") : t("d.mine.supplement", { reference: supplements })}
      </h1>
      <Answers
        stands={t("d.draft.standsNew")}
        standsMore={t("d.draft.onlyMission")}
        missing={[
          <Status key="title" tone="gap">
            {t("d.draft.missingNew")}
          </Status>,
        ]}
        can={t("d.draft.canNew")}
      />
      <section>
        <h2>{t("d.draft.what")}</h2>
        <TextField
          label={t("d.draft.title")}
          hint={t("d.draft.titleHint")}
          dir="auto"
          value={begun.title}
          onChange={(event) => begin({ ...begun, title: event.target.value })}
          onKeyDown={(event) => (event.key === "Enter" ? make([]) : undefined)}
          {...(tooLong ? { fault: t("d.draft.tooLong", { max: MAX_TITLE, given: begun.title.length }) } : {})}
        />
        <div className="half fields">
          <Choice
            label={t("d.draft.regime")}
            hint={committeeOf(begun.regime)}
            value={begun.regime}
            onChange={(event) => begin({ ...begun, regime: event.target.value })}
          >
            {Object.keys(REGIMES).map((id) => (
              <option key={id} value={id}>
                {t(`d.regime.${id}`)}
              </option>
            ))}
          </Choice>
          <TextField
            label={t("d.draft.noteVerbale")}
            hint={t("d.draft.noteHint")}
            dir="auto"
            value={begun.noteVerbale}
            fault={noteLong ? t("d.draft.tooLong", { max: MAX_NOTE, given: begun.noteVerbale.length }) : undefined}
            onChange={(event) => begin({ ...begun, noteVerbale: event.target.value })}
          />
        </div>
        {create.error === null ? null : <Fault error={create.error} onAgain={() => make(failed)} />}
        <div className="btns spaced">
          <Button
            busy={create.isPending}
            aria-describedby={why}
            aria-disabled={begun.title.trim() === "" || tooLong || noteLong}
            onClick={() => make([])}
          >
            {t("d.draft.begin")}
          </Button>
          {begun.title.trim() === "" ? (
            <span className="by2" id={why}>
              {t("d.draft.notBegun")}
            </span>
          ) : null}
        </div>
      </section>
      <section>
        <h2>
          {t("d.draft.files")} <span className="aside">{t("d.draft.hashed")}</span>
        </h2>
        <Drop onFiles={make} />
      </section>
      <section>
        <h2>
          {t("d.draft.handling")} <span className="aside">{t("d.draft.youDecide")}</span>
        </h2>
        <HandlingChoice handling={begun.handling} onChange={(handling) => begin({ ...begun, handling })} />
      </section>
    </>
  );
};
