import { defineConfig } from "vitest/config";

const project = (name: string, seconds: number) => ({
  extends: true as const,
  test: { name, include: [`${name}/**/*.test.ts`], testTimeout: seconds * 1000, hookTimeout: seconds * 2000 },
});

/** One project per tier: `unit` is the quick gate, the others need processes, a synthesis or a whole home. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    projects: [
      project("unit", 60),
      project("contract", 60),
      project("infra", 120),
      project("e2e", 240),
      project("faults", 240),
      project("browser", 120),
      project("journeys", 240),
    ],
    maxWorkers: 2,
  },
});
