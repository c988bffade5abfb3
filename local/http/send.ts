import type { ServerResponse } from "node:http";
import { HEADERS } from "#shared/api/headers.ts";

export const sendHtml = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, { ...HEADERS.page, "content-type": "text/html; charset=utf-8" }).end(html);
};

export const sendJson = (
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { ...HEADERS.api, "content-type": "application/json", ...headers }).end(JSON.stringify(value));
};
