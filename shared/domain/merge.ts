import type { CaseFile } from "./case.ts";

/** What two cases share: vessels by IMO number, objects, scenes, and items of evidence by hash. Being close in time or place is nothing shared. */
export const sharedBetween = (a: CaseFile, b: CaseFile): readonly string[] => {
  const marks = (file: CaseFile) => [
    ...file.vessels.flatMap((vessel) => (vessel.imo === undefined ? [] : [`IMO ${vessel.imo}`])),
    ...file.exhibits.flatMap((exhibit) => [
      `SHA-256 ${exhibit.sha256Stored}`,
      ...(exhibit.sceneId === undefined ? [] : [`scene ${exhibit.sceneId}`]),
      ...(exhibit.objectId === undefined ? [] : [`object ${exhibit.objectId}`]),
    ]),
  ];
  const own = new Set(marks(a));
  return [...new Set(marks(b).filter((mark) => own.has(mark)))].toSorted();
};
