import type { Item } from "#shared/ports.ts";

/** A registered submission or open source as the Panel and its Secretariat see it: no content. */
export const shownRegistration = (item: Item) => ({
  reference: item["reference"],
  regime: item["regime"],
  state: item["state"] ?? null,
  /** The number that the State knows it by; ours never goes back to it. */
  stateReference: item["submission"] ?? null,
  title: item["title"],
  noteVerbale: item["noteVerbale"] ?? null,
  registeredAt: item["registeredAt"],
  sealedAt: item["sealedAt"] ?? null,
  status: item["status"],
  withdrawnAt: item["withdrawnAt"] ?? null,
  supplements: item["supplements"] ?? null,
  handling: item["handling"] ?? null,
  items: item["items"],
  heldBack: item["heldBack"],
  manifestSha256: item["manifestSha256"] ?? null,
});

/** One item of evidence. */
export const shownEvidence = (item: Item) => ({
  ref: item["ref"],
  kind: item["kind"],
  title: item["title"],
  name: item["name"] ?? null,
  state: item["state"] ?? null,
  publisher: item["publisher"] ?? null,
  status: item["status"],
  reason: item["reason"] ?? null,
  sha256Declared: item["sha256Declared"],
  sha256Stored: item["sha256Stored"] ?? null,
  bytes: item["bytes"],
  mediaType: item["mediaType"],
  metadata: item["metadata"],
  handling: item["handling"],
  image: item["image"] ?? null,
  registeredAt: item["registeredAt"],
  registeredBy: item["registeredBy"],
});
