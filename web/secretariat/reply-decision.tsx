import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { replyRules } from "#shared/domain/decide.ts";
import { Problem } from "#shared/domain/problems.ts";
import { isStage, STAGES } from "#shared/domain/stages.ts";
import { useAct } from "#web/api/hooks.ts";
import { DecisionPanel } from "#web/patterns/decide.tsx";
import { Fault, Stale } from "#web/patterns/states.tsx";
import { Note, Status } from "#web/patterns/status.tsx";
import { useBusinessTime } from "#web/shell/clock.tsx";
import { announce } from "#web/shell/live.ts";
import type { CaseStanding } from "./seen.ts";

/** What the rules of the stage say against a decision, in the words that the server would refuse it with. */
const useAgainst = (file: CaseStanding) => {
  const { t } = useTranslation();
  const { data } = useBusinessTime();
  return (decision: string): string | undefined => {
    if (data === undefined) return undefined;
    try {
      replyRules(file, { decision, now: data.now });
      return undefined;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return t(`problem.${error.code}`, { ...error.params });
    }
  };
};

/** The decision of the opportunity to reply: the one stage of a case that the Secretariat decides. */
export const ReplyDecision = ({ file }: { readonly file: CaseStanding }) => {
  const { t } = useTranslation();
  const act = useAct("decide-stage");
  const against = useAgainst(file);
  const unmet = file.gates.filter((gate) => gate.state === "missing").map((gate) => gate.gate);
  const decisions = Object.entries(STAGES.reply.on).map(([id, target]) => {
    const why = against(id);
    const leads = t("sec.decide.leadsTo", { to: isStage(target.to) ? t(`stage.${target.to}`) : t(`sec.outcome.${target.to}`) });
    return {
      id,
      title: t(`sec.decision.${id}`),
      effect: why === undefined ? leads : <Status tone="gap">{why}</Status>,
      heldBy: target.forward ? unmet : [],
    };
  });
  const record = (decision: string, reasons: string) =>
    act.mutate(
      { case: file.case, version: file.version, stage: file.at, decision, reasons },
      { onSuccess: () => announce(t("form.recorded")) },
    );
  return (
    <section id="decide">
      <DecisionPanel
        title={t("sec.decide.title")}
        decisions={decisions}
        busy={act.isPending}
        onRecord={record}
        after={<p className="by2">{t("sec.decide.kept")}</p>}
      >
        {act.error instanceof Refused && act.error.code === "STALE" ? (
          <Stale onReload={() => act.reset()} />
        ) : act.error === null ? null : (
          <Fault error={act.error} />
        )}
      </DecisionPanel>
      <Note>
        <p className="muted">{t("sec.decide.offer")}</p>
      </Note>
    </section>
  );
};
