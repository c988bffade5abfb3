import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EVIDENCE, type EvidenceKind } from "#shared/domain/evidence.ts";
import { useAct } from "#web/api/hooks.ts";
import { Button } from "#web/patterns/button.tsx";
import { Choice, TextField } from "#web/patterns/field.tsx";
import { Fault } from "#web/patterns/states.tsx";
import { Status } from "#web/patterns/status.tsx";
import { useKept } from "#web/shell/kept-text.ts";
import { useOwnState } from "#web/shell/me.ts";
import type { Item } from "./answers.ts";
import { kindsFor } from "./upload/media.ts";

interface Described {
  readonly kind: EvidenceKind;
  readonly title: string;
  readonly metadata: Readonly<Record<string, string>>;
}
const describedOf = (item: Item): Described => ({
  kind: item.kind,
  title: item.title,
  metadata: Object.fromEntries(Object.entries(item.metadata).map(([name, value]) => [name, String(value)])),
});

/** A field's value as its schema wants it: a number where it takes one, else the text. */
const asField = (kind: EvidenceKind, name: string, text: string): string | number => {
  const field = fieldsOf(kind)[name];
  return text.trim() !== "" && field !== undefined && !field.safeParse(text).success && field.safeParse(Number(text)).success
    ? Number(text)
    : text;
};
const fieldsOf = (kind: EvidenceKind) =>
  EVIDENCE[kind].metadata as Readonly<
    Record<string, { safeParse(value: unknown): { success: boolean; error?: { issues: readonly { message: string }[] } } }>
  >;
const isRequired = (kind: EvidenceKind, name: string) => fieldsOf(kind)[name]?.safeParse(undefined).success === false;

/** Why a field cannot stand as it is; undefined when it can. */
const faultOf = (kind: EvidenceKind, name: string, text: string): string | undefined => {
  if (text === "") return undefined;
  const parsed = fieldsOf(kind)[name]?.safeParse(asField(kind, name, text));
  return parsed === undefined || parsed.success ? undefined : parsed.error?.issues[0]?.message;
};

/** What must be said of a file, by its kind: fields follow from the kind's row. Kept on the device until saved. */
export const Describe = ({ item, reference }: { readonly item: Item; readonly reference: string }) => {
  const { t } = useTranslation();
  const state = useOwnState();
  const [kept, keep, forget] = useKept<Described | null>(`describe/${reference}/${item.id}`, null);
  const [open, setOpen] = useState(kept !== null);
  const change = useAct("change-item");
  const now = kept ?? describedOf(item);
  const names = Object.keys(fieldsOf(now.kind));
  const needed = names.filter((name) => isRequired(now.kind, name) && (now.metadata[name] ?? "") === "");
  const wrong = names.some((name) => faultOf(now.kind, name, now.metadata[name] ?? "") !== undefined);
  const save = () => {
    const metadata = Object.fromEntries(
      names
        .filter((name) => (now.metadata[name] ?? "") !== "")
        .map((name) => [name, asField(now.kind, name, now.metadata[name] ?? "")]),
    );
    change.mutate(
      { state, reference, item: item.id, kind: now.kind, title: now.title, metadata },
      {
        onSuccess: () => {
          forget();
          setOpen(false);
        },
      },
    );
  };
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
      <div className="half">
        <Choice
          label={t("d.file.kind")}
          value={now.kind}
          onChange={(event) => keep({ ...now, kind: event.target.value as EvidenceKind })}
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
          maxLength={300}
          value={now.title}
          onChange={(event) => keep({ ...now, title: event.target.value })}
        />
        {names.map((name) => (
          <TextField
            key={name}
            dir="auto"
            label={isRequired(now.kind, name) ? t(`d.meta.${name}`) : `${t(`d.meta.${name}`)} (${t("d.file.optional")})`}
            {...(/date|From|To$/i.test(name) ? { hint: t("d.meta.dateHint") } : {})}
            {...(faultOf(now.kind, name, now.metadata[name] ?? "") === undefined
              ? {}
              : { fault: faultOf(now.kind, name, now.metadata[name] ?? "") })}
            value={now.metadata[name] ?? ""}
            maxLength={2000}
            onChange={(event) => keep({ ...now, metadata: { ...now.metadata, [name]: event.target.value } })}
          />
        ))}
      </div>
      {change.error === null ? null : <Fault error={change.error} onAgain={save} />}
      <div className="btns spaced">
        <Button
          small
          busy={change.isPending}
          aria-disabled={needed.length > 0 || wrong || now.title.trim() === ""}
          onClick={() => (needed.length > 0 || wrong ? undefined : save())}
        >
          {t("d.file.save")}
        </Button>
      </div>
    </details>
  );
};
