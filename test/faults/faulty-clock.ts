import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const clockIn = (folder: string) => join(folder, "clock.jump");
/** How often a thread looks whether the clock jumped. */
const LOOK_MILLISECONDS = 50;

/** For the test: every clock of the home stands this far ahead of the true one from now on. */
export const jumpClock = (folder: string, milliseconds: number): void =>
  writeFileSync(clockIn(folder), String(Math.round(milliseconds)));

/** Lets this thread's `Date` follow the jumps of a folder. */
export const followClock = (folder: string): void => {
  const True = globalThis.Date;
  let ahead = 0;
  const look = () => {
    try {
      ahead = Number(readFileSync(clockIn(folder), "utf8")) || 0;
    } catch {
      // No jump so far.
      ahead = 0;
    }
  };
  look();
  setInterval(look, LOOK_MILLISECONDS).unref();
  const now = () => True.now() + ahead;
  globalThis.Date = new Proxy(True, {
    construct: (target, given: unknown[], made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    get: (target, name, self) => (name === "now" ? now : Reflect.get(target, name, self)),
  });
};
