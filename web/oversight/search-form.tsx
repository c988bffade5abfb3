import { type FormEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/patterns/button.tsx";
import { TextField } from "#web/patterns/field.tsx";
import { type Filters, fieldOf, momentOf } from "./address.ts";

interface Props<Name extends string> {
  readonly names: readonly Name[];
  readonly filters: Filters<Name>;
  /** The fields of this search, besides the window of time. */
  readonly children: (
    field: (name: Name) => { value: string; onChange: (event: { target: { value: string } }) => void },
  ) => ReactNode;
  readonly act: string;
  readonly fromHint?: string;
  readonly onSearch: (filters: Filters<Name>) => void;
}

/** A search as a form: nothing is asked before it is sent, and what was sent stands in the address. */
export const SearchForm = <Name extends string>({
  names,
  filters,
  children,
  act,
  fromHint,
  onSearch,
}: Props<Name | "from" | "until">) => {
  const { t } = useTranslation();
  const [typed, type] = useState<Filters<Name | "from" | "until">>(filters);
  const field = (name: Name | "from" | "until") => ({
    value: typed[name] ?? "",
    onChange: ({ target }: { target: { value: string } }) => type((before) => ({ ...before, [name]: target.value })),
  });
  const moment = (name: "from" | "until") => ({
    type: "datetime-local" as const,
    value: fieldOf(typed[name]),
    onChange: ({ target }: { target: { value: string } }) => type((before) => ({ ...before, [name]: momentOf(target.value) })),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSearch(Object.fromEntries(names.map((name) => [name, (typed[name] ?? "").trim()])) as typeof typed);
  };
  return (
    <search>
      <form onSubmit={send} noValidate>
        <div className="filters">{children(field)}</div>
        <div className="filters">
          <TextField label={t("over.search.from")} hint={fromHint} {...moment("from")} />
          <TextField label={t("over.search.until")} {...moment("until")} />
        </div>
        <div className="btns">
          <Button look="go" type="submit">
            {act}
          </Button>
          {Object.keys(filters).length === 0 ? null : (
            <Button look="quiet" onClick={() => onSearch({} as Filters<Name | "from" | "until">)}>
              {t("over.search.clear")}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
};
