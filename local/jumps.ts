/** Smaller differences between the two clocks are drift, milliseconds. */
const DRIFT_MILLISECONDS = 1_000;

/**
 * Tells how far machine time jumped since the last question: forward when a machine slept or its clock was put right, back likewise.
 * What waits for a time is moved along by it, so that a pause stays as long as it was meant to be and nothing times out that had no time.
 */
export const createJumps = (now: () => number, steady: () => number = () => performance.now()): (() => number) => {
  let last = { wall: now(), steady: steady() };
  return () => {
    const next = { wall: now(), steady: steady() };
    const jump = next.wall - last.wall - (next.steady - last.steady);
    last = next;
    return Math.abs(jump) < DRIFT_MILLISECONDS ? 0 : Math.round(jump);
  };
};
