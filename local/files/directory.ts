import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { ulid } from "ulid";
import { type FilePart, FileRefused, type Files, type StoredFile } from "#shared/ports.ts";
import { durableFolder, folderOf, namesIn, readJson, uploadFolder, writeText, writeWhole } from "./disk.ts";
import { signedLink } from "./links.ts";

interface Options {
  readonly folder: string;
  readonly bucket: string;
  readonly secret: string;
  readonly baseUrl: string;
  readonly now: () => number;
}
interface Upload {
  readonly key: string;
  readonly mediaType: string;
}
type Version = StoredFile & { readonly deleted?: true };

/** The files port on a directory: versions, locks, uploads in parts, SHA-256 per part. Nothing is visible before it is whole and durable. */
export const directoryFiles = (options: Options): Files => {
  const { folder: root, bucket, secret, baseUrl, now } = options;
  const objects = (key: string) => folderOf(root, bucket, key);
  const expires = (seconds: number) => String(now() + seconds * 1000);

  const store = async (key: string, mediaType: string, version: string, fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<void>): Promise<StoredFile> => {
    const folder = objects(key);
    await durableFolder(folder);
    let bytes = 0;
    await writeWhole(join(folder, `${version}.bin`), (write) =>
      fill(async (chunk) => {
        bytes += chunk.length;
        await write(chunk);
      }),
    );
    const stored = { key, version, bytes, mediaType };
    await writeText(join(folder, `${version}.json`), JSON.stringify(stored));
    return stored;
  };

  const find = async (key: string, version?: string): Promise<StoredFile | undefined> => {
    const folder = objects(key);
    const newest = version ?? (await namesIn(folder)).filter((name) => name.endsWith(".json")).toSorted().at(-1)?.slice(0, -5);
    if (newest === undefined || !/^[0-9A-Za-z-]+$/.test(newest)) return undefined;
    const found = await readJson<Version>(join(folder, `${newest}.json`));
    return found === undefined || found.deleted ? undefined : found;
  };
  const mustFind = async (key: string, version?: string): Promise<StoredFile> => {
    const found = await find(key, version);
    if (found === undefined) throw new FileRefused("absent", `no file under this key${version === undefined ? "" : ` in version ${version}`}`);
    return found;
  };

  const uploadOf = async (key: string, uploadId: string): Promise<string> => {
    const folder = uploadFolder(root, bucket, uploadId);
    const upload = await readJson<Upload>(join(folder, "upload.json"));
    if (upload === undefined || upload.key !== key) throw new FileRefused("absent", "no such upload, or it was completed");
    return folder;
  };
  const partsIn = async (folder: string): Promise<readonly FilePart[]> => {
    const names = (await namesIn(folder)).filter((name) => /^part-\d+\.json$/.test(name));
    const parts = await Promise.all(names.map((name) => readJson<FilePart>(join(folder, name))));
    return parts.filter((part) => part !== undefined).toSorted((a, b) => a.part - b.part);
  };

  const files: Files = {
    begin: async ({ key, mediaType }) => {
      const uploadId = ulid();
      const folder = uploadFolder(root, bucket, uploadId);
      await durableFolder(folder);
      await writeText(join(folder, "upload.json"), JSON.stringify({ key, mediaType }));
      return { uploadId };
    },
    linkPart: async ({ key, uploadId, part, expiresSeconds }) =>
      signedLink({
        baseUrl,
        secret,
        permit: { method: "PUT", bucket, key, uploadId, part: String(part.part), bytes: String(part.bytes), sha256: part.sha256, expires: expires(expiresSeconds) },
      }),
    parts: async ({ key, uploadId }) => partsIn(await uploadOf(key, uploadId)),
    complete: async ({ key, uploadId }) => {
      // The version is the upload's own id, so that completing again after a crash finds or repeats the same file.
      const done = await find(key, uploadId);
      if (done !== undefined) {
        await rm(uploadFolder(root, bucket, uploadId), { recursive: true, force: true });
        return done;
      }
      const folder = await uploadOf(key, uploadId);
      const parts = await partsIn(folder);
      if (parts.length === 0 || parts.some((part, index) => part.part !== index + 1)) throw new FileRefused("incomplete", "parts are missing");
      const upload = await readJson<Upload>(join(folder, "upload.json"));
      const stored = await store(key, upload?.mediaType ?? "application/octet-stream", uploadId, async (write) => {
        for (const part of parts) for await (const chunk of createReadStream(join(folder, `part-${part.part}.bin`))) await write(chunk as Uint8Array);
      });
      await rm(folder, { recursive: true, force: true });
      return stored;
    },
    abort: ({ uploadId }) => rm(uploadFolder(root, bucket, uploadId), { recursive: true, force: true }),
    put: async ({ key, body, mediaType, once }) => {
      const before = once ? await find(key) : undefined;
      if (before !== undefined) {
        const same = before.bytes === body.length && (await digestOf(await files.read({ key }))) === createHash("sha256").update(body).digest("hex");
        if (same) return before;
        throw new FileRefused("exists", `${key} was written once and its bytes differ`);
      }
      return store(key, mediaType, ulid(), (write) => write(body));
    },
    head: ({ key, version }) => find(key, version),
    read: async ({ key, version, from = 0, to }) => {
      const found = await mustFind(key, version);
      const end = Math.min(to ?? found.bytes, found.bytes);
      if (end <= from) return (async function* () {})();
      const path = join(objects(key), `${found.version}.bin`);
      await (await open(path)).close();
      return createReadStream(path, { start: from, end: end - 1, highWaterMark: 1024 * 1024 });
    },
    linkDownload: async ({ key, version, fileName, expiresSeconds }) => {
      const found = await mustFind(key, version);
      return signedLink({ baseUrl, secret, permit: { method: "GET", bucket, key, version: found.version, fileName, expires: expires(expiresSeconds) } });
    },
    copyFrom: async ({ bucket: source, key, version, to }) => {
      const before = await find(to);
      const from = directoryFiles({ ...options, bucket: source });
      const original = await from.head({ key, version });
      if (original === undefined) throw new FileRefused("absent", "the file to copy is not there");
      if (before !== undefined && before.bytes === original.bytes) return before;
      const content = await from.read({ key, version });
      return store(to, original.mediaType, ulid(), async (write) => {
        for await (const chunk of content) await write(chunk);
      });
    },
    lock: async ({ key, version }) => {
      await mustFind(key, version);
      const path = join(objects(key), `${version}.lock`);
      if (!existsSync(path)) await writeText(path, "held");
    },
    remove: async ({ key }) => {
      const found = await find(key);
      if (found === undefined) return;
      if (existsSync(join(objects(key), `${found.version}.lock`))) throw new FileRefused("locked", `${key} is held`);
      const version = ulid();
      await writeText(join(objects(key), `${version}.json`), JSON.stringify({ key, version, bytes: 0, mediaType: "", deleted: true }));
    },
  };
  return files;
};

const digestOf = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
};
