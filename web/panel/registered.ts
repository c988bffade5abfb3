import type { Handling } from "#shared/domain/handling.ts";
import type { Option } from "#web/forms/fields.tsx";

/** A row of `list-register`. */
export interface Registered {
  readonly reference: string;
  readonly state: string | null;
  readonly stateReference: string | null;
  readonly title: string;
  readonly noteVerbale: string | null;
  readonly registeredAt: string;
  readonly sealedAt: string | null;
  readonly status: string;
  readonly withdrawnAt: string | null;
  readonly supplements: string | null;
  readonly handling: Handling | null;
  readonly items: number;
  readonly heldBack: number;
  readonly manifestSha256: string | null;
}

/** One item, as `get-registration` and `get-evidence` show it. */
export interface RegisteredItem {
  readonly ref: string;
  readonly kind: string;
  readonly title: string;
  readonly name: string | null;
  readonly state: string | null;
  readonly publisher: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly sha256Declared: string;
  readonly sha256Stored: string | null;
  readonly bytes: number;
  readonly mediaType: string;
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
  readonly handling: Handling;
  readonly image: { readonly width: number; readonly height: number } | null;
  readonly registeredAt: string;
  readonly registeredBy: string;
}

/** Every item of what is registered, as a case cites it: SUB-001/2. */
export const exhibitOptions = (rows: readonly Registered[]): readonly Option[] =>
  rows.flatMap((row) =>
    Array.from({ length: row.items }, (_, at) => ({
      value: `${row.reference}/${at + 1}`,
      label: `${row.reference}/${at + 1} · ${row.title}`,
    })),
  );

/** The parts of SUB-001/2 as an address holds them. */
export const whereOf = (ref: string): { readonly reference: string; readonly item: string } => {
  const [reference = "", item = ""] = ref.split("/");
  return { reference, item };
};
