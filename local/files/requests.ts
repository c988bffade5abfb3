import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { directoryFiles } from "./directory.ts";
import { uploadFolder, writeText, writeWhole } from "./disk.ts";
import { type Permit, permitIn } from "./links.ts";

interface Options {
  readonly folder: string;
  readonly secret: string;
  readonly now: () => number;
}

/** Serves signed links under `/files/`: parts in, files out, nothing without a link that is whole and in time. */
export const fileRequestHandler =
  ({ folder, secret, now }: Options) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? "/", "http://local");
    if (!url.pathname.startsWith("/files/")) return false;
    const permit = permitIn({ query: url.searchParams, secret, now: now() });
    if (typeof permit === "string") refuse(response, 403, permit);
    else if (request.method !== permit.method) refuse(response, 405, "LINK_ALTERED");
    else if (permit.method === "PUT") await takePart(request, response, folder, permit);
    else await giveFile(request, response, folder, permit);
    return true;
  };

const HEADERS = { "x-content-type-options": "nosniff", "content-security-policy": "sandbox; default-src 'none'", "cache-control": "no-store", "referrer-policy": "no-referrer" } as const;

const refuse = (response: ServerResponse, status: number, code: string): void => {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { ...HEADERS, "content-type": "application/problem+json", connection: "close" }).end(JSON.stringify({ code, status }));
};

class PartRefused extends Error {
  override readonly name = "PartRefused";
}

/** Streams a part to disk while hashing it; a part whose length or SHA-256 differs from the link's leaves nothing behind. */
const takePart = async (request: IncomingMessage, response: ServerResponse, root: string, permit: Permit): Promise<void> => {
  const folder = uploadFolder(root, permit.bucket, permit.uploadId ?? "");
  if (!existsSync(join(folder, "upload.json"))) return refuse(response, 404, "NO_SUCH_UPLOAD");
  const wanted = Number(permit.bytes);
  const path = join(folder, `part-${Number(permit.part)}.bin`);
  try {
    await writeWhole(path, async (write) => {
      const hash = createHash("sha256");
      let bytes = 0;
      for await (const chunk of request as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        if (bytes > wanted) throw new PartRefused("more bytes than declared");
        hash.update(chunk);
        await write(chunk);
      }
      if (bytes !== wanted || hash.digest("hex") !== permit.sha256) throw new PartRefused("not the bytes declared");
    });
    await writeText(join(folder, `part-${Number(permit.part)}.json`), JSON.stringify({ part: Number(permit.part), bytes: wanted, sha256: permit.sha256 }));
  } catch (error) {
    if (error instanceof PartRefused) return refuse(response, 400, "CHECKSUM_MISMATCH");
    if (request.destroyed && !request.complete) return void response.destroy();
    throw error;
  }
  response.writeHead(200, HEADERS).end();
};

const giveFile = async (request: IncomingMessage, response: ServerResponse, root: string, permit: Permit): Promise<void> => {
  const files = directoryFiles({ folder: root, bucket: permit.bucket, secret: "", baseUrl: "", now: Date.now });
  const at = { key: permit.key, ...(permit.version === undefined ? {} : { version: permit.version }) };
  const found = await files.head(at);
  if (found === undefined) return refuse(response, 404, "NO_SUCH_FILE");
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
  const from = range === null ? 0 : Number(range[1]);
  const to = range === null || range[2] === "" ? found.bytes : Math.min(Number(range[2]) + 1, found.bytes);
  if (range !== null && from >= found.bytes) return refuse(response, 416, "RANGE_OUT_OF_BOUNDS");
  response.writeHead(range === null ? 200 : 206, {
    ...HEADERS,
    "content-type": "application/octet-stream",
    "content-disposition": disposition(permit.fileName ?? "file"),
    "content-length": to - from,
    "accept-ranges": "bytes",
    ...(range === null ? {} : { "content-range": `bytes ${from}-${to - 1}/${found.bytes}` }),
  });
  await pipeline(await files.read({ ...at, from, to }), response);
};

/** RFC 6266 with the name in RFC 8187 form, and a plain fallback. */
export const disposition = (name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
