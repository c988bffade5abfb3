import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";

/** Opening an original is an entry of the record, written before the link is given. */
export const run: Run<"open-evidence"> = async ({ record, ports, commit }) => {
  if (record === undefined) throw new Problem("NOT_FOUND");
  const ref = String(record["ref"]);
  if (record["status"] !== "verified")
    throw new Problem("EVIDENCE_QUARANTINED", { ref, reason: String(record["reason"] ?? "not verified") });
  const name = String(record["name"] ?? `${ref.replace("/", "-")}.txt`);
  const link = await ports
    .files("evidence")
    .linkDownload({ key: String(record["key"]), version: String(record["fileVersion"]), fileName: name, expiresSeconds: 900 });
  return commit(
    {
      writes: [],
      entries: [
        {
          pk: record.pk,
          event: "evidence.opened",
          subject: ref,
          data: { reference: ref, sha256: String(record["sha256Stored"]) },
        },
      ],
    },
    { ...link, sha256: record["sha256Stored"] },
  );
};
