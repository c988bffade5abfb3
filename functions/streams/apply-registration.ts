import { evidenceKey, pointerKey, registerCounterKey, registerList, registrationKey } from "#shared/adapters/keys.ts";
import type { CrossingBody } from "#shared/domain/crossings.ts";
import { type Item, type Json, type Ports, WriteConflict } from "#shared/ports.ts";
import { record } from "#shared/record/change.ts";
import { bytesOf } from "../bytes.ts";
import { inChunks } from "../chunks.ts";
import { bindThread } from "../panel/thread.ts";
import type { Registered, RegisteredItem } from "../registered.ts";

/**
 * Registers what arrived as SUB-001, SUB-002 …: the number first, bound to the message; then every item; then the registration with its
 * ledger entry. Repeated from any point, it goes on with the same number.
 */
export const applyRegistration = async (ports: Ports, message: Item): Promise<void> => {
  const body = message["body"] as unknown as CrossingBody<"registration">;
  const reference = await numberFor(ports, message);
  const [done] = await ports.records.read([registrationKey(reference)]);
  if (done === undefined) await register(ports, message, reference);
  await bindThread(ports, body.state, body.reference);
};

const register = async (ports: Ports, message: Item, reference: string): Promise<void> => {
  const body = message["body"] as unknown as CrossingBody<"registration">;
  const versions = await copiedVersions(ports, message);
  const { items } = await manifestOf(ports, body, versions);
  await inChunks(items, 8, (item) =>
    putOnce(ports, evidenceItem({ item, body, reference, version: versions.get(item.file.to) })),
  );
  const registration = {
    ...registrationKey(reference),
    schema: 1,
    version: 1,
    listPk: `${registerList}#${body.regime}`,
    listSk: `${body.registeredAt}#${reference}`,
    reference,
    regime: body.regime,
    state: body.state,
    submission: body.reference,
    title: body.title,
    ...(body.noteVerbale === undefined ? {} : { noteVerbale: body.noteVerbale }),
    ...(body.supplements === undefined ? {} : { supplements: body.supplements }),
    ...(body.handling === undefined ? {} : { handling: body.handling }),
    status: "registered",
    sealedAt: body.sealedAt,
    registeredAt: body.registeredAt,
    items: items.length,
    heldBack: items.filter((item) => item.verdict !== "verified").length,
    manifestSha256: body.manifest.sha256,
  } satisfies Item;
  await record(ports, {
    writes: [
      { put: registration, ifAbsent: true },
      { put: { ...pointerKey("ORIGIN", `${body.state}#${body.reference}`), schema: 1, reference }, ifAbsent: true },
    ],
    entries: [
      {
        pk: registration.pk,
        event: "evidence.registered",
        subject: reference,
        data: { reference, manifestSha256: body.manifest.sha256 },
      },
    ],
  });
};

/** Counts on and binds the number to the message in one transaction, so that one message never gets two. */
const numberFor = async (ports: Ports, message: Item): Promise<string> => {
  for (let attempt = 1; ; attempt += 1) {
    const [bound, counter] = await ports.records.read([{ pk: message.pk, sk: message.sk }, registerCounterKey]);
    if (typeof bound?.["reference"] === "string") return bound["reference"];
    const number = Number(counter?.["submissions"] ?? 0) + 1;
    const reference = `SUB-${String(number).padStart(3, "0")}`;
    const version = Number(counter?.version ?? 0);
    const next = {
      ...registerCounterKey,
      schema: 1,
      openSources: 0,
      ...counter,
      version: version + 1,
      submissions: number,
    } as Item;
    try {
      await ports.records.write([
        counter === undefined ? { put: next, ifAbsent: true } : { put: next, ifVersion: version },
        { put: { ...message, version: 2, reference }, ifVersion: 1 },
      ]);
      return reference;
    } catch (error) {
      if (!(error instanceof WriteConflict) || attempt >= 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 25 * attempt));
    }
  }
};

