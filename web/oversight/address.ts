import { useNavigate, useSearch } from "@tanstack/react-router";

export type Filters<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** Filters that the address holds, by their names; a search is a place of its own: it can be linked, reloaded and gone back to. */
export const useFilters = <Name extends string>(names: readonly Name[]) => {
  const navigate = useNavigate();
  const found = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const filters = Object.fromEntries(
    names.flatMap((name) => {
      const value = found[name];
      // The router reads an address as JSON: 12 is a number there.
      return typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [];
    }),
  ) as Filters<Name>;
  const go = (to: Filters<Name>) =>
    navigate({
      to: ".",
      search: Object.fromEntries(
        Object.entries<string>(to as never).flatMap(([name, value]) => (value === "" ? [] : [[name, plain(value)]])),
      ) as never,
      resetScroll: false,
    });
  return { filters, go };
};

/** The router would put a text that reads like a number between quotes. */
const plain = (value: string): string | number => (String(Number(value)) === value ? Number(value) : value);

/** What a field for a moment holds ("2026-11-28T07:30"), taken as UTC, and back. */
export const momentOf = (field: string): string => (field === "" ? "" : `${field}${field.length === 16 ? ":00" : ""}Z`);
export const fieldOf = (moment: string | undefined): string => {
  const at = new Date(moment ?? "");
  return Number.isNaN(at.getTime()) ? "" : at.toISOString().slice(0, 16);
};
