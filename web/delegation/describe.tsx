import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EvidenceKind } from "#shared/domain/evidence.ts";
import { useAct } from "#web/api/hooks.ts";
import { Choice, TextField } from "#web/patterns/field.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { useKept } from "#web/shell/kept-text.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Item } from "./answers.ts";
import { type Described, describedOf, faultOf, fieldsOf, isRequired, MAX_FILE_TITLE, metadataOf, neededOf } from "./described.ts";
import { kindsFor } from "./upload/media.ts";

/** A pause in typing after which a description that can stand is saved, milliseconds. */
const PAUSE = 900;

interface Props {
  readonly item: Item;
  readonly reference: string;
  /** Something here is kept on the device only, or not any more. */
  readonly onKept: () => void;
}

/** The description of one file, kept on the device while it is written and saved by itself as soon as it can stand. */
const useDescription = ({ item, reference, onKept }: Props) => {
  const state = useOwnState();
  const [kept, keep, forget] = useKept<Described | null>(`describe/${reference}/${item.id}`, null);
  const change = useAct("change-item");
  const now = kept ?? describedOf(item);
  const latest = useRef(kept);
  latest.current = kept;
  const needed = neededOf(now);
  const wrong = Object.keys(fieldsOf(now.kind)).some((name) => faultOf(now.kind, name, now.metadata[name] ?? "") !== undefined);
  const title = now.title.trim() === "" || now.title.length > MAX_FILE_TITLE;
  const ready = needed.length === 0 && !wrong && !title;
  const save = () => {
    const sent = latest.current;
    if (sent === null || change.isPending) return;
    change.mutate(
      { state, reference, item: item.id, kind: sent.kind, title: sent.title, metadata: metadataOf(sent) },
      {
        onSuccess: () => {
          // What was typed while it was being saved stays, and is saved next.
          if (latest.current === sent) forget();
          onKept();
        },
      },
    );
  };
  const latestSave = useRef(save);
  latestSave.current = save;
  useEffect(() => {
    if (kept === null || !ready || change.isPending || change.isError) return;
    const timer = setTimeout(() => latestSave.current(), PAUSE);
    return () => clearTimeout(timer);
  }, [kept, ready, change.isPending, change.isError]);
  const write = (next: Partial<Described>) => {
    change.reset();
    keep({ ...now, ...next });
    onKept();
  };
  return { now, needed, write, save, error: change.error, saving: change.isPending, kept: kept !== null };
};

/** What must be said of a file, by its kind: fields follow from the kind's row. */
export const Describe = (props: Props) => {
  const { t } = useTranslation();
  const { item } = props;
  const { now, needed, write, save, error, saving, kept } = useDescription(props);
  const [open, setOpen] = useState(kept);
  const stands = saving ? "saving" : kept ? "unsaved" : "saved";
  return (
    <details className="describe" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t("d.file.describe")}
        {needed.length === 0 ? null : (
          <>
            {" "}
            <Status tone="gap">
              {t("d.file.describeNeeded", { fields: needed.map((name) => t(`d.meta.${name}`)).join(", ") })}
            </Status>
          </>
        )}
      </summary>
      <div className="half fields">
        <Choice
          label={t("d.file.kind")}
          value={now.kind}
          onChange={(event) => write({ kind: event.target.value as EvidenceKind })}
        >
          {kindsFor(item.mediaType, item.bytes).map((kind) => (
            <option key={kind} value={kind}>
              {t(`evidence.${kind}`)}
            </option>
          ))}
        </Choice>
        <TextField
          label={t("d.file.title")}
          dir="auto"
          value={now.title}
          fault={
            now.title.length > MAX_FILE_TITLE ? t("d.draft.tooLong", { max: MAX_FILE_TITLE, given: now.title.length }) : undefined
          }
          onChange={(event) => write({ title: event.target.value })}
        />
        {Object.keys(fieldsOf(now.kind)).map((name) => (
          <Meta key={name} name={name} now={now} onChange={(metadata) => write({ metadata })} />
        ))}
      </div>
      {error === null ? null : <Fault error={error} onAgain={save} />}
      <p className="help" role="status">
        {t(`d.file.${stands}`)}
      </p>
    </details>
  );
};

interface MetaProps {
  readonly name: string;
  readonly now: Described;
  readonly onChange: (metadata: Described["metadata"]) => void;
}

const Meta = ({ name, now, onChange }: MetaProps) => {
  const { t } = useTranslation();
  const value = now.metadata[name] ?? "";
  const fault = faultOf(now.kind, name, value);
  const isDate = faultOf(now.kind, name, "x") === "date";
  return (
    <TextField
      dir="auto"
      label={isRequired(now.kind, name) ? t(`d.meta.${name}`) : `${t(`d.meta.${name}`)} (${t("d.file.optional")})`}
      {...(isDate ? { hint: t("d.meta.dateHint") } : {})}
      fault={fault === undefined ? undefined : t(`d.meta.fault.${fault}`, { given: value.length })}
      value={value}
      onChange={(event) => onChange({ ...now.metadata, [name]: event.target.value })}
    />
  );
};
