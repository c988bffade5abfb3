import { Problem } from "#shared/domain/problems.ts";
import type { Run } from "#shared/endpoint.ts";
import { FileRefused } from "#shared/ports.ts";
import { draftOf, oneItem } from "./submission.ts";

/** One hour: long enough for a part over a slow line, short enough to be of no use when it leaks. */
const LINK_SECONDS = 3600;

export const run: Run<"link-parts"> = async ({ input, record, ports }) => {
  draftOf(record);
  const item = await oneItem(ports.records, input);
  if (item["status"] !== "expected") return { arrived: [], links: [] };
  const files = ports.files("uploads");
  const at = { key: String(item["key"]), uploadId: String(item["uploadId"]) };
  for (const part of input.parts)
    checkPart(part, { bytes: Number(item["bytes"]), partBytes: Number(item["partBytes"]), parts: Number(item["parts"]) });
  try {
    const arrived = await files.parts(at);
    const links = await Promise.all(
      input.parts.map(async (part) => ({
        part: part.part,
        ...(await files.linkPart({ ...at, part, expiresSeconds: LINK_SECONDS })),
      })),
    );
    return { arrived, links };
  } catch (cause) {
    if (cause instanceof FileRefused && cause.reason === "absent")
      throw new Problem("NOT_READY", { what: "all parts arrived; complete the item" }, { cause });
    throw cause;
  }
};

const checkPart = (part: { part: number; bytes: number }, plan: { bytes: number; partBytes: number; parts: number }) => {
  const last = plan.bytes - plan.partBytes * (plan.parts - 1);
  const need = part.part === plan.parts ? last : plan.partBytes;
  if (part.part > plan.parts)
    throw new Problem("OUT_OF_BOUNDS", { where: "part", given: part.part, allowed: `1 to ${plan.parts}` });
  if (part.bytes !== need)
    throw new Problem("OUT_OF_BOUNDS", { where: `bytes of part ${part.part}`, given: part.bytes, allowed: need });
};
