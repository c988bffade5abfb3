const MIB = 1024 ** 2;
/** Largest file, 5 TiB: what S3 keeps as one object. */
const MAX_BYTES = 5 * 1024 ** 4;
const MAX_PARTS = 10_000;
/** Small enough to be sent again over a weak line, larger than the 5 MiB that every part but the last must have. */
const DEFAULT_PART_BYTES = 8 * MIB;

export interface UploadPlan {
  /** Size of every part but the last, 8 MiB to 525 MiB. */
  readonly partBytes: number;
  /** 1 to 10,000; an empty file is one empty part. */
  readonly parts: number;
}

/** How a file of `bytes` (0 to 5 TiB) is sent. Throws a `RangeError` for any other number. */
export const planUpload = (bytes: number): UploadPlan => {
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw new RangeError(`a file has a whole number of bytes, not ${bytes}`);
  if (bytes > MAX_BYTES) throw new RangeError(`a file has at most ${MAX_BYTES} bytes (5 TiB), not ${bytes}: send it as several`);
  const partBytes = Math.max(DEFAULT_PART_BYTES, Math.ceil(bytes / MAX_PARTS / MIB) * MIB);
  return { partBytes, parts: Math.max(1, Math.ceil(bytes / partBytes)) };
};
