import { Agent, request as ask, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exchange } from "./watch.ts";

export interface Sent {
  readonly method: string;
  readonly path: string;
  /** Name, value, name, value … as on the wire. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** Passes on whatever it is sent, unread, and tells of each exchange. Answers 599 itself where none came. */
export const startProxy = async (at: {
  readonly target: URL;
  readonly accountOf: (authorization: string | undefined) => string | undefined;
  readonly told: (exchange: Exchange, sent: Sent) => void;
}) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const pass = (sent: Sent): Promise<Exchange> => {
    const begun = performance.now();
    const authorization =
      sent.headers[sent.headers.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === "authorization") + 1];
    const names = sent.headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === "authorization");
    const common = { account: at.accountOf(names ? authorization : undefined), method: sent.method, path: sent.path };
    return new Promise<Exchange>((resolve) => {
      const done = (status: number, type: string, headers: string, body: Buffer) => {
        const exchange = { ...common, status, type, headers, body, milliseconds: performance.now() - begun };
        at.told(exchange, sent);
        resolve(exchange);
      };
      const kept = sent.headers.flatMap((name, index) =>
        index % 2 === 0 && !HOP.has(name.toLowerCase()) ? [[name, sent.headers[index + 1] ?? ""]] : [],
      );
      const headers = [...kept, ["host", at.target.host], ["content-length", String(sent.body.length)]].flat();
      try {
        const outgoing = ask(
          {
            host: at.target.hostname,
            port: at.target.port,
            method: sent.method,
            path: sent.path,
            headers,
            agent,
            timeout: 40_000,
          },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
            incoming.on("end", () =>
              done(
                incoming.statusCode ?? 599,
                String(incoming.headers["content-type"] ?? "").split(";")[0] ?? "",
                incoming.rawHeaders.join("\n"),
                Buffer.concat(chunks),
              ),
            );
            incoming.on("error", () => done(599, "", "", Buffer.from("the answer broke off")));
          },
        );
        outgoing.on("timeout", () => outgoing.destroy(new Error("no answer within 40 seconds")));
        outgoing.on("error", (error: NodeJS.ErrnoException) => {
          // The home closes a connection whose request it refused before its body was read; what it said then is lost to us.
          if (error.code === "EPIPE" || error.code === "ECONNRESET")
            return done(400, "", "", Buffer.from('{"message":"closed"}'));
          done(599, "", "", Buffer.from(error.message));
        });
        outgoing.end(sent.body);
      } catch {
        // Node's own client refuses to send it; nothing arrived anywhere.
        resolve({ ...common, status: 0, type: "", headers: "", body: Buffer.alloc(0), milliseconds: 0 });
      }
    });
  };
  const server = createServer({ maxHeaderSize: 65_536, insecureHTTPParser: true }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => response.destroy());
    request.on("end", async () => {
      const answer = await pass({
        method: request.method ?? "GET",
        path: request.url ?? "/",
        headers: request.rawHeaders,
        body: Buffer.concat(chunks),
      });
      if (answer.status === 0)
        return void response.writeHead(400, { "content-type": "application/json" }).end('{"message":"Bad Request"}');
      const pairs = answer.headers.split("\n").filter((name, index, all) => {
        const key = (index % 2 === 0 ? name : (all[index - 1] ?? "")).toLowerCase();
        return !HOP.has(key);
      });
      response.writeHead(answer.status, pairs).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pass,
    stop: () =>
      new Promise<void>((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Of one connection, not of the message; and what is set anew. */
const HOP = new Set(["connection", "keep-alive", "transfer-encoding", "host", "content-length", "upgrade", "te", "expect"]);
