import type { IncomingMessage } from "node:http";

/** A request that cannot be served as it is; rendered with its status and `{"message": …}` as API Gateway does. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  /** Seconds until it is worth trying again. */
  readonly retryAfter: number | undefined;
  constructor(status: number, message: string, options?: ErrorOptions & { readonly retryAfter?: number }) {
    super(message, options);
    this.status = status;
    this.retryAfter = options?.retryAfter;
  }
}

/** Longest that a client may take to send a body of the API, milliseconds. */
const BODY_MILLISECONDS = 30_000;

/** The whole body. Throws `Refused` 413 above `maxBytes`, 408 when it comes too slowly, 400 when the connection broke off. */
export const readBody = (request: IncomingMessage, maxBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > maxBytes) return reject(new Refused(413, "Request Entity Too Large"));
    const chunks: Buffer[] = [];
    let bytes = 0;
    const timer = setTimeout(() => end(() => reject(new Refused(408, "Request Timeout"))), BODY_MILLISECONDS);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      request.removeListener("data", take);
      settle();
    };
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > maxBytes) end(() => reject(new Refused(413, "Request Entity Too Large")));
      else chunks.push(chunk);
    };
    request.on("data", take);
    request.once("end", () => end(() => resolve(Buffer.concat(chunks))));
    request.once("error", (cause) => end(() => reject(new Refused(400, "Bad Request", { cause }))));
    request.once("aborted", () => end(() => reject(new Refused(400, "Bad Request"))));
  });
