import { submissionPk } from "#shared/adapters/keys.ts";
import type { Handling } from "#shared/domain/handling.ts";
import type { Item, Json, Ports } from "#shared/ports.ts";
import { record } from "#shared/record/change.ts";
import { exactBytes, sha256Hex } from "#shared/record/exact.ts";
import { itemsHash } from "#shared/record/receipt.ts";
import { handlingOf, itemsOf, versionOf } from "../delegation/submission.ts";
import type { Registered, RegisteredItem } from "../registered.ts";

/**
 * Registers a submission whose files are all concluded: the manifest is written first under its own hash, then the record with its
 * ledger entry (the one that the receipt proves) and the message to the Panel. Whoever comes second finds it done.
 */
export const registerSubmission = async (ports: Ports, submission: Item): Promise<void> => {
  const state = String(submission["state"]);
  const reference = String(submission["reference"]);
  const items = await itemsOf(ports.records, state, reference);
  const body: Registered = { state, reference, items: items.map((item) => registeredItem(item, submission)) };
  const bytes = exactBytes(JSON.parse(JSON.stringify(body)), 1);
  const sha256 = sha256Hex(bytes);
  const key = `STATE/${state}/${reference}/registration-${sha256}.json`;
  const manifest = await ports.files("uploads").put({ key, body: bytes, mediaType: "application/json", once: true });
  const now = ports.clock.now();
  const pk = submissionPk(state, reference);
  const entry = ports.newId();
  const { duePk: _duePk, dueAt: _dueAt, ...rest } = submission;
  const registered = {
    ...rest,
    version: versionOf(submission) + 1,
    status: "registered",
    heldBack: items.filter((item) => item["status"] === "quarantined").length,
    registeredAt: now,
    receiptEntry: entry,
    registrationSha256: sha256,
  } as Item;
  await record(ports, {
    writes: [{ put: registered, ifVersion: versionOf(submission) }],
    entries: [
      {
        pk,
        event: "submission.registered",
        state,
        subject: reference,
        data: { manifestSha256: String(submission["manifestSha256"]), itemsSha256: itemsHash(items) },
        id: entry,
      },
    ],
    messages: [
      {
        pk,
        kind: "registration",
        id: `${state}-${reference}`,
        body: {
          state,
          reference,
          regime: String(submission["regime"]),
          title: String(submission["title"]),
          ...optional(submission, "noteVerbale"),
          ...optional(submission, "supplements"),
          sealedAt: String(submission["sealedAt"]),
          sealedBy: String(submission["sealedBy"]),
          registeredAt: now,
          receiptEntry: entry,
          handling: submission["handling"] as unknown as Handling,
          manifest: { key, version: manifest.version, to: `registered/${state}/${reference}/manifest-${sha256}.json`, sha256 },
        },
      },
    ],
  });
};

const optional = <K extends string>(item: Item, name: K): { [P in K]?: string } =>
  (item[name] === undefined ? {} : { [name]: String(item[name]) }) as { [P in K]?: string };

const registeredItem = (item: Item, submission: Item): RegisteredItem => ({
  number: Number(item["number"]),
  kind: item["kind"] as RegisteredItem["kind"],
  name: String(item["name"]),
  title: String(item["title"]),
  bytes: Number(item["bytes"]),
  mediaType: String(item["mediaType"]),
  sha256: String(item["sha256"]),
  storedSha256: orNull(item["storedSha256"]) as string | null,
  metadata: item["metadata"] as unknown as RegisteredItem["metadata"],
  handling: handlingOf(item, submission) as unknown as RegisteredItem["handling"],
  verdict: item["status"] === "verified" ? "verified" : "quarantined",
  reason: orNull(item["reason"]) as string | null,
  image: orNull(item["image"]) as unknown as RegisteredItem["image"],
  file: {
    key: String(item["key"]),
    version: String(item["fileVersion"]),
    to: `registered/${String(submission["state"])}/${String(submission["reference"])}/${String(item["id"])}`,
  },
});

const orNull = (value: Json | undefined): Json => value ?? null;
