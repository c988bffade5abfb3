import { createHash } from "node:crypto";
import { join } from "node:path";
import { FileRefused, type Files } from "#shared/ports.ts";
import { append, type Commit, findCommit, storedFile } from "./commits.ts";
import { type Disk, realDisk } from "./disk.ts";
import { signedLink } from "./links.ts";
import { keyFolder, partialPath, type Store, settleKeyFolder } from "./paths.ts";
import { readSegments, wholeSha256 } from "./segments.ts";
import { abortUpload, beginUpload, completeUpload, listParts } from "./uploads.ts";

interface Options {
  /** Folder of all buckets of the home. */
  readonly folder: string;
  readonly bucket: string;
  /** Signs links. */
  readonly secret: Uint8Array;
  readonly baseUrl: string;
  /** Machine time, milliseconds. */
  readonly now: () => number;
  readonly disk?: Disk;
}

/** The files port on a directory: versions, holds, uploads in parts, SHA-256 per part and whole. Nothing is visible before it is whole and on the disk. */
export const directoryFiles = ({ folder, bucket, secret, baseUrl, now, disk = realDisk }: Options): Files => {
  const store: Store = { folder, bucket, disk, now };
  const link = (permit: Omit<Parameters<typeof signedLink>[0]["permit"], "bucket" | "expires">, seconds: number) =>
    signedLink({ baseUrl, secret, permit: { ...permit, bucket, expires: String(now() + seconds * 1000) } });
  return {
    begin: (at) => beginUpload(store, at),
    linkPart: async ({ key, uploadId, part, expiresSeconds }) =>
      link(
        { method: "PUT", key, uploadId, part: String(part.part), bytes: String(part.bytes), sha256: part.sha256 },
        expiresSeconds,
      ),
    parts: (at) => listParts(store, at),
    complete: (at) => completeUpload(store, at),
    abort: (at) => abortUpload(store, at),
    put: (at) => put(store, at),
    head: async (at) => {
      const found = await findCommit(store, at);
      return found === undefined ? undefined : storedFile(found);
    },
    read: async ({ from = 0, to, unchecked = false, ...at }) => {
      const found = await present(store, at);
      const end = Math.min(to ?? found.bytes, found.bytes);
      return end <= from ? none() : readSegments(keyFolder(store, at.key), found, { from, to: end, unchecked });
    },
    linkDownload: async ({ key, version, fileName, expiresSeconds }) => {
      const found = await present(store, { key, version });
      return link({ method: "GET", key, version: found.version, fileName }, expiresSeconds);
    },
    copyFrom: (at) => copyFrom(store, at),
    lock: async ({ key, version }) => {
      await present(store, { key, version });
      const partial = await partialPath(store);
      await disk.write(partial, [Buffer.from("held")]);
      await disk.link(partial, join(keyFolder(store, key), `held-${version}`));
      await disk.syncFolder(keyFolder(store, key));
      await disk.remove(partial);
    },
    remove: async ({ key }) => {
      if ((await findCommit(store, { key })) === undefined) return;
      await append(store, key, async ({ commit }) =>
        commit === undefined || commit.removed
          ? { standing: commit as Commit }
          : { bytes: 0, mediaType: commit.mediaType, segments: [], removed: true },
      );
    },
  };
};

async function* none(): AsyncGenerator<Uint8Array> {}

const present = async (store: Store, at: { key: string; version?: string | undefined }): Promise<Commit> => {
  const found = await findCommit(store, at);
  if (found === undefined)
    throw new FileRefused(
      "absent",
      at.version === undefined ? "no file under this key" : `no file under this key in version ${at.version}`,
    );
  return found;
};

const put = async (store: Store, { key, body, mediaType, once }: Parameters<Files["put"]>[0]) => {
  const sha256 = createHash("sha256").update(body).digest("hex");
  const folder = await settleKeyFolder(store, key);
  const path = await keep(store, folder, sha256, [body]);
  const commit = await append(store, key, async ({ commit: last }) => {
    if (!once || last === undefined || last.removed)
      return { bytes: body.length, mediaType, segments: [{ path, bytes: body.length, sha256 }] };
    if (last.bytes === body.length && (await wholeSha256(folder, last)) === sha256) return { standing: last };
    throw new FileRefused("exists", `${key} was written once and its bytes differ`);
  });
  return storedFile(commit);
};

/** A copy has bytes of its own: what damages one does not damage the other. */
const copyFrom = async (store: Store, { bucket, key, version, to }: Parameters<Files["copyFrom"]>[0]) => {
  const source = { ...store, bucket };
  const original = await present(source, { key, version });
  const from = `${bucket}/${key}@${version}`;
  const folder = await settleKeyFolder(store, to);
  const standing = await findCommit(store, { key: to });
  if (standing?.from === from) return storedFile(standing);
  const sha256 = await wholeSha256(keyFolder(source, key), original);
  const path = await keep(store, folder, sha256, readSegments(keyFolder(source, key), original, { from: 0, to: original.bytes }));
  const commit = await append(store, to, async ({ commit: last }) =>
    last?.from === from && !last.removed
      ? { standing: last }
      : { bytes: original.bytes, mediaType: original.mediaType, segments: [{ path, bytes: original.bytes, sha256 }], from },
  );
  return storedFile(commit);
};

/** Puts bytes into the key's folder under their hash and answers the name; no version has them before a commit says so. */
const keep = async (
  store: Store,
  folder: string,
  sha256: string,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<string> => {
  const partial = await partialPath(store);
  await store.disk.write(partial, source);
  try {
    await store.disk.link(partial, join(folder, `whole-${sha256}`));
    await store.disk.syncFolder(folder);
  } finally {
    await store.disk.remove(partial);
  }
  return `whole-${sha256}`;
};
