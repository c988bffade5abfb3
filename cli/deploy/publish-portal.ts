import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

/** Media types of what the portal is built of. A file of another kind is refused: guessed types are how pages get to run things. */
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

interface Portal {
  readonly client: S3Client;
  readonly bucket: string;
  /** Folder of the built portal. */
  readonly folder: string;
  /** What `/home.json` tells the portal of where it runs. */
  readonly home: Readonly<Record<string, string>>;
}

/**
 * Sends the portal's files: those that others name first, the page that names them last, so that whoever comes meanwhile sees one version
 * whole. Older files stay for pages that are still open. Answers how many were sent. Throws on a kind of file that it does not know.
 */
export const publishPortal = async ({ client, bucket, folder, home }: Portal): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  // Vite's own notes (`.vite`) are no part of the portal.
  const paths = entries.filter((one) => one.isFile()).map((one) => relative(folder, join(one.parentPath, one.name)));
  const keys = paths.filter((path) => !path.startsWith(".")).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const typed = keys.map((path) => ({ path, type: typeOf(path) }));
  await put(client, bucket, "home.json", Buffer.from(JSON.stringify(home)), TYPES[".json"] ?? "");
  for (const { path, type } of typed)
    await put(client, bucket, path.split(sep).join("/"), await readFile(join(folder, path)), type);
  return typed.length + 1;
};

const rank = (path: string): number => (path.endsWith(".html") ? 1 : 0);

const typeOf = (path: string): string => {
  const type = TYPES[extname(path)];
  if (type === undefined) throw new Error(`${path} is of no kind that the portal serves; known: ${Object.keys(TYPES).join(" ")}`);
  return type;
};

const put = async (client: S3Client, Bucket: string, Key: string, Body: Buffer, ContentType: string): Promise<void> => {
  await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType, ChecksumAlgorithm: "SHA256" }));
};
