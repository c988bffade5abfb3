import type { Item } from "./answers.ts";

/** What the list has to know of a file on its way. */
interface OnItsWay {
  readonly local: string;
  readonly item?: string;
  readonly at: string;
  readonly bytes: number;
  readonly done: number;
  readonly has?: number;
}
interface Way<F extends OnItsWay> {
  readonly files: readonly F[];
  readonly uploads: { isGone(item: string): boolean; localOf(item: string): string };
}

/** One file of a draft, as the service knows it, as it travels from here, or both. */
export interface FileInDraft<F extends OnItsWay> {
  /** Stays the same from the choice to the arrival. */
  readonly key: string;
  readonly item: Item | undefined;
  /** Undefined: it is here, and nothing of it is on its way. */
  readonly travelling: F | undefined;
  readonly bytes: number;
  /** Bytes that have arrived or are being sent. */
  readonly sent: number;
}

/** Declared files in their order, then those that are not declared yet. */
export const filesOf = <F extends OnItsWay>(items: readonly Item[], { files, uploads }: Way<F>): readonly FileInDraft<F>[] => {
  const byItem = new Map(files.flatMap((file) => (file.item === undefined ? [] : [[file.item, file] as const])));
  const here = items.filter((item) => !uploads.isGone(item.id));
  const declared = here.map((item) => {
    const travelling = item.status === "expected" ? byItem.get(item.id) : undefined;
    const sent = item.status !== "expected" ? item.bytes : sentOf(travelling);
    return { key: uploads.localOf(item.id), item, travelling, bytes: item.bytes, sent };
  });
  const known = new Set(items.map((item) => item.id));
  const others = files.filter((file) => file.item === undefined || !known.has(file.item));
  return [
    ...declared,
    // Declared a moment ago, or arrived and not read again yet: the service's list follows.
    ...others.map((file) => ({ key: file.local, item: undefined, travelling: file, bytes: file.bytes, sent: sentOf(file) })),
  ];
};
const sentOf = (file: OnItsWay | undefined): number =>
  file === undefined ? 0 : file.at === "arrived" ? file.bytes : file.at === "sending" ? file.done : (file.has ?? 0);

export const hasArrived = ({ item, travelling }: FileInDraft<OnItsWay>): boolean =>
  travelling === undefined ? item !== undefined && item.status !== "expected" : travelling.at === "arrived";

const WAITS = new Set(["refused", "differs", "unreadable", "reselect", "lost", "paused"]);
/** Whether nothing goes on with this file before somebody does something. */
export const needsPerson = ({ travelling }: FileInDraft<OnItsWay>): boolean =>
  travelling !== undefined && WAITS.has(travelling.at);
