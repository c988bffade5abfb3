import { decodeTime, isValid } from "ulid";

export interface LogRow {
  readonly log: string;
  readonly size: number;
  readonly published: number;
}
/** What `get-log` answers. */
export interface SeenLog extends LogRow {
  readonly origin: string;
  readonly vkey: string;
  readonly paths: readonly string[];
}
/** A row of `list-entries`: ids and hashes, no content. */
export interface EntryRow {
  readonly index: number;
  readonly id: string;
  readonly event: string;
  readonly subject: string;
  readonly actor: string | null;
  readonly commitment: string;
}

/** When an entry was made, from its id; entries of the root log are named by the checkpoint they bear and have no time of their own. */
export const enteredAt = (id: string): string | undefined => (isValid(id) ? new Date(decodeTime(id)).toISOString() : undefined);
