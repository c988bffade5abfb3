import { evidenceKey, registerCounterKey, registerList, registrationKey } from "#shared/adapters/keys.ts";
import { EVIDENCE, metadataSchema } from "#shared/domain/evidence.ts";
import { Problem } from "#shared/domain/problems.ts";
import { isRegime } from "#shared/domain/regimes.ts";
import type { Run } from "#shared/endpoint.ts";
import type { Item } from "#shared/ports.ts";
import { sha256Hex } from "#shared/record/exact.ts";
import { shownEvidence } from "./register.ts";

/** Stores what the expert captured under its own hash, then registers it as OS-001, OS-002 … */
export const run: Run<"collect-evidence"> = async ({ input, ports, actor, commit, now }) => {
  if (!isRegime(input.regime))
    throw new Problem("INVALID", { where: "regime", what: `${input.regime} is not a regime of this system` });
  const metadata = metadataSchema(input.kind).safeParse(input.metadata);
  if (!metadata.success) {
    const details = metadata.error.issues.map((issue) => ({ where: `metadata.${issue.path.join(".")}`, what: issue.message }));
    throw new Problem(
      "INVALID",
      { where: details[0]?.where ?? "metadata", what: details[0]?.what ?? "not as described" },
      { details },
    );
  }
  const body = new TextEncoder().encode(input.capture);
  const sha256 = sha256Hex(body);
  const key = `collected/${sha256}.txt`;
  const files = ports.files("evidence");
  const stored = await files.put({ key, body, mediaType: "text/plain", once: true });
  await files.lock({ key, version: stored.version });

  const [counter] = await ports.records.read([registerCounterKey]);
  const number = Number(counter?.["openSources"] ?? 0) + 1;
  const reference = `OS-${String(number).padStart(3, "0")}`;
  const evidence = {
    ...evidenceKey(`${reference}/1`),
    schema: 1,
    version: 1,
    ref: `${reference}/1`,
    regime: input.regime,
    kind: input.kind,
    title: input.title,
    publisher: input.publisher,
    ...(input.published === undefined ? {} : { published: input.published }),
    status: "verified",
    sha256Declared: sha256,
    sha256Stored: sha256,
    bytes: stored.bytes,
    mediaType: "text/plain",
    metadata: input.metadata,
    handling: input.handling,
    key,
    fileVersion: stored.version,
    registeredAt: now,
    registeredBy: actor.id,
  } satisfies Item;
  const registration = {
    ...registrationKey(reference),
    schema: 1,
    version: 1,
    listPk: `${registerList}#${input.regime}`,
    listSk: `${now}#${reference}`,
    reference,
    regime: input.regime,
    title: input.title,
    status: "registered",
    registeredAt: now,
    items: 1,
    heldBack: 0,
  } satisfies Item;
  const version = Number(counter?.version ?? 0);
  const next = {
    ...registerCounterKey,
    schema: 1,
    submissions: 0,
    ...counter,
    version: version + 1,
    openSources: number,
  } as Item;
  return commit(
    {
      writes: [
        counter === undefined ? { put: next, ifAbsent: true } : { put: next, ifVersion: version },
        { put: registration, ifAbsent: true },
        { put: evidence, ifAbsent: true },
      ],
      entries: [
        { pk: registration.pk, event: "evidence.collected", subject: reference, data: { reference: `${reference}/1`, sha256 } },
      ],
    },
    { ...shownEvidence(evidence), evidenceKind: EVIDENCE[input.kind].title },
  );
};
