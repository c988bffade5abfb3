import { useEffect, useRef, useState } from "react";
import { call } from "#web/api/call.ts";
import type { RegisteredItem } from "#web/panel/registered.ts";
import { type Picture, pictureOf, TooLarge } from "./picture.ts";

/** Largest original that is read into the page to be looked at, bytes; beyond it the file is downloaded. */
export const MOST_BYTES = 512 * 1024 * 1024;

export type Original =
  | { readonly at: "closed" }
  | { readonly at: "asking" }
  | { readonly at: "reading"; readonly got: number; readonly of: number }
  | { readonly at: "drawing" }
  | { readonly at: "shown"; readonly picture: Picture; readonly sha256: string }
  | { readonly at: "file"; readonly why: "kind" | "megapixels" | "bytes"; readonly url: string; readonly sha256?: string }
  | { readonly at: "failed"; readonly error: unknown };

interface Link {
  readonly url: string;
}

/**
 * The original of an item: one recorded link a visit, read once, hashed here, drawn. Nothing is asked for until `open` is called.
 * Leaving the screen stops the reading and frees what was read.
 */
export const useOriginal = (item: RegisteredItem): { readonly state: Original; readonly open: () => void } => {
  const [state, setState] = useState<Original>({ at: "closed" });
  const stop = useRef(new AbortController());
  const picture = useRef<Picture>(undefined);
  const asked = useRef(false);
  useEffect(() => {
    stop.current = new AbortController();
    return () => {
      stop.current.abort();
      if (picture.current !== undefined) URL.revokeObjectURL(picture.current.url);
    };
  }, []);
  const open = () => {
    if (asked.current) return;
    asked.current = true;
    setState({ at: "asking" });
    const { signal } = stop.current;
    openOriginal(item, signal, setState)
      .then((shown) => {
        if (shown.at === "shown") picture.current = shown.picture;
        if (!signal.aborted) setState(shown);
      })
      .catch((error: unknown) => {
        asked.current = false;
        if (!signal.aborted) setState({ at: "failed", error });
      });
  };
  return { state, open };
};

const openOriginal = async (item: RegisteredItem, signal: AbortSignal, tell: (state: Original) => void): Promise<Original> => {
  const [reference = "", number = ""] = item.ref.split("/");
  const answer = await call<{ readonly link: Link } & Link>(
    "open-evidence",
    { reference, item: Number(number) },
    crypto.randomUUID(),
  );
  const { url } = answer.link ?? answer;
  if (item.bytes > MOST_BYTES) return { at: "file", why: "bytes", url };
  const bytes = await readAll(url, item.bytes, signal, (got) => tell({ at: "reading", got, of: item.bytes }));
  tell({ at: "drawing" });
  const sha256 = await sha256Of(bytes);
  try {
    const picture = await pictureOf(bytes, item.mediaType, signal);
    return picture === undefined ? { at: "file", why: "kind", url, sha256 } : { at: "shown", picture, sha256 };
  } catch (error) {
    if (error instanceof TooLarge) return { at: "file", why: "megapixels", url, sha256 };
    throw error;
  }
};

/** Reads the whole file; `tell` at most some ten times a second. */
const readAll = async (url: string, expected: number, signal: AbortSignal, tell: (got: number) => void): Promise<Blob> => {
  const response = await fetch(url, { signal, credentials: "omit" });
  if (!response.ok || response.body === null) throw new Error(`the original was not given: status ${response.status}`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let got = 0;
  let told = 0;
  tell(0);
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    got += value.byteLength;
    if (got > expected) throw new Error(`the original is longer than the ${expected} bytes that were registered`);
    if (performance.now() - told > 100) {
      told = performance.now();
      tell(got);
    }
  }
  return new Blob(parts);
};

const sha256Of = async (bytes: Blob): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await bytes.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
};