/** Versions of the Panel's copies, as the crossing wrote them down. */
const copiedVersions = async (ports: Ports, message: Item): Promise<ReadonlyMap<string, string>> => {
  const at = message["files"] as unknown as { key: string; version: string };
  const list = (await readJson(ports, at)) as { text: readonly { to: string; version: string }[] };
  return new Map(list.text.map((one) => [one.to, one.version]));
};

const manifestOf = async (
  ports: Ports,
  body: CrossingBody<"registration">,
  versions: ReadonlyMap<string, string>,
): Promise<Registered> => {
  const version = versions.get(body.manifest.to);
  if (version === undefined) throw new Error("the registration manifest was not copied");
  return ((await readJson(ports, { key: body.manifest.to, version })) as { text: Registered }).text;
};

const readJson = async (ports: Ports, at: { key: string; version: string }): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode(await bytesOf(await ports.files("evidence").read(at))));

const putOnce = async ({ records }: Ports, item: Item): Promise<void> => {
  try {
    await records.write([{ put: item, ifAbsent: true }]);
  } catch (error) {
    if (!(error instanceof WriteConflict && error.reasons.includes("exists"))) throw error;
  }
};

interface Place {
  readonly item: RegisteredItem;
  readonly body: CrossingBody<"registration">;
  readonly reference: string;
  readonly version: string | undefined;
}

/** What was held back is registered too, without a file: the Panel sees that it was sent, and why it cannot be used. */
const evidenceItem = ({ item, body, reference, version }: Place): Item => {
  const ref = `${reference}/${item.number}`;
  return {
    ...evidenceKey(ref),
    schema: 1,
    version: 1,
    ref,
    regime: body.regime,
    state: body.state,
    submission: `${body.reference}/${item.number}`,
    kind: item.kind,
    title: item.title,
    name: item.name,
    status: item.verdict,
    ...(item.reason === null ? {} : { reason: item.reason }),
    sha256Declared: item.sha256,
    ...(item.storedSha256 === null ? {} : { sha256Stored: item.storedSha256 }),
    bytes: item.bytes,
    mediaType: item.mediaType,
    metadata: item.metadata as Json,
    handling: item.handling as unknown as Json,
    ...(item.image === null ? {} : { image: item.image as unknown as Json }),
    ...(version === undefined ? {} : { key: item.file.to, fileVersion: version }),
    receiptEntry: body.receiptEntry,
    registeredAt: body.registeredAt,
    registeredBy: body.sealedBy,
  };
};

/** A withdrawal is a status: nothing new can rest on the material, and what was cited stays citable by id and hash. */
export const applyWithdrawal = async (ports: Ports, message: Item): Promise<void> => {
  const body = message["body"] as unknown as CrossingBody<"withdrawal">;
  const [pointer] = await ports.records.read([pointerKey("ORIGIN", `${body.state}#${body.reference}`)]);
  if (pointer === undefined) throw new Error(`${body.reference} is not registered yet`);
  const reference = String(pointer["reference"]);
  const [registration] = await ports.records.read([registrationKey(reference)]);
  if (registration === undefined) throw new Error(`${reference} is not registered yet`);
  const numbers = Array.from({ length: Number(registration["items"]) }, (_, index) => index + 1);
  await inChunks(numbers, 8, (number) => withdrawItem(ports, `${reference}/${number}`));
  if (registration["status"] === "withdrawn") return;
  const version = Number(registration.version);
  await record(ports, {
    writes: [{ put: { ...registration, version: version + 1, status: "withdrawn", withdrawnAt: body.at }, ifVersion: version }],
    entries: [{ pk: registration.pk, event: "evidence.withdrawn", subject: reference, data: { reference } }],
  });
};

const withdrawItem = async ({ records }: Ports, ref: string): Promise<void> => {
  const [item] = await records.read([evidenceKey(ref)]);
  if (item === undefined || item["status"] === "withdrawn") return;
  await records.write([
    { put: { ...item, version: Number(item.version) + 1, status: "withdrawn" }, ifVersion: Number(item.version) },
  ]);
};
