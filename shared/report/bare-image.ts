type Type = "image/png" | "image/jpeg";

/** Chunks without which a PNG looks different; everything else is text, times, places or somebody's own. */
const PNG_KEPT = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD", "pHYs"];

/**
 * The picture alone: a copy for print without what its file says beside the picture, such as place, time, device, names, comments,
 * small copies of itself and what was appended to it. Pixels, colours and the way up stay as they are. The exhibit itself is untouched.
 * Answers undefined where the file is not built as its type says, so that nothing unread is printed. (REPORT.md P41)
 */
export const bareImage = (bytes: Uint8Array, type: Type): Uint8Array | undefined => {
  try {
    return type === "image/png" ? barePng(bytes) : bareJpeg(bytes);
  } catch (error) {
    // Reading past the end: the file is cut or lies about its lengths.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const asciiAt = (bytes: Uint8Array, from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const barePng = (bytes: Uint8Array): Uint8Array | undefined => {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 8)];
  for (let at = 8; ; ) {
    const [type, end] = [asciiAt(bytes, at + 4, 4), at + 12 + view.getUint32(at)];
    if (end > bytes.length) return undefined;
    if (PNG_KEPT.includes(type)) parts.push(bytes.subarray(at, end));
    if (type === "IEND") return joined(parts);
    at = end;
  }
};

const [START_OF_SCAN, END_OF_IMAGE, COMMENT] = [0xda, 0xd9, 0xfe];
const [JFIF, EXIF, PROFILE, ADOBE] = [0xe0, 0xe1, 0xe2, 0xee];

const bareJpeg = (bytes: Uint8Array): Uint8Array | undefined => {
  const view = viewOf(bytes);
  const parts = [bytes.subarray(0, 2)];
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === END_OF_IMAGE) return joined([...parts, bytes.subarray(at, at + 2)]);
    // A marker may be preceded by any number of fill bytes.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return undefined;
    const kept = keptSegment(bytes.subarray(at, end), marker);
    if (kept !== undefined) parts.push(kept);
    at = end;
    if (marker !== START_OF_SCAN) continue;
    at = endOfScan(bytes, end);
    parts.push(bytes.subarray(end, at));
  }
};

/** Compressed data goes on to the next marker that is neither a stuffed byte nor a restart. Throws `RangeError` where none comes. */
const endOfScan = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new RangeError("no marker after the compressed data");
};

const keptSegment = (segment: Uint8Array, marker: number): Uint8Array | undefined => {
  const name = asciiAt(segment, 4, 12);
  if (marker === EXIF) return name.startsWith("Exif\0\0") ? wayUp(segment.subarray(10)) : undefined;
  if (marker === JFIF) return name.startsWith("JFIF\0") ? withoutThumbnail(segment) : undefined;
  if (marker === PROFILE) return name === "ICC_PROFILE\0" ? segment : undefined;
  if (marker === ADOBE) return name.startsWith("Adobe") ? segment : undefined;
  return marker === COMMENT || (marker >= 0xe0 && marker <= 0xef) ? undefined : segment;
};

const withoutThumbnail = (segment: Uint8Array): Uint8Array => {
  const bare = segment.slice(0, 18);
  bare.set([0, 16], 2);
  bare.set([0, 0], 16);
  return bare;
};

const ORIENTATION = 0x0112;
/** Of a camera's notes the one that says which way up the picture is; nothing where it is as it stands. */
const wayUp = (tiff: Uint8Array): Uint8Array | undefined => {
  const view = viewOf(tiff);
  const little = view.getUint8(0) === 0x49;
  const directory = view.getUint32(4, little);
  for (let index = 0; index < view.getUint16(directory, little); index += 1) {
    const at = directory + 2 + index * 12;
    if (view.getUint16(at, little) !== ORIENTATION) continue;
    const turned = view.getUint16(at + 8, little);
    return turned >= 2 && turned <= 8 ? orientation(turned) : undefined;
  }
  return undefined;
};

/** An Exif segment of one entry: two bytes a number, most significant first. */
const orientation = (turned: number): Uint8Array =>
  Uint8Array.of(
    ...[0xff, EXIF, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1],
    ...[ORIENTATION >> 8, ORIENTATION & 0xff, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0],
    ...[0, 0, 0, 0],
  );
