const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
const starts = (bytes: Uint8Array, ...signature: readonly number[]) => signature.every((value, index) => bytes[index] === value);

/** Signatures of media types, in the order they are tried. */
const SIGNATURES: readonly { readonly type: string; readonly is: (bytes: Uint8Array) => boolean }[] = [
  { type: "image/png", is: (bytes) => starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { type: "image/jpeg", is: (bytes) => starts(bytes, 0xff, 0xd8, 0xff) },
  { type: "image/tiff", is: (bytes) => ["II*\0", "MM\0*", "II+\0", "MM\0+"].includes(ascii(bytes, 0, 4)) },
  { type: "image/nitf", is: (bytes) => ["NITF0", "NSIF0"].includes(ascii(bytes, 0, 5)) },
  { type: "image/webp", is: (bytes) => ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP" },
  {
    type: "image/heic",
    is: (bytes) => ascii(bytes, 4, 8) === "ftyp" && ["heic", "heix", "mif1", "msf1"].includes(ascii(bytes, 8, 12)),
  },
  { type: "video/quicktime", is: (bytes) => ascii(bytes, 4, 12) === "ftypqt  " },
  { type: "video/mp4", is: (bytes) => ascii(bytes, 4, 8) === "ftyp" },
  { type: "application/pdf", is: (bytes) => ascii(bytes, 0, 1024).includes("%PDF-") },
  { type: "application/zip", is: (bytes) => starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06) },
];
const TEXT_TYPES: readonly string[] = ["text/plain", "text/csv", "text/html", "application/json", "application/xml"];

/** Media type that the first bytes (at least 1,024 where there are so many) show, `text` for anything that reads as text, undefined otherwise. */
export const mediaTypeOf = (head: Uint8Array): string | undefined =>
  SIGNATURES.find((one) => one.is(head))?.type ?? (looksLikeText(head) ? "text" : undefined);

/** No NUL and valid UTF-8, up to three bytes cut off at the end. Empty is text: zero bytes contradict no type. */
const looksLikeText = (head: Uint8Array): boolean => {
  if (head.includes(0)) return false;
  for (let cut = 0; cut < 4; cut += 1) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(head.subarray(0, Math.max(0, head.length - cut)));
      return true;
    } catch {
      // A character may be cut at the end of the head: try without its first bytes.
    }
  }
  return false;
};

/** Whether the content can be of the declared type. Empty content is accepted for every type. */
export const contentFits = (head: Uint8Array, declared: string): boolean => {
  if (head.length === 0) return true;
  const found = mediaTypeOf(head);
  return found === "text" ? TEXT_TYPES.includes(declared) : found === declared;
};

/** Width and height in pixels of a PNG, JPEG or TIFF whose header lies in these bytes; undefined otherwise. Never throws. */
export const imageDimensions = (bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const type = mediaTypeOf(bytes);
    if (type === "image/png") return { width: view.getUint32(16), height: view.getUint32(20) };
    if (type === "image/jpeg") return jpegSize(view);
    if (type === "image/tiff") return tiffSize(view);
  } catch (error) {
    // Reading past the end: the header is cut or lies about its lengths, so the dimensions are not known.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
};

const jpegSize = (view: DataView) => {
  for (let at = 2; at < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
};

const tiffSize = (view: DataView) => {
  const little = view.getUint8(0) === 0x49;
  if (view.getUint16(2, little) !== 42) return undefined;
  const directory = view.getUint32(4, little);
  const count = Math.min(view.getUint16(directory, little), 512);
  const value = (wanted: number): number | undefined => {
    for (let index = 0; index < count; index += 1) {
      const at = directory + 2 + index * 12;
      if (view.getUint16(at, little) === wanted)
        return view.getUint16(at + 2, little) === 3 ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
    }
    return undefined;
  };
  const [width, height] = [value(256), value(257)];
  return width === undefined || height === undefined ? undefined : { width, height };
};
