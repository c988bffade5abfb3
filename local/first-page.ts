import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Handler } from "./gateway.ts";
import { Refused } from "./http/body.ts";
import { PAGE_HEADERS, sendJson } from "./http/send.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};
const FIRST_PAGE_POLICY = `${PAGE_HEADERS["content-security-policy"]}; script-src 'self'; connect-src 'self'`;

/** Serves the first page, its files, and `/home.json`, which says what runs here. Its files are read once. */
export const firstPage = async (describe: () => unknown): Promise<Handler> => {
  const folder = join(import.meta.dirname, "first-page");
  const files = new Map<string, { readonly body: Buffer; readonly type: string }>();
  for (const name of await readdir(folder)) {
    const path = name === "index.html" ? "/" : `/first-page/${name}`;
    files.set(path, { body: await readFile(join(folder, name)), type: TYPES[extname(name)] ?? "application/octet-stream" });
  }
  return async (request, response, path) => {
    const file = files.get(path);
    const own = file !== undefined || path === "/home.json";
    if (own && request.method !== "GET" && request.method !== "HEAD") throw new Refused(405, "Method Not Allowed");
    if (path === "/home.json") sendJson(response, 200, describe());
    else if (file !== undefined) {
      const headers = {
        ...PAGE_HEADERS,
        "content-security-policy": FIRST_PAGE_POLICY,
        "content-type": file.type,
        "content-length": file.body.length,
      };
      response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : file.body);
    }
    return own;
  };
};
