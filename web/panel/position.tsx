import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAct } from "#web/api/hooks.ts";
import { Button } from "#web/patterns/button.tsx";
import { Dialog } from "#web/patterns/dialog.tsx";
import { Hash } from "#web/patterns/hash.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { announce } from "#web/shell/live.ts";
import type { SeenCase, SeenFinding } from "./case-seen.ts";

const SAYS = ["agree", "object", "return"] as const;

/** One's own position over the hash that is shown. Agreeing at adoption is asked once more, with the object and its hash. */
export const GivePosition = ({
  file,
  finding,
  person,
}: {
  readonly file: SeenCase;
  readonly finding: SeenFinding;
  readonly person: string;
}) => {
  const { t } = useTranslation();
  const act = useAct("take-position");
  const [says, setSays] = useState<(typeof SAYS)[number]>();
  const [reasons, setReasons] = useState("");
  const [asking, ask] = useState(false);
  const needsReasons = says === "object" || says === "return";
  const ready = says !== undefined && (!needsReasons || reasons.trim() !== "");
  const give = () => {
    ask(false);
    if (says === undefined) return;
    act.mutate(
      {
        case: file.case,
        stage: file.at as "peer-review" | "adoption",
        says,
        hash: finding.hash,
        ...(reasons.trim() === "" ? {} : { reasons }),
      },
      { onSuccess: () => announce(t("form.recorded")) },
    );
  };
  const submit = () => {
    if (!ready) return;
    if (file.at === "adoption" && says === "agree") ask(true);
    else give();
  };
  return (
    <section id="position">
      <form className="decide" onSubmit={(event) => event.preventDefault()}>
        <h2>{t("panel.desk.yours")}</h2>
        <fieldset>
          <legend className="sr">{t("panel.desk.yours")}</legend>
          {SAYS.map((one) => (
            <div className="opt" key={one}>
              <input type="radio" name="position" id={`position-${one}`} checked={says === one} onChange={() => setSays(one)} />
              <label htmlFor={`position-${one}`}>{t(`panel.desk.i.${one}`)}</label>
              <small>{t(`panel.desk.effect.${one}`)}</small>
            </div>
          ))}
        </fieldset>
        <div className="field">
          <label htmlFor="position-reasons">{t(needsReasons ? "panel.desk.reasonsNeeded" : "panel.desk.comment")}</label>
          <textarea id="position-reasons" rows={3} value={reasons} onChange={({ target }) => setReasons(target.value)} />
        </div>
        <p className="by2">
          {t("panel.desk.over")} <Hash value={finding.hash} />
        </p>
        {act.error === null ? null : <Fault error={act.error} />}
        <div className="btns">
          <Button look="go" type="submit" busy={act.isPending} aria-disabled={!ready || person === ""} onClick={submit}>
            {t("panel.desk.give")}
          </Button>
        </div>
      </form>
      {asking ? (
        <Dialog
          title={t("panel.desk.confirm")}
          onClose={() => ask(false)}
          act={
            <Button look="go" onClick={give}>
              {t("panel.desk.confirmAct")}
            </Button>
          }
        >
          <p className="record">{finding.title}</p>
          <p>
            <Hash value={finding.hash} full />
          </p>
          <p>{t("panel.desk.confirmSays")}</p>
        </Dialog>
      ) : null}
    </section>
  );
};
