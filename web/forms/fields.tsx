import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/patterns/button.tsx";
import { Choice, TextArea, TextField } from "#web/patterns/field.tsx";
import { choicesOf, type FieldSchema, kindOf, type Value } from "./schema.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
}
/** Options that only the record knows, by the field's name: exhibits, claims, experts. */
export type Options = Readonly<Record<string, readonly Option[]>>;

interface FieldProps {
  readonly name: string;
  readonly path: string;
  readonly schema: FieldSchema;
  readonly needed: boolean;
  readonly value: unknown;
  readonly options: Options;
  readonly lacks: readonly string[];
  readonly onChange: (value: unknown) => void;
}

/** What stands around a field: its name, what is meant, what is wrong. */
const useFrame = ({ name, path, needed, lacks }: FieldProps) => {
  const { t, i18n } = useTranslation();
  // The words of a field in its place, "sentences-id", before those of its name alone.
  const place = path.replaceAll(/\.\d+\./g, "-");
  const label = t(i18n.exists(`field.${place}`) ? `field.${place}` : `field.${name}`);
  return {
    label: needed ? label : t("form.optional", { label }),
    ...(i18n.exists(`hint.${place}`) ? { hint: t(`hint.${place}`) } : {}),
    ...(lacks.includes(path) ? { fault: t("form.needed") } : {}),
  };
};

/** One field, asked for as its schema says. */
export const Field = (props: FieldProps) => {
  const { name, schema, value, options, onChange } = props;
  const frame = useFrame(props);
  const own = options[name];
  if (own !== undefined && schema.type === "array") return <Ticks {...props} label={frame.label} options={own} />;
  const kind = own === undefined ? kindOf(schema) : "choice";
  const parts = {
    groups: () => <Groups {...props} label={frame.label} />,
    group: () => <Fieldset {...props} label={frame.label} />,
    tick: () => <Tick label={frame.label} on={value === true} onChange={onChange} />,
    choice: () => <OneOf {...props} frame={frame} />,
    lines: () => <Lines {...props} frame={frame} />,
    text: () => (
      <TextArea {...frame} value={textOf(value)} maxLength={schema.maxLength} onChange={({ target }) => onChange(target.value)} />
    ),
    line: () => <Line {...props} frame={frame} type="text" />,
    date: () => <Line {...props} frame={frame} type="date" />,
    number: () => <Line {...props} frame={frame} type="number" />,
  } as const;
  return parts[kind]();
};

type Framed = FieldProps & { readonly frame: ReturnType<typeof useFrame> };
const textOf = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const numberOr = (text: string, numeric: boolean): string | number => (numeric && text !== "" ? Number(text) : text);

const Line = ({ schema, value, frame, type, onChange }: Framed & { readonly type: "text" | "date" | "number" }) => (
  <TextField
    {...frame}
    type={type}
    value={textOf(value)}
    maxLength={schema.maxLength}
    min={schema.minimum}
    max={schema.maximum}
    onChange={({ target }) => onChange(numberOr(target.value, type === "number"))}
  />
);

const OneOf = ({ name, schema, value, options, frame, onChange }: Framed) => {
  const { t } = useTranslation();
  const values = choicesOf(schema) ?? [];
  const choices = options[name] ?? values.map((one) => ({ value: String(one), label: t(`choice.${one}`) }));
  const numeric = typeof values[0] === "number";
  return (
    <Choice {...frame} value={textOf(value)} onChange={({ target }) => onChange(numberOr(target.value, numeric))}>
      <option value="">{t("form.choose")}</option>
      {choices.map((one) => (
        <option key={one.value} value={one.value}>
          {one.label}
        </option>
      ))}
    </Choice>
  );
};

const Lines = ({ value, frame, onChange }: Framed) => {
  const { t } = useTranslation();
  const rows: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <TextArea
      {...frame}
      hint={[frame.hint, t("form.lines")].filter(Boolean).join(" ")}
      rows={3}
      value={rows.join("\n")}
      onChange={({ target }) => onChange(target.value === "" ? [] : target.value.split("\n"))}
      onBlur={() => onChange(rows.map((one) => String(one).trim()).filter(Boolean))}
    />
  );
};

