import type { DatabaseSync } from "node:sqlite";
import type { StoredAdapter } from "oidc-provider";

const TABLE = `CREATE TABLE IF NOT EXISTS identity (
  kind TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, user_code TEXT, expires_at INTEGER, consumed INTEGER,
  PRIMARY KEY (kind, id)) STRICT;
CREATE INDEX IF NOT EXISTS identity_grant ON identity (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS identity_uid ON identity (kind, uid) WHERE uid IS NOT NULL`;

const seconds = () => Math.floor(Date.now() / 1000);
const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Sessions, grants, codes and refresh tokens of the issuer, kept in the home's database, so that a restart signs nobody out. */
export const identityStore = (database: DatabaseSync): ((kind: string) => StoredAdapter) => {
  database.exec(TABLE);
  database.prepare("DELETE FROM identity WHERE expires_at <= ?").run(seconds());
  const write = database.prepare("INSERT OR REPLACE INTO identity VALUES (?, ?, ?, ?, ?, ?, ?, NULL)");
  const by = (column: "id" | "uid" | "user_code") =>
    database.prepare(
      `SELECT payload, consumed FROM identity WHERE kind = ? AND ${column} = ? AND (expires_at IS NULL OR expires_at > ?)`,
    );
  const byId = by("id");
  const byUid = by("uid");
  const byCode = by("user_code");
  const consume = database.prepare("UPDATE identity SET consumed = ? WHERE kind = ? AND id = ?");
  const destroy = database.prepare("DELETE FROM identity WHERE kind = ? AND id = ?");
  const revoke = database.prepare("DELETE FROM identity WHERE grant_id = ?");
  const found = (row: unknown): Record<string, unknown> | undefined => {
    if (row === undefined) return undefined;
    const { payload, consumed } = row as { payload: string; consumed: number | null };
    return { ...(JSON.parse(payload) as Record<string, unknown>), ...(consumed === null ? {} : { consumed }) };
  };

  return (kind) => ({
    upsert: async (id, payload, expiresIn) => {
      const expires = expiresIn === undefined ? null : seconds() + expiresIn;
      const [grant, uid, code] = [payload["grantId"], payload["uid"], payload["userCode"]].map(textOrNull);
      write.run(kind, id, JSON.stringify(payload), grant ?? null, uid ?? null, code ?? null, expires);
    },
    find: async (id) => found(byId.get(kind, id, seconds())),
    findByUid: async (uid) => found(byUid.get(kind, uid, seconds())),
    findByUserCode: async (code) => found(byCode.get(kind, code, seconds())),
    consume: async (id) => void consume.run(seconds(), kind, id),
    destroy: async (id) => void destroy.run(kind, id),
    revokeByGrantId: async (grantId) => void revoke.run(grantId),
  });
};
