import { createStore, del, entries, set, setMany } from "idb-keyval";
import type { EvidenceKind } from "#shared/domain/evidence.ts";

/**
 * What the device keeps of a file on its way, so that a reload or a closed tab finds the same list. The content stays where it is: only
 * where the browser gives out handles is one kept; elsewhere the person chooses the file again and its hash must agree.
 */
export interface KeptFile {
  readonly local: string;
  /** "GB-001" */
  readonly of: string;
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly kind: EvidenceKind;
  readonly sha256?: string;
  /** Id given by the service once it was declared. */
  readonly item?: string;
  /** How the service wants it cut, once it was declared. */
  readonly partBytes?: number;
  readonly parts?: number;
  /** Bytes of parts that the service has. */
  readonly has?: number;
  readonly paused?: boolean;
  readonly handle?: FileSystemFileHandle;
}

const store = createStore("corroborate-uploads", "files");

export const keep = (file: KeptFile): Promise<void> => set(`${file.of}/${file.local}`, file, store);
/** Many at once: a folder of thousands is one write. */
export const keepAll = (files: readonly KeptFile[]): Promise<void> =>
  setMany(
    files.map((file) => [`${file.of}/${file.local}`, file]),
    store,
  );
export const forget = (of: string, local: string): Promise<void> => del(`${of}/${local}`, store);
export const keptOf = async (of: string): Promise<readonly KeptFile[]> =>
  (await entries<string, KeptFile>(store)).filter(([key]) => key.startsWith(`${of}/`)).map(([, file]) => file);
