import type { IncomingMessage, ServerResponse } from "node:http";
import { HEADERS } from "#shared/api/headers.ts";
import { FileRefused } from "#shared/ports.ts";
import { type Disk, realDisk } from "./disk.ts";
import { type Permit, permitIn } from "./links.ts";
import { sendFile } from "./send-file.ts";
import { storePart, WrongLength } from "./uploads.ts";

interface Options {
  readonly folder: string;
  readonly secret: Uint8Array;
  readonly now: () => number;
  readonly disk?: Disk;
}

/** Serves signed links under `/files/`: parts in, files out, nothing without a link that is whole and in time. */
export const fileRequestHandler =
  ({ folder, secret, now, disk = realDisk }: Options) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? "/", "http://local");
    if (!url.pathname.startsWith("/files/")) return false;
    const permit = permitIn({ query: url.searchParams, secret, now: now() });
    if (typeof permit === "string") refuse(response, 403, permit);
    else if (request.method !== permit.method) refuse(response, 405, "LINK_ALTERED");
    else await serve(request, response, permit, { folder, now, disk });
    return true;
  };

const serve = async (
  request: IncomingMessage,
  response: ServerResponse,
  permit: Permit,
  at: { folder: string; now: () => number; disk: Disk },
): Promise<void> => {
  const store = { ...at, bucket: permit.bucket };
  try {
    if (permit.method === "GET") {
      const { key, version, fileName } = permit;
      return await sendFile(store, { key, version, fileName: fileName ?? "" }, request, response);
    }
    const part = { part: Number(permit.part), bytes: Number(permit.bytes), sha256: permit.sha256 ?? "" };
    await storePart(store, { key: permit.key, uploadId: permit.uploadId ?? "" }, part, request);
    response.writeHead(200, HEADERS.file).end();
  } catch (error) {
    // The sender went away: nothing of the part remains, and nobody is left to be told.
    if (request.destroyed && !request.complete) return void response.destroy();
    const known = refusalOf(error, permit.method);
    if (known !== undefined) return refuse(response, known.status, known.code);
    if (response.headersSent) return void response.destroy();
    throw error;
  }
};

const refusalOf = (error: unknown, method: Permit["method"]): { readonly status: number; readonly code: string } | undefined => {
  if (error instanceof WrongLength) return { status: 400, code: "LENGTH_MISMATCH" };
  if (!(error instanceof FileRefused)) return undefined;
  if (error.reason === "checksum" && method === "PUT") return { status: 400, code: "CHECKSUM_MISMATCH" };
  if (error.reason === "absent") return { status: 404, code: method === "PUT" ? "NO_SUCH_UPLOAD" : "NO_SUCH_FILE" };
  return undefined;
};

const refuse = (response: ServerResponse, status: number, code: string): void => {
  if (response.headersSent) return void response.destroy();
  response
    .writeHead(status, { ...HEADERS.file, "content-type": "application/problem+json", connection: "close" })
    .end(JSON.stringify({ code, status }));
};
