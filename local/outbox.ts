import type { DatabaseSync } from "node:sqlite";
import type { Mail } from "#shared/ports.ts";

type Notice = Parameters<Mail["send"]>[0];
export interface Outbox extends Mail {
  count(): number;
  /** The newest notices first. */
  newest(limit: number): readonly (Notice & { readonly at: string })[];
}

/** Notices that the home would send by mail: kept, shown, never sent. The same id again is the same notice. */
export const mailOutbox = (database: DatabaseSync): Outbox => {
  database.exec(
    "CREATE TABLE IF NOT EXISTS outbox (id TEXT PRIMARY KEY, at TEXT NOT NULL, recipient TEXT NOT NULL, key TEXT NOT NULL, params TEXT NOT NULL) STRICT",
  );
  const keep = database.prepare("INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, ?, ?)");
  const counted = database.prepare("SELECT count(*) AS count FROM outbox");
  const newest = database.prepare("SELECT * FROM outbox ORDER BY at DESC, id DESC LIMIT ?");
  return {
    send: async ({ id, to, key, params }) => void keep.run(id, new Date().toISOString(), to, key, JSON.stringify(params)),
    count: () => Number((counted.get() as { count: number }).count),
    newest: (limit) =>
      (newest.all(limit) as unknown as { id: string; at: string; recipient: string; key: string; params: string }[]).map(
        ({ recipient, params, ...row }) => ({
          ...row,
          to: recipient,
          params: JSON.parse(params) as Record<string, string>,
        }),
      ),
  };
};
