import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Status } from "./status.tsx";

export interface Decision {
  readonly id: string;
  readonly title: string;
  /** Its effect, and the words the report may then use. */
  readonly effect: ReactNode;
  /** The gates that hold it; empty when it is open. */
  readonly heldBy: readonly string[];
}
interface Props {
  readonly title: string;
  readonly decisions: readonly Decision[];
  readonly busy?: boolean;
  readonly onRecord: (decision: string, reasons: string) => void;
  /** Refusals and warnings, above the button. */
  readonly children?: ReactNode;
  readonly after?: ReactNode;
}

/** All decisions of a stage, always listed; those not open stay with the gates that hold them. Reasons are required. */
export const DecisionPanel = ({ title, decisions, busy, onRecord, children, after }: Props) => {
  const { t } = useTranslation();
  const [chosen, choose] = useState<string>();
  const [reasons, setReasons] = useState("");
  const id = useId();
  const open = chosen !== undefined && reasons.trim() !== "";
  const record = () => {
    if (open && busy !== true) onRecord(chosen, reasons);
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) record();
  };
  return (
    <form className="decide" aria-labelledby={`${id}-t`} onKeyDown={byKey} onSubmit={(event) => event.preventDefault()}>
      <h2 id={`${id}-t`}>{title}</h2>
      <fieldset>
        <legend className="sr">{title}</legend>
        {decisions.map((decision) => (
          <Option key={decision.id} name={id} decision={decision} chosen={chosen === decision.id} onChoose={choose} />
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-r`}>{t("decide.reasons")}</label>
        <p className="hint" id={`${id}-h`}>
          {t("decide.reasonsHint")}
        </p>
        <textarea
          id={`${id}-r`}
          rows={4}
          value={reasons}
          aria-describedby={`${id}-h`}
          onChange={(event) => setReasons(event.target.value)}
        />
      </div>
      {children}
      <div className="btns">
        <Button look="go" type="submit" busy={busy === true} aria-disabled={!open} onClick={record}>
          {t("decide.record")}
        </Button>
        {after}
      </div>
    </form>
  );
};

interface OptionProps {
  readonly name: string;
  readonly decision: Decision;
  readonly chosen: boolean;
  readonly onChoose: (id: string) => void;
}
const Option = ({ name, decision, chosen, onChoose }: OptionProps) => {
  const { t } = useTranslation();
  const id = useId();
  const held = decision.heldBy.length > 0;
  return (
    <div className={held ? "opt off" : "opt"}>
      <input
        type="radio"
        name={name}
        id={id}
        checked={chosen}
        aria-disabled={held}
        aria-describedby={`${id}-w`}
        onChange={() => (held ? undefined : onChoose(decision.id))}
      />
      <label htmlFor={id}>{decision.title}</label>
      <small id={`${id}-w`}>
        {held ? <Status tone="gap">{t("decide.held", { gates: decision.heldBy.join(", ") })}</Status> : decision.effect}
      </small>
    </div>
  );
};
