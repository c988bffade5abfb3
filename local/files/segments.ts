import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { FileRefused } from "#shared/ports.ts";
import type { Commit, Segment } from "./commits.ts";

const CHUNK_BYTES = 1024 * 1024;

interface Range {
  readonly from: number;
  readonly to: number;
  readonly unchecked?: boolean;
}

/**
 * Bytes `from` (inclusive) to `to` (exclusive) of a version. Every segment that is read whole is hashed on the way: bytes that changed
 * on the disk end the stream with `FileRefused` instead of passing for what was stored. `unchecked` leaves that to the caller.
 */
export async function* readSegments(
  folder: string,
  commit: Commit,
  { from, to, unchecked = false }: Range,
): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const segment of commit.segments) {
    const end = start + segment.bytes;
    if (end > from && start < to)
      yield* readSegment(folder, segment, { from: Math.max(from, start) - start, to: Math.min(to, end) - start, unchecked });
    start = end;
  }
}

async function* readSegment(folder: string, segment: Segment, { from, to, unchecked }: Range): AsyncGenerator<Uint8Array> {
  const whole = !unchecked && from === 0 && to === segment.bytes;
  const hash = createHash("sha256");
  let seen = 0;
  const stream = createReadStream(join(folder, segment.path), { start: from, end: to - 1, highWaterMark: CHUNK_BYTES });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    seen += chunk.length;
    if (whole) hash.update(chunk);
    // The last chunk is held back until the hash is known to be right.
    if (seen === to - from && whole && hash.digest("hex") !== segment.sha256) throw damaged(segment);
    yield chunk;
  }
  if (seen !== to - from) throw damaged(segment);
}

const damaged = ({ path, bytes }: Segment) =>
  new FileRefused("checksum", `the stored bytes of ${path} (${bytes}) are no longer those that were accepted: restore them`);

/** SHA-256 of all bytes of a version. */
export const wholeSha256 = async (folder: string, commit: Commit): Promise<string> => {
  const [only, ...others] = commit.segments;
  if (only !== undefined && others.length === 0) return only.sha256;
  const hash = createHash("sha256");
  for await (const chunk of readSegments(folder, commit, { from: 0, to: commit.bytes })) hash.update(chunk);
  return hash.digest("hex");
};