const Tick = ({
  label,
  on,
  onChange,
}: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) => {
  const id = useId();
  return (
    <div className="opt">
      <input type="checkbox" id={id} checked={on} onChange={({ target }) => onChange(target.checked)} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
};

const Ticks = ({
  label,
  options,
  value,
  onChange,
}: Omit<FieldProps, "options"> & { readonly label: string; readonly options: readonly Option[] }) => {
  const { t } = useTranslation();
  const [sought, seek] = useState("");
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const isLong = options.length > LONG;
  const matches = (one: Option) => one.label.toLowerCase().includes(sought.trim().toLowerCase());
  // A long list shows what is chosen and what is sought; scrolling through all of it is nobody's work.
  const shown = isLong
    ? options.filter((one) => chosen.includes(one.value) || (sought.trim() !== "" && matches(one))).slice(0, LONG)
    : options;
  return (
    <fieldset className="field ticks">
      <legend>{label}</legend>
      {options.length === 0 ? <p className="hint">{t("form.nothingToChoose")}</p> : null}
      {isLong ? (
        <TextField label={t("form.seek", { label })} type="search" value={sought} onChange={({ target }) => seek(target.value)} />
      ) : null}
      {shown.map((one) => (
        <Tick
          key={one.value}
          label={one.label}
          on={chosen.includes(one.value)}
          onChange={(on) => onChange(on ? [...chosen, one.value] : chosen.filter((other) => other !== one.value))}
        />
      ))}
    </fieldset>
  );
};

/** More choices than these are sought by name. */
const LONG = 15;

/** The fields of an object, in the schema's order; `fixed` ones are given by the record and not asked for. */
export const Fields = ({
  schema,
  value,
  fixed = [],
  path = "",
  options,
  lacks,
  onChange,
}: {
  readonly schema: FieldSchema;
  readonly value: Value;
  readonly fixed?: readonly string[];
  readonly path?: string;
  readonly options: Options;
  readonly lacks: readonly string[];
  readonly onChange: (value: Value) => void;
}) => (
  <>
    {Object.entries(schema.properties ?? {})
      .filter(([name]) => !fixed.includes(name))
      .map(([name, field]) => (
        <Field
          key={name}
          name={name}
          path={`${path}${name}`}
          schema={field}
          needed={schema.required?.includes(name) === true}
          value={value[name]}
          options={options}
          lacks={lacks}
          onChange={(next) => onChange({ ...value, [name]: next })}
        />
      ))}
  </>
);

const Fieldset = ({ label, schema, value, path, options, lacks, onChange }: FieldProps & { readonly label: string }) => (
  <fieldset className="field">
    <legend>{label}</legend>
    <Fields
      schema={schema}
      value={(value ?? {}) as Value}
      path={`${path}.`}
      options={options}
      lacks={lacks}
      onChange={onChange}
    />
  </fieldset>
);

const Groups = ({ label, schema, value, path, options, lacks, onChange }: FieldProps & { readonly label: string }) => {
  const { t } = useTranslation();
  const rows = Array.isArray(value) ? (value as readonly Value[]) : [];
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own until they are recorded
        <div className="grouprow" key={at}>
          <Fields
            schema={schema.items ?? {}}
            value={row}
            path={`${path}.${at}.`}
            options={options}
            lacks={lacks}
            onChange={(next) => onChange(rows.map((one, other) => (other === at ? next : one)))}
          />
          <Button small look="quiet" onClick={() => onChange(rows.filter((_, other) => other !== at))}>
            {t("form.removeRow", { number: at + 1 })}
          </Button>
        </div>
      ))}
      <Button small look="quiet" onClick={() => onChange([...rows, {}])}>
        {t("form.addRow", { what: t(`field.${path.split(".").at(-1)}`) })}
      </Button>
    </fieldset>
  );
};
