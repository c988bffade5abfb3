import type { CrossingBody, CrossingKind } from "#shared/domain/crossings.ts";
import type { Json, Ports } from "#shared/ports.ts";
import { exactBytes } from "#shared/record/exact.ts";
import { hashOf } from "#shared/sha256.ts";
import { bytesOf } from "../bytes.ts";
import { inChunks } from "../chunks.ts";
import type { Registered } from "../registered.ts";

interface Plate {
  readonly key: string;
  readonly version: string;
  readonly to: string;
  readonly sha256: string;
}
interface Copies {
  readonly from: string;
  readonly to: string;
}
/** A list of what was copied, kept as a file beside it: where it stands and which version. */
type CopiedList = { readonly key: string; readonly version: string };

/** Copies what a message names out of the sender's bucket; evidence is held against deletion from then on. Repeating it copies nothing twice. */
export const copyFiles = async (
  ports: Ports,
  copies: Copies,
  message: { kind: CrossingKind; id: string; body: Readonly<Record<string, Json>> },
): Promise<CopiedList> => {
  const plates = await platesOf(ports, copies, message);
  const target = ports.files(copies.to);
  const copied = await inChunks(plates, 8, async (plate) => {
    const stored = await target.copyFrom({ bucket: copies.from, key: plate.key, version: plate.version, to: plate.to });
    // Only the buckets of the record keep holds: a report's plates are copies of evidence that is held.
    if (copies.to === "evidence") await target.lock({ key: plate.to, version: stored.version });
    return { to: plate.to, version: stored.version, bytes: stored.bytes, sha256: plate.sha256 };
  });
  const key = `messages/${message.id}.json`;
  const list = await target.put({ key, body: exactBytes(copied, 1), mediaType: "application/json", once: true });
  return { key, version: list.version };
};

const platesOf = async (
  ports: Ports,
  copies: Copies,
  { kind, body }: { kind: CrossingKind; body: Readonly<Record<string, Json>> },
): Promise<readonly Plate[]> => {
  if (kind !== "registration") return (body as unknown as { plates: readonly Plate[] }).plates;
  const { manifest } = body as unknown as CrossingBody<"registration">;
  const bytes = await bytesOf(await ports.files(copies.from).read({ key: manifest.key, version: manifest.version }));
  const { sha256 } = await hashOf([bytes]);
  if (sha256 !== manifest.sha256) throw new Error(`the registration manifest has hash ${sha256}, not ${manifest.sha256}`);
  const { text } = JSON.parse(new TextDecoder().decode(bytes)) as { text: Registered };
  const files = text.items.flatMap(({ verdict, file, sha256: declared }) =>
    verdict === "verified" ? [{ ...file, sha256: declared }] : [],
  );
  return [manifest, ...files];
};
