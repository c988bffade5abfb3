import { Agent, createServer, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";

/**
 * Stands where CloudFront stands on AWS: takes requests on loopback and hands them to the deployed API under the API's own host name,
 * with the headers that only the distribution sends.
 */
export const startFront = async (at: {
  readonly gateway: string;
  /** Host of the API, from the output of the stack. */
  readonly host: string;
  readonly adds: Readonly<Record<string, string>>;
}): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const { hostname, port } = new URL(at.gateway);
  // A connection each: one that is kept may be closed by the other side just as it is used again.
  const agent = new Agent({ keepAlive: false });
  const server = createServer((asked, answer) => {
    const onward = request(
      {
        agent,
        hostname,
        port,
        method: asked.method,
        path: asked.url,
        headers: { ...endToEnd(asked), host: at.host, ...at.adds },
      },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, endToEnd(given));
        given.pipe(answer);
      },
    );
    onward.on("error", () => answer.headersSent || answer.writeHead(502).end());
    asked.pipe(onward);
  });
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the front has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
};

/** Headers that speak of the connection are not handed on (RFC 9110, 7.6.1). */
const OF_THE_CONNECTION = ["connection", "keep-alive", "transfer-encoding", "upgrade", "te", "trailer"];
const endToEnd = ({ headers }: IncomingMessage): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name)));
