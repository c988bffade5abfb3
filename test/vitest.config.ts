import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const project = (name: string, seconds: number, shared = {}) => ({
  extends: true as const,
  test: { name, include: [`${name}/**/*.test.ts`], testTimeout: seconds * 1000, hookTimeout: seconds * 2000, ...shared },
});

/** What takes longest begins first, so that nothing is waited for alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /e2e.demo/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Files of a tier without processes of its own share their modules, and the syntheses that those remember. */
const ONCE = { isolate: false };

/** One project per tier: `unit` is the quick gate, the others need processes, a synthesis or a whole home. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    projects: [
      project("unit", 60, ONCE),
      project("contract", 60),
      project("infra", 120, ONCE),
      project("e2e", 240),
      project("faults", 240),
      project("browser", 120),
      project("journeys", 240),
    ],
    sequence: { sequencer: LongestFirst },
    // Homes are busy on processors of their own, and wait for one another: three keep two processors at work.
    maxWorkers: Math.max(3, Math.floor(availableParallelism() / 2)),
  },
});
