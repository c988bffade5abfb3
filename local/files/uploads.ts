import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ulid } from "ulid";
import { type FilePart, FileRefused, type StoredFile } from "#shared/ports.ts";
import { append, type Commit, lastCommit, readCommit, storedFile } from "./commits.ts";
import { codeOf } from "./disk.ts";
import { isUlid, keyFolder, partialPath, type Store, settleKeyFolder } from "./paths.ts";

/**
 * A multipart upload is a folder `upload-<id>` inside the folder of its key. A part is one file in it, named by its number, its turn
 * (a part sent again with other bytes has the next), size and hash. Completing moves no bytes: the commit names the part files, and
 * taking the commit's number is the one step that turns an open upload into a version.
 */
interface Upload {
  readonly key: string;
  readonly mediaType: string;
  /** Number of the key's last commit when the upload began: what it was joined into has a higher one. */
  readonly after: number;
}

interface At {
  readonly key: string;
  readonly uploadId: string;
}

const uploadName = (uploadId: string) => `upload-${uploadId}`;
const uploadFolder = (store: Store, { key, uploadId }: At) => join(keyFolder(store, key), uploadName(uploadId));

export const beginUpload = async (store: Store, { key, mediaType }: { key: string; mediaType: string }) => {
  const folder = await settleKeyFolder(store, key);
  const uploadId = ulid(store.now());
  const upload: Upload = { key, mediaType, after: (await lastCommit(folder)).number };
  const partial = await partialPath(store);
  await store.disk.makeFolder(partial);
  await store.disk.write(join(partial, "upload.json"), [Buffer.from(JSON.stringify(upload))]);
  await store.disk.syncFolder(partial);
  await store.disk.rename(partial, join(folder, uploadName(uploadId)));
  await store.disk.syncFolder(folder);
  return { uploadId };
};

const absent = ({ uploadId }: At) => new FileRefused("absent", `no upload ${uploadId} is open for this key`);

const readText = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
};

/** The upload and the version that it was joined into. Throws `absent` when it never was or was given up. */
const findUpload = async (store: Store, at: At): Promise<{ readonly upload: Upload; readonly joined?: Commit }> => {
  if (!isUlid(at.uploadId)) throw absent(at);
  const folder = uploadFolder(store, at);
  const text = await readText(join(folder, "upload.json"));
  if (text === undefined || (await readText(join(folder, "decided"))) === "abort") throw absent(at);
  const upload = JSON.parse(text) as Upload;
  const joined = await joinedFrom(keyFolder(store, at.key), upload.after, at.uploadId);
  return joined === undefined ? { upload } : { upload, joined };
};

const joinedFrom = async (folder: string, after: number, uploadId: string): Promise<Commit | undefined> => {
  for (let number = after + 1; ; number += 1) {
    const commit = await readCommit(folder, number);
    if (commit === undefined || commit.upload === uploadId) return commit;
  }
};

/** Throws `absent` unless parts can be sent to this upload. */
const openUpload = async (store: Store, at: At): Promise<Upload> => {
  const { upload, joined } = await findUpload(store, at);
  if (joined !== undefined) throw absent(at);
  return upload;
};

interface PartFile extends FilePart {
  readonly name: string;
  readonly turn: number;
}

const PART_NAME = /^(\d{5})-(\d{5})-(\d+)-([0-9a-f]{64})$/;

/** The latest file of each part, by number. */
const partFiles = async (store: Store, at: At): Promise<readonly PartFile[]> => {
  const names = await readdir(uploadFolder(store, at)).catch((cause: unknown) => {
    if (codeOf(cause) === "ENOENT") throw absent(at);
    throw cause;
  });
  const latest = new Map<number, PartFile>();
  // Names of one part sort by turn.
  for (const name of names.sort()) {
    const [, part, turn, bytes, sha256] = PART_NAME.exec(name) ?? [];
    if (sha256 !== undefined)
      latest.set(Number(part), { part: Number(part), turn: Number(turn), bytes: Number(bytes), sha256, name });
  }
  return [...latest.values()];
};

const sameBytes = (one: FilePart, other: FilePart) => one.bytes === other.bytes && one.sha256 === other.sha256;

export const listParts = async (store: Store, at: At): Promise<readonly FilePart[]> => {
  await openUpload(store, at);
  return (await partFiles(store, at)).map(({ part, bytes, sha256 }) => ({ part, bytes, sha256 }));
};

/** A body whose length is not the declared one. */
export class WrongLength extends Error {
  override readonly name = "WrongLength";
}

/**
 * Takes one part. Resolves once it is on the disk under its name; leaves nothing when the bytes are not the declared ones or `source`
 * fails. Reads at most one chunk more than declared. Throws `absent`, `checksum` or `WrongLength`.
 */
