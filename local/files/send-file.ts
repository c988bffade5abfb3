import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { HEADERS } from "#shared/api/headers.ts";
import { attachmentNamed } from "#shared/content-disposition.ts";
import { FileRefused } from "#shared/ports.ts";
import { findCommit } from "./commits.ts";
import { keyFolder, type Store } from "./paths.ts";
import { readSegments } from "./segments.ts";

interface Asked {
  readonly key: string;
  readonly version?: string | undefined;
  /** What the file is called where it is saved. */
  readonly fileName: string;
}

/** Sends a version, or one range of it, to be saved and never shown. Throws `absent`. */
export const sendFile = async (
  store: Store,
  { key, version, fileName }: Asked,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const found = await findCommit(store, { key, version });
  if (found === undefined) throw new FileRefused("absent", "no such file");
  const headers = {
    ...HEADERS.file,
    "content-type": MEDIA_TYPE.test(found.mediaType) ? found.mediaType : "application/octet-stream",
    "content-disposition": attachmentNamed(fileName),
    "accept-ranges": "bytes",
  };
  const range = rangeOf(request, found.bytes);
  if (range === "unsatisfiable") {
    response.writeHead(416, { ...headers, "content-type": "text/plain", "content-range": `bytes */${found.bytes}` }).end();
    return;
  }
  const { from, to } = range ?? { from: 0, to: found.bytes };
  const length = { "content-length": to - from };
  if (range === undefined) response.writeHead(200, { ...headers, ...length });
  else response.writeHead(206, { ...headers, ...length, "content-range": `bytes ${from}-${to - 1}/${found.bytes}` });
  await pipeline(Readable.from(readSegments(keyFolder(store, key), found, { from, to }), { objectMode: false }), response);
};

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:; ?[\w-]+=[\w.-]+)*$/;

/** The one range asked for. Several, or one that cannot be read, are as good as none (RFC 9110, 14.2); `If-Range` names a validator we never gave. */
const rangeOf = (request: IncomingMessage, bytes: number): { from: number; to: number } | "unsatisfiable" | undefined => {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  if (first === undefined || last === undefined || request.headers["if-range"] !== undefined) return undefined;
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const from = Math.max(0, bytes - Number(last));
    return from < bytes ? { from, to: bytes } : "unsatisfiable";
  }
  const from = Number(first);
  if (last !== "" && Number(last) < from) return undefined;
  return from < bytes ? { from, to: last === "" ? bytes : Math.min(Number(last) + 1, bytes) } : "unsatisfiable";
};
