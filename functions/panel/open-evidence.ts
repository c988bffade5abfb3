import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Item } from "#shared/ports.ts";
import type { MessageDraft } from "#shared/record/change.ts";

/** Opening an original is an entry of the record, written before the link is given; its State is told when and which, never who. */
export const run: Run<"open-evidence"> = async ({ record, ports, commit, now }) => {
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
      messages: toldToState(record, ports.newId(), now),
    },
    { ...link, sha256: record["sha256Stored"] },
  );
};

/** Open sources have no State that gave them, so nobody is told. */
const toldToState = (record: Item, id: string, at: string): readonly MessageDraft[] => {
  const [reference, number] = String(record["submission"] ?? "").split("/");
  const state = record["state"];
  if (typeof state !== "string" || reference === undefined || number === undefined) return [];
  return [{ pk: record.pk as string, kind: "opening", id, body: { state, opening: id, reference, number: Number(number), at } }];
};
