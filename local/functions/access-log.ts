import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { accessLine, matches, newestFirst } from "#shared/access-log.ts";
import type { AccessLine, AccessLog, AccessPlace } from "#shared/ports.ts";
import type { Wiring } from "./messages.ts";

/** The gateway's own lines: what it refused before any function. */
export const GATEWAY_FILE = "Gateway.log";

/** Bytes read at once. */
const CHUNK = 65_536;
/** By how much lines of one file may stand out of order, milliseconds. */
const SLACK = 5_000;

/** The access log of this home: the files of the functions that the environment names, and the gateway's. */
export const embeddedAccessLog = (
  { folder, files }: Wiring["logs"],
  environment: Readonly<Record<string, string | undefined>>,
): AccessLog => {
  const { functions } = JSON.parse(environment["ACCESS_LOGS"] ?? '{"functions":[]}') as { readonly functions: readonly string[] };
  const named = functions.map((group) => {
    // A function is called as its log group is, with hyphens for slashes.
    const file = files[group.slice(1).replaceAll("/", "-")];
    if (file === undefined) throw new Error(`${group} is the log of no function of this home`);
    return file;
  });
  return fileAccessLog([...named, GATEWAY_FILE].map((file) => join(folder, file)));
};

/** The access log in files that are only ever appended to. A file that is not there has no lines yet. */
export const fileAccessLog = (paths: readonly string[]): AccessLog => ({
  newest: async (query) => {
    const found = await Promise.all(paths.map((path) => linesIn(path, query)));
    return found.flat().toSorted(newestFirst).slice(0, query.most);
  },
});

type Query = Parameters<AccessLog["newest"]>[0];

const linesIn = async (path: string, query: Query): Promise<readonly AccessLine[]> => {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (file === undefined) return [];
  try {
    return await backwards(file, query);
  } finally {
    await file.close();
  }
};

/** Reads from where the window ends towards the beginning of the file, until the window or the number asked for is exceeded. */
const backwards = async (file: FileHandle, { match, from, before, most }: Query): Promise<readonly AccessLine[]> => {
  const earliest = shifted(from, -SLACK);
  const found: AccessLine[] = [];
  let rest = Buffer.alloc(0);
  for (let end = await endOf(file, shifted(before.at, SLACK)); end > 0; ) {
    const start = Math.max(0, end - CHUNK);
    const chunk = Buffer.concat([await bytes(file, start, end), rest]);
    // The first line of a chunk may have begun before it: it waits for the next one.
    const whole = start === 0 ? 0 : chunk.indexOf("\n") + 1;
    rest = whole === 0 && start > 0 ? chunk : chunk.subarray(0, whole);
    const lines = linesOf(whole === 0 && start > 0 ? Buffer.alloc(0) : chunk.subarray(whole));
    found.push(...lines.filter((line) => isBehind(line, before) && line.at >= from && matches(line, match)));
    const oldest = lines[0]?.at;
    const last = found.toSorted(newestFirst)[most - 1]?.at;
    if (oldest !== undefined && (oldest < earliest || (last !== undefined && oldest < shifted(last, -SLACK)))) break;
    end = start;
  }
  return found;
};

const linesOf = (chunk: Buffer): readonly AccessLine[] =>
  chunk
    .toString("utf8")
    .split("\n")
    .flatMap((text) => accessLine(text) ?? []);

const isBehind = (line: AccessLine, before: AccessPlace): boolean => newestFirst(before, line) < 0;
const shifted = (at: string, milliseconds: number): string => new Date(Date.parse(at) + milliseconds).toISOString();

/** A place in the file behind which no line is older than `at`, found by halving: a log of years costs as many reads as one of a day. */
const endOf = async (file: FileHandle, at: string): Promise<number> => {
  const { size } = await file.stat();
  let low = 0;
  let high = size;
  while (high - low > CHUNK) {
    const middle = Math.floor((low + high) / 2);
    const first = await firstTime(file, middle, Math.min(high, middle + CHUNK));
    // A stretch without lines of ours tells nothing: what lies behind it stays in.
    if (first === undefined || first < at) low = middle;
    else high = middle;
  }
  return Math.min(size, high + CHUNK);
};

const TIME = /\n\{"kind":"[a-z]+","at":"([^"]{24})"/;
const firstTime = async (file: FileHandle, start: number, end: number): Promise<string | undefined> =>
  TIME.exec((await bytes(file, start, end)).toString("latin1"))?.[1];

const bytes = async (file: FileHandle, start: number, end: number): Promise<Buffer> => {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
};
