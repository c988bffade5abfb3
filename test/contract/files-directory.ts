import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { directoryFiles } from "#local/files/directory.ts";
import { type Disk, realDisk } from "#local/files/disk.ts";
import { fileRequestHandler } from "#local/files/requests.ts";
import type { OpenFiles } from "./files.contract.ts";

const secret = new Uint8Array(32).fill(7);
const now = () => Date.now();

export const filesIn = (folder: string, { bucket = "evidence", baseUrl = "http://127.0.0.1:1", disk = realDisk as Disk } = {}) =>
  directoryFiles({ folder, bucket, secret, baseUrl, now, disk });

/** The directory adapter with a server for its links. */
export const openDirectory = async (): Promise<OpenFiles & { readonly folder: string; readonly baseUrl: string }> => {
  const folder = await mkdtemp(join(tmpdir(), "files-"));
  const handle = fileRequestHandler({ folder, secret, now });
  const server = createServer((request, response) => {
    handle(request, response).then(
      (served) => served || response.writeHead(404).end(),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    folder,
    baseUrl,
    files: filesIn(folder, { baseUrl }),
    source: filesIn(folder, { bucket: "uploads", baseUrl }),
    sourceBucket: "uploads",
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
