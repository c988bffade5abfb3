import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import type { Handler } from "#local/gateway.ts";
import { Refused } from "#local/http/body.ts";
import { sendJson } from "#local/http/send.ts";
import { HEADERS } from "#shared/api/headers.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

interface Options {
  /** Folder that the build made; without one only `/config.json` and `/home.json` are served. */
  readonly folder: string | undefined;
  /** What differs between homes; served as `/config.json`. */
  readonly config: Readonly<Record<string, string>>;
  /** What `/home.json` says. */
  readonly describe: () => unknown;
  /** Whether the API has a route for this path: it goes before an address of the portal. */
  readonly isApi: (method: string, path: string) => boolean;
}

interface Served {
  readonly body: Buffer;
  readonly type: string;
  /** Its name holds a hash of its content. */
  readonly hashed: boolean;
}

/** Serves the built portal from memory, and its page at every address that is a screen's. */
export const portal = async ({ folder, config, describe, isApi }: Options): Promise<Handler> => {
  const files = folder === undefined ? new Map<string, Served>() : await filesIn(folder);
  const page = files.get("/index.html");
  if (folder !== undefined && page === undefined) throw new Error(`${folder} holds no portal: build it with npm run web`);
  const answer = (path: string): Served | undefined => (path === "/" ? page : files.get(path));
  const told = (path: string): unknown => (path === "/config.json" ? config : path === "/home.json" ? describe() : undefined);
  return async (request, response, path) => {
    const [json, file] = [told(path), answer(path)];
    if (json === undefined && file === undefined)
      return page !== undefined && addressOf(request, path, isApi) && send(request, response, page);
    if (request.method !== "GET" && request.method !== "HEAD") throw new Refused(405, "Method Not Allowed");
    if (file === undefined) sendJson(response, 200, json);
    else send(request, response, file);
    return true;
  };
};

/** A person's browser asks for a page where neither a file nor the API is: the portal decides what stands there. */
const addressOf = (request: IncomingMessage, path: string, isApi: Options["isApi"]): boolean =>
  request.method === "GET" &&
  request.headers.accept?.includes("text/html") === true &&
  extname(path) === "" &&
  !isApi("GET", path);

const send = (request: IncomingMessage, response: ServerResponse, file: Served): true => {
  const headers = {
    ...(file.hashed ? HEADERS.asset : HEADERS.portal),
    "content-type": file.type,
    "content-length": file.body.length,
  };
  response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : file.body);
  return true;
};

const filesIn = async (folder: string): Promise<ReadonlyMap<string, Served>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes(".vite"));
  const read = files.map(async (entry): Promise<[string, Served]> => {
    const path = join(entry.parentPath, entry.name);
    const name = `/${relative(folder, path).split(sep).join("/")}`;
    return [
      name,
      {
        body: await readFile(path),
        type: TYPES[extname(name)] ?? "application/octet-stream",
        hashed: name.startsWith("/assets/"),
      },
    ];
  });
  return new Map(await Promise.all(read));
};
