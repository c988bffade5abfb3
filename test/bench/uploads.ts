import { planUpload } from "#shared/upload-plan.ts";
import { type Bench, figure, MIB } from "./figure.ts";

const GIB = 1024 * MIB;
const SIZES = {
  "0 B": 0,
  "49 MiB": 49 * MIB,
  "100 GiB": 100 * GIB,
  "488 GiB": 488 * GIB,
  "500 GiB": 500 * GIB,
  "1 TiB": 1024 * GIB,
  "5 TiB": 5 * 1024 * GIB,
};

/** What a multipart store takes: 1 to 10,000 parts of 5 MiB to 5 GiB, the last one smaller, adding up to the file. */
const isPossible = (bytes: number): boolean => {
  const { partBytes, parts } = planUpload(bytes);
  const last = bytes - (parts - 1) * partBytes;
  return (
    Number.isInteger(partBytes) &&
    partBytes >= 5 * MIB &&
    partBytes <= 5 * GIB &&
    parts >= 1 &&
    parts <= 10_000 &&
    last <= partBytes &&
    (parts === 1 || last > 0)
  );
};

/** The nearest peer's planner by its own formula (parts of size/10,000, whole bytes only) and its bounds, run over the same sizes. */
const peerCan = (bytes: number): boolean => {
  const chunk = Math.max(bytes / 10_000, 50 * MIB);
  return bytes > 0 && Number.isInteger(chunk) && chunk <= 500 * MIB;
};

export const uploadPlans: Bench = {
  name: "uploads",
  measures: `sizes of files that are planned correctly: ${Object.keys(SIZES).join(", ")}`,
  run: async function* ({ say }) {
    const right = Object.entries(SIZES).filter(([name, bytes]) => {
      const { partBytes, parts } = planUpload(bytes);
      say(`${name}: ${parts} parts of ${partBytes / MIB} MiB`);
      return isPossible(bytes);
    });
    yield figure({
      figure: "upload-sizes-planned",
      value: right.length,
      unit: "of 7",
      baseline: { what: "nearest peer's formula over the same sizes", value: Object.values(SIZES).filter(peerCan).length },
      goal: "7 of 7",
      holds: (value) => value === 7,
    });
  },
};
