import { homePorts } from "#shared/adapters/home.ts";
import { contentFits, imageDimensions, mediaTypeOf } from "#shared/domain/media.ts";
import { guarded } from "#shared/log.ts";
import { bytesOf } from "../bytes.ts";
import { fileUnder, type UnderVerification } from "./file-under.ts";

/** Bytes from the start of a file that its type and, for most images, its dimensions are read from. */
const HEAD = 1024 * 1024;
/** A directory of a TIFF may stand at the end; images up to this size are read whole for their dimensions. */
const WHOLE = 64 * 1024 * 1024;

export interface Inspected {
  readonly fits: boolean;
  readonly found: string | null;
  readonly image: { readonly width: number; readonly height: number } | null;
}

/** Whether the content is of the declared type, and the dimensions of an image. */
export const handler = guarded("inspect-file", async (input: UnderVerification): Promise<Inspected> => {
  const ports = (await homePorts())(input.state);
  const item = await fileUnder(ports, input);
  const at = { key: String(item["key"]), version: String(item["fileVersion"]) };
  const size = Number(item["storedBytes"]);
  const read = async (to: number) =>
    size === 0 ? new Uint8Array() : bytesOf(await ports.files("uploads").read({ ...at, from: 0, to: Math.min(size, to) }));
  const head = await read(HEAD);
  const fits = contentFits(head, String(item["mediaType"]));
  const isImage = fits && String(item["mediaType"]).startsWith("image/");
  const image = isImage
    ? (imageDimensions(head) ?? (size > HEAD && size <= WHOLE ? imageDimensions(await read(WHOLE)) : undefined))
    : undefined;
  return { fits, found: mediaTypeOf(head) ?? null, image: image ?? null };
});
