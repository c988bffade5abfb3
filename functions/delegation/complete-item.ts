import { submissionPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { type FilePart, FileRefused, type Files } from "#shared/ports.ts";
import { draftOf, oneItem, shownItem, versionOf } from "./submission.ts";

/** Joins the parts. After a crash between joining and recording, the repetition finds the joined file and records it. */
export const run: Run<"complete-item"> = async ({ input, record, ports, commit, now }) => {
  const item = await oneItem(ports.records, input);
  if (record === undefined) throw new Problem("NOT_FOUND");
  if (item["status"] !== "expected") return shownItem(item, record);
  draftOf(record);
  const files = ports.files("uploads");
  const at = { key: String(item["key"]), uploadId: String(item["uploadId"]) };
  const parts = await arrivedParts(files, at);
  const need = Number(item["parts"]);
  if (parts !== undefined && parts.length < need) {
    throw new Problem(
      "UPLOAD_INCOMPLETE",
      { item: String(item["number"]), have: parts.length, need },
      { details: { arrived: parts.map((part) => part.part) } },
    );
  }
  const stored = await files.complete({ ...at, parts: parts ?? [] });
  const received = {
    ...item,
    version: versionOf(item) + 1,
    status: "received",
    fileVersion: stored.version,
    storedBytes: stored.bytes,
    receivedAt: now,
  };
  return commit(
    {
      writes: [{ put: received, ifVersion: versionOf(item) }],
      entries: [
        {
          pk: submissionPk(input.state, input.reference),
          event: "item.received",
          state: input.state,
          subject: input.reference,
          data: { item: input.item, bytes: stored.bytes },
        },
      ],
    },
    shownItem(received, record),
  );
};

/** Undefined when the upload was joined before. */
const arrivedParts = async (files: Files, at: { key: string; uploadId: string }): Promise<readonly FilePart[] | undefined> => {
  try {
    return await files.parts(at);
  } catch (error) {
    if (error instanceof FileRefused && error.reason === "absent") return undefined;
    throw error;
  }
};
