import { type Bench, figure, percentile } from "./figure.ts";
import { CASE, openBenchCase, startBenchHome } from "./home.ts";

const WARMING = 60;
const TURNS = 400;

export const warmGet: Bench = {
  name: "warm-get",
  measures: `GET of a case of 12 exhibits and claims through HTTP, ${TURNS} times, turn by turn with GET /health`,
  run: async function* ({ say }) {
    const home = await startBenchHome(say);
    try {
      await openBenchCase(home);
      const times = { case: [] as number[], health: [] as number[] };
      for (let turn = -WARMING; turn < TURNS; turn += 1) {
        const health = await home.get("/health");
        const ofCase = await home.get(`/panel/cases/${CASE}`, "expert-maritime");
        if (turn < 0) continue;
        times.health.push(health);
        times.case.push(ofCase);
      }
      for (const [name, share, most] of [
        ["p50", 0.5, 10],
        ["p95", 0.95, 25],
      ] as const) {
        yield figure({
          figure: `warm-get-case-${name}`,
          value: percentile(times.case, share),
          unit: "ms",
          baseline: { what: `GET /health through the same gateway, ${name}`, value: percentile(times.health, share) },
          goal: `≤ ${most} ms`,
          holds: (value) => value <= most,
        });
      }
    } finally {
      await home.stop();
    }
  },
};
