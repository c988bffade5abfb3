import { imageDimensions, mediaTypeOf } from "#shared/domain/media.ts";
import type { Ports } from "#shared/ports.ts";
import { FileRefused } from "#shared/ports.ts";
import type { AdoptedFinding, Plate, Plates } from "#shared/report/adopted.ts";
import { bareImage } from "#shared/report/bare-image.ts";
import { bytesOf } from "../bytes.ts";
import { inChunks } from "../chunks.ts";

/** Largest image put into a document as it is, bytes; a larger one is named in its place. */
const MAX_BYTES = 16 * 1024 ** 2;

/** Images of the figures, by exhibit: those that a document can hold. A figure without one says so in print. */
export const platesOf = async (ports: Ports, findings: readonly AdoptedFinding[]): Promise<Plates> => {
  const exhibits = findings.flatMap((finding) =>
    finding.figures.flatMap((figure) => finding.exhibits.filter((one) => one.ref === figure.exhibit && one.bytes <= MAX_BYTES)),
  );
  const unique = [...new Map(exhibits.map((one) => [one.ref, one])).values()];
  const plates = await inChunks(unique, 4, async ({ ref, sha256 }) => [ref, await plateAt(ports, `plates/${sha256}`)] as const);
  return Object.fromEntries(plates.flatMap(([ref, plate]) => (plate === undefined ? [] : [[ref, plate]])));
};

const plateAt = async (ports: Ports, key: string): Promise<Plate | undefined> => {
  try {
    const bytes = await bytesOf(await ports.files("reports").read({ key }));
    const mediaType = mediaTypeOf(bytes);
    const size = imageDimensions(bytes);
    if ((mediaType !== "image/png" && mediaType !== "image/jpeg") || size === undefined) return undefined;
    const bare = bareImage(bytes, mediaType);
    return bare === undefined ? undefined : { bytes: bare, mediaType, ...size };
  } catch (error) {
    if (error instanceof FileRefused && error.reason === "absent") return undefined;
    throw error;
  }
};