export const storePart = async (store: Store, at: At, part: FilePart, source: AsyncIterable<Uint8Array>): Promise<void> => {
  await openUpload(store, at);
  const partial = await partialPath(store);
  await store.disk.write(partial, checked(source, part));
  try {
    const number = String(part.part).padStart(5, "0");
    const before = (await partFiles(store, at)).find((one) => one.part === part.part);
    const folder = uploadFolder(store, at);
    // The upload may have been given up meanwhile: then its folder is gone and the part with it.
    if (before === undefined || !sameBytes(before, part)) {
      const turn = String((before?.turn ?? 0) + 1).padStart(5, "0");
      await store.disk.link(partial, join(folder, `${number}-${turn}-${part.bytes}-${part.sha256}`));
    }
    await store.disk.syncFolder(folder);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") throw absent(at);
    throw cause;
  } finally {
    await store.disk.remove(partial);
  }
};

async function* checked(source: AsyncIterable<Uint8Array>, part: FilePart): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let seen = 0;
  for await (const chunk of source) {
    seen += chunk.length;
    if (seen > part.bytes) break;
    hash.update(chunk);
    yield chunk;
  }
  if (seen !== part.bytes)
    throw new WrongLength(`part ${part.part} was declared with ${part.bytes} bytes; ${seen > part.bytes ? "more" : seen} came`);
  const sha256 = hash.digest("hex");
  if (sha256 !== part.sha256)
    throw new FileRefused("checksum", `part ${part.part} has SHA-256 ${sha256}, not the declared ${part.sha256}`);
}

export const completeUpload = async (store: Store, at: At & { readonly parts: readonly FilePart[] }): Promise<StoredFile> => {
  const folder = keyFolder(store, at.key);
  const { upload, joined } = await findUpload(store, at);
  if (joined !== undefined) {
    await store.disk.syncFolder(folder);
    return storedFile(joined);
  }
  const chosen = choose(await partFiles(store, at), at.parts);
  if ((await decide(store, at, "complete")) === "abort") throw absent(at);
  const segments = chosen.map(({ name, bytes, sha256 }) => ({ path: `${uploadName(at.uploadId)}/${name}`, bytes, sha256 }));
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0);
  const commit = await append(store, at.key, async () => {
    const standing = await joinedFrom(folder, upload.after, at.uploadId);
    return standing === undefined ? { bytes, mediaType: upload.mediaType, segments, upload: at.uploadId } : { standing };
  });
  return storedFile(commit);
};

/** The files of parts 1 to n as declared. */
const choose = (arrived: readonly PartFile[], declared: readonly FilePart[]): readonly PartFile[] => {
  if (declared.length === 0) throw new FileRefused("incomplete", "an upload is joined from one part at least");
  const byNumber = new Map(arrived.map((part) => [part.part, part]));
  return declared
    .toSorted((one, other) => one.part - other.part)
    .map((part, index) => {
      const found = byNumber.get(part.part);
      if (part.part !== index + 1) throw new FileRefused("incomplete", `part ${index + 1} is not among those declared`);
      if (found === undefined) throw new FileRefused("incomplete", `part ${part.part} has not arrived`);
      if (!sameBytes(found, part))
        throw new FileRefused("incomplete", `part ${part.part} arrived with other bytes than declared`);
      return found;
    });
};

/** Completing and giving up exclude each other for good: the first to name the decision has it. */
const decide = async (store: Store, at: At, decision: "complete" | "abort"): Promise<string | undefined> => {
  const partial = await partialPath(store);
  await store.disk.write(partial, [Buffer.from(decision)]);
  const folder = uploadFolder(store, at);
  try {
    if (await store.disk.link(partial, join(folder, "decided"))) await store.disk.syncFolder(folder);
    return await readText(join(folder, "decided"));
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return "abort";
    throw cause;
  } finally {
    await store.disk.remove(partial);
  }
};

/** Gives up an open upload and its parts. One that is unknown or was joined is left as it is. */
export const abortUpload = async (store: Store, at: At): Promise<void> => {
  if (!isUlid(at.uploadId)) return;
  const folder = uploadFolder(store, at);
  if ((await readText(join(folder, "upload.json"))) === undefined) return;
  if ((await decide(store, at, "abort")) !== "abort") {
    if ((await findUpload(store, at)).joined !== undefined) return;
    throw new FileRefused("exists", "this upload is being completed: complete it again, then remove the file");
  }
  const partial = await partialPath(store);
  try {
    await store.disk.rename(folder, partial);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return;
    throw cause;
  }
  await store.disk.syncFolder(keyFolder(store, at.key));
  await store.disk.remove(partial);
};
