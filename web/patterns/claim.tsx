import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Note, Status } from "./status.tsx";

interface ClaimProps {
  readonly id: string;
  readonly anchor?: string;
  readonly sentence: ReactNode;
  readonly kinds: readonly string[];
  readonly status: ReactNode;
  /** The strongest wording allowed now. */
  readonly allowed: ReactNode;
  /** References of its items and what is still to say. */
  readonly sources?: ReactNode;
}

/** One sentence of record; under it what it is and its count; beside it the strongest wording allowed now and its items. */
export const Claim = ({ id, anchor, sentence, kinds, status, allowed, sources }: ClaimProps) => {
  const { t } = useTranslation();
  return (
    <div className="sent" id={anchor}>
      <div>
        <p className="record">{sentence}</p>
        <p>
          <code>{id}</code>{" "}
          {kinds.map((kind) => (
            <span key={kind} className="tag">
              {t(`claim.kind.${kind}`)}
            </span>
          ))}{" "}
          {status}
        </p>
      </div>
      <div className="src">
        <b>{allowed}</b>
        {sources === undefined ? null : <div>{sources}</div>}
      </div>
    </div>
  );
};

interface WarningProps {
  readonly before: string;
  /** The words that say too much. */
  readonly fault: string;
  readonly after: string;
  readonly why: ReactNode;
  readonly allowed: readonly string[];
  readonly onChoose?: (form: string) => void;
}

/** A word that says more than its evidence: it blocks leaving the stage, never typing. */
export const WordingWarning = ({ before, fault, after, why, allowed, onChoose }: WarningProps) => {
  const { t } = useTranslation();
  return (
    <Note tone="stop">
      <p className="record">
        {before}
        <mark>{fault}</mark>
        {after}
      </p>
      <p>
        <Status tone="stop">{t("wording.title")}</Status>
      </p>
      <p className="muted">
        {why} {t("wording.allowed")}
      </p>
      <div className="btns">
        {allowed.map((form) => (
          <Button key={form} small onClick={() => onChoose?.(form)}>
            {form}
          </Button>
        ))}
      </div>
    </Note>
  );
};
