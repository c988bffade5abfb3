import { submissionPk } from "#shared/adapters/keys.ts";
import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { oneItem } from "./submission.ts";

export const run: Run<"open-item"> = async ({ input, ports, commit }) => {
  const item = await oneItem(ports.records, input);
  if (item["fileVersion"] === undefined) throw new Problem("NOT_READY", { what: "the file has not arrived in full" });
  const link = await ports.files("uploads").linkDownload({
    key: String(item["key"]),
    version: String(item["fileVersion"]),
    fileName: String(item["name"]),
    expiresSeconds: 900,
  });
  return commit(
    {
      writes: [],
      entries: [
        {
          pk: submissionPk(input.state, input.reference),
          event: "material.opened",
          state: input.state,
          subject: input.reference,
          data: { item: input.item },
        },
      ],
    },
    link,
  );
};
