import { evidenceKey } from "#shared/adapters/keys.ts";
import type { Exhibit } from "#shared/domain/case.ts";
import { EVIDENCE, type EvidenceKind } from "#shared/domain/evidence.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Item, Records } from "#shared/ports.ts";

/** Registered evidence as exhibits of a case. What was held back cannot be used, and says so. */
export const exhibitsFor = async (records: Records, refs: readonly string[], regime: string): Promise<readonly Exhibit[]> => {
  if (refs.length === 0) return [];
  const items = await records.read(refs.map(evidenceKey));
  return items.map((item, index) => {
    const ref = refs[index] ?? "";
    if (item === undefined || item["regime"] !== regime)
      throw new Problem("INVALID", { where: "exhibits", what: `${ref} is not registered evidence of this regime` });
    if (item["status"] !== "verified")
      throw new Problem("EVIDENCE_QUARANTINED", { ref, reason: String(item["reason"] ?? item["status"]) });
    return exhibitOf(item);
  });
};

const exhibitOf = (item: Item): Exhibit => {
  const metadata = (item["metadata"] ?? {}) as Readonly<Record<string, string | number | boolean>>;
  const identity = EVIDENCE[item["kind"] as EvidenceKind].identity;
  const named = (name: "sceneId" | "objectId") =>
    identity === name && typeof metadata[name] === "string" ? { [name]: metadata[name] } : {};
  const shows = metadata["acquiredFrom"] ?? metadata["date"] ?? item["published"];
  return {
    ref: String(item["ref"]),
    kind: item["kind"] as EvidenceKind,
    title: String(item["title"]),
    sha256Declared: String(item["sha256Declared"]),
    sha256Stored: String(item["sha256Stored"]),
    bytes: Number(item["bytes"]),
    mediaType: String(item["mediaType"]),
    fileVersion: String(item["fileVersion"]),
    handling: item["handling"] as never,
    origin: String(item["state"] === undefined ? item["publisher"] : `Government of ${item["state"]}`),
    registeredAt: String(item["registeredAt"]),
    registeredBy: String(item["registeredBy"]),
    grades: [],
    ...(item["state"] === undefined ? {} : { state: String(item["state"]), submission: String(item["submission"]) }),
    ...(item["publisher"] === undefined ? {} : { publisher: String(item["publisher"]) }),
    ...(item["receiptEntry"] === undefined ? {} : { receiptEntry: String(item["receiptEntry"]) }),
    ...(item["image"] === undefined ? {} : { figure: item["image"] as unknown as { width: number; height: number } }),
    ...(shows === undefined ? {} : { shows: String(shows) }),
    ...named("sceneId"),
    ...named("objectId"),
  };
};
