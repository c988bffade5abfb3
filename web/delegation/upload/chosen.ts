import type { Chosen } from "./engine.ts";

/** Files out of what was dropped, folders walked to their ends; with handles where the browser gives them. */
export const chosenFrom = async (data: DataTransfer): Promise<readonly Chosen[]> => {
  const items = [...data.items].filter((item) => item.kind === "file");
  // Asked all at once: after the first wait the browser takes the list away.
  const asked = items.map((item) => [item.getAsFileSystemHandle?.(), item.webkitGetAsEntry(), item.getAsFile()] as const);
  const found: Chosen[] = [];
  for (const [handle, entry, file] of asked) {
    const opened = await handle?.catch(() => null);
    if (opened !== undefined && opened !== null) await walkHandle(opened, found);
    else if (entry?.isDirectory) await walkEntry(entry, found);
    else if (file !== null) found.push({ file });
  }
  return found;
};

const walkHandle = async (handle: FileSystemHandle, found: Chosen[]): Promise<void> => {
  if (isFile(handle)) found.push({ file: await handle.getFile(), handle });
  else for await (const inside of (handle as FileSystemDirectoryHandle).values()) await walkHandle(inside, found);
};
const isFile = (handle: FileSystemHandle): handle is FileSystemFileHandle => handle.kind === "file";

const walkEntry = async (entry: FileSystemEntry, found: Chosen[]): Promise<void> => {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a hundred at a time and says by an empty list that there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const inside of some) await walkEntry(inside, found);
  }
};

/** Through the browser's own dialog, which gives handles; undefined where there is none, and the plain field is used. */
export const pickFiles = async (): Promise<readonly Chosen[] | undefined> => {
  if (window.showOpenFilePicker === undefined) return undefined;
  try {
    const handles = await window.showOpenFilePicker({ multiple: true });
    return Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return [];
    return undefined;
  }
};
