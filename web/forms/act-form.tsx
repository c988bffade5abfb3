import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "#shared/api/refused.ts";
import { type RouteName, routeRow, type Sent } from "#shared/api/routes.ts";
import { useAct } from "#web/api/hooks.ts";
import { Button } from "#web/patterns/button.tsx";
import { Fault, Stale } from "#web/patterns/states.tsx";
import { announce } from "#web/shell/live.ts";
import { useDraft } from "./drafts.ts";
import { Fields, type Options } from "./fields.tsx";
import { bodySchema, filled, lacking, type Value } from "./schema.ts";

interface Props {
  readonly route: RouteName;
  /** Given by the record: path parameters, version. Not asked for. */
  readonly fixed: Value;
  /** What the form begins with, where the record has something already. */
  readonly start?: Value;
  readonly options?: Options;
  /** Verb and object. */
  readonly label: ReactNode;
  /** What the act does; said beside the button. */
  readonly effect?: ReactNode;
  /** Path parameters that the person chooses, as a name for something new. */
  readonly names?: readonly { readonly name: string; readonly label: string; readonly hint?: string }[];
  readonly onDone?: (answer: unknown) => void;
}

/** A form of what a route takes, as its schema says. What is written is kept until it is recorded, whatever happens meanwhile. */
export const ActForm = (props: Props) => {
  const { version: _version, ...about } = props.fixed;
  const place = `${props.route}.${JSON.stringify(about)}`;
  return <Form key={place} place={place} {...props} />;
};

const Form = ({
  route,
  fixed,
  start = {},
  options = {},
  label,
  effect,
  names = [],
  onDone,
  place,
}: Props & { readonly place: string }) => {
  const { t } = useTranslation();
  const schema = bodySchema(route) ?? {};
  const draft = useDraft<Value>(place, start);
  const [lacks, setLacks] = useState<readonly string[]>([]);
  const act = useAct(route);
  const given = Object.keys(fixed);
  const record = (event?: FormEvent) => {
    event?.preventDefault();
    const value = { ...draft.value, ...fixed };
    const missing = [...names.filter((one) => !value[one.name]).map((one) => one.name), ...lacking(schema, value)];
    setLacks(missing);
    if (missing.length > 0 || act.isPending) return;
    const path = Object.fromEntries(Object.keys(routeRow(route).params.shape).map((name) => [name, value[name]]));
    act.mutate({ ...path, ...filled(schema, value) } as Sent<RouteName>, {
      onSuccess: (answer) => {
        draft.forget(start);
        announce(t("form.recorded"));
        onDone?.(answer);
      },
    });
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) record();
  };
  return (
    <form className="actform" onSubmit={record} onKeyDown={byKey} noValidate>
      {names.length === 0 ? null : (
        <Fields
          schema={{
            properties: Object.fromEntries(names.map((one) => [one.name, { type: "string" as const, maxLength: 60 }])),
            required: names.map((one) => one.name),
          }}
          value={draft.value}
          options={options}
          lacks={lacks}
          onChange={draft.change}
        />
      )}
      <Fields schema={schema} value={draft.value} fixed={given} options={options} lacks={lacks} onChange={draft.change} />
      {act.error instanceof Refused && act.error.code === "STALE" ? (
        <Stale onReload={() => act.reset()} />
      ) : act.error === null ? null : (
        <Fault error={act.error} />
      )}
      <div className="btns">
        <Button look="go" type="submit" busy={act.isPending}>
          {label}
        </Button>
      </div>
      {effect === undefined ? null : <p className="by2">{effect}</p>}
    </form>
  );
};
