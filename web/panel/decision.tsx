import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { can } from "#shared/domain/access.ts";
import { isStage } from "#shared/domain/stages.ts";
import { useAct, useAll } from "#web/api/hooks.ts";
import { DecisionPanel } from "#web/patterns/decide.tsx";
import { Choice } from "#web/patterns/field.tsx";
import { Fault, Stale } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { announce } from "#web/shell/live.ts";
import type { CaseRow, SeenCase } from "./case-seen.ts";
import { useExpert } from "./people.ts";

/** What the access rules may know of the case, as the server has it. */
export const subjectOf = (file: SeenCase) => ({
  regime: file.regime,
  at: file.at,
  lead: file.lead ?? undefined,
  verifier: file.verifier ?? undefined,
  recused: file.team.filter((one) => one.recused === true).map((one) => one.person),
});
export const useActor = () => {
  const { person, role, regime, nationality } = useExpert();
  return { id: person, role, regime, ...(nationality === undefined ? {} : { nationality }) };
};

/** All decisions of the stage with their consequences; who may take them is the access table's word, and is said where it is not you. */
export const StageDecision = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const actor = useActor();
  if (!isStage(file.at)) return null;
  const by = file.decisions[0]?.decidedBy ?? "nobody";
  if (by === "originators" || !can(actor, "case.decide", subjectOf(file)))
    return (
      <section id="decide">
        <Note>
          <p>
            <Status tone="idle">{t("panel.decide.notYours")}</Status>
          </p>
          <p className="muted">{t("panel.decide.whose", { who: t(`panel.decidedBy.${by}`) })}</p>
        </Note>
      </section>
    );
  return <Decide file={file} />;
};

const Decide = ({ file }: { readonly file: SeenCase }) => {
  const { t } = useTranslation();
  const act = useAct("decide-stage");
  const [into, setInto] = useState("");
  const merges = file.decisions.some((one) => one.decision === "merge");
  const record = (decision: string, reasons: string) =>
    act.mutate(
      {
        case: file.case,
        version: file.version,
        stage: file.at,
        decision,
        reasons,
        ...(decision === "merge" && into !== "" ? { into } : {}),
      },
      { onSuccess: () => announce(t("form.recorded")) },
    );
  return (
    <section id="decide">
      <DecisionPanel
        key={file.at}
        title={t("panel.decide.title")}
        busy={act.isPending}
        onRecord={record}
        decisions={file.decisions.map((one) => ({
          id: one.decision,
          title: t(`panel.decision.${one.decision}`),
          effect: t("panel.decide.leadsTo", {
            to: isStage(one.to) ? t(`stage.${one.to}`) : t(`panel.outcome.${one.to}`),
          }),
          heldBy: one.blockedBy,
        }))}
        after={<p className="by2">{t("panel.decide.kept")}</p>}
      >
        {merges ? <MergeInto file={file} into={into} onChange={setInto} /> : null}
        {act.error instanceof Refused && act.error.code === "STALE" ? (
          <Stale onReload={() => act.reset()} />
        ) : act.error === null ? null : (
          <Fault error={act.error} />
        )}
      </DecisionPanel>
    </section>
  );
};

const MergeInto = ({
  file,
  into,
  onChange,
}: {
  readonly file: SeenCase;
  readonly into: string;
  readonly onChange: (id: string) => void;
}) => {
  const { t } = useTranslation();
  const cases = useAll<CaseRow>("list-cases", { regime: file.regime }, { live: false });
  return (
    <Choice
      label={t("field.into")}
      hint={t("panel.decide.mergeHint")}
      value={into}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{t("form.choose")}</option>
      {(cases.data ?? [])
        .filter((row) => row.case !== file.case)
        .map((row) => (
          <option key={row.case} value={row.case}>
            {row.title}
          </option>
        ))}
    </Choice>
  );
};
