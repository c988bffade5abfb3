import { unlikeDescribed } from "#shared/api/answers.ts";
import { createClient, Refused } from "#shared/api/client.ts";
import type { RouteName, Sent } from "#shared/api/routes.ts";
import type { ProblemCode } from "#shared/domain/problems.ts";
import type { Reached } from "../reached.ts";
import type { Scenario } from "./scenario.ts";

/** An answer of the API: what the screens would show. */
// biome-ignore lint/suspicious/noExplicitAny: answers are read field by field and held against what the scenario expects.
export type Answer = any;

/** A refusal by the API itself, not by a gateway before it. */
type Told = Refused & { readonly code: ProblemCode };
const isProblem = (error: unknown): error is Told => error instanceof Refused && error.code !== undefined;

/** The running home as the people of a scenario use it. */
export interface Stage {
  readonly scenario: Scenario;
  readonly baseUrl: string;
  /** Calls a route as a person. Throws `Refused`, and `TypeError` for an answer that is not as the API describes it. */
  as<R extends RouteName>(person: string, name: R, input: Sent<R>): Promise<Answer>;
  /** The refusal of a call that should not be taken, or undefined when it was. */
  refusal<R extends RouteName>(person: string, name: R, input: Sent<R>): Promise<Told | undefined>;
  /** Moves business time on to a moment, never back. */
  advanceTo(time: string): Promise<void>;
  now(): string;
  /** Tells what happens: who, what, and why where it is not plain. */
  tell(who: string, what: string, why?: string): void;
  heading(text: string): void;
  roleOf(role: string): string;
  /** Who a person of the scenario is in the records of this home, and back. */
  idOf(person: string): string;
  personOf(id: string): string;
}

/** Tokens last an hour; a play is much shorter, but a slow machine may need a second one. */
const TOKEN_MILLISECONDS = 20 * 15_000;

export const stageOn = (at: { scenario: Scenario; home: Reached; say: (line: string) => void }): Stage => {
  const { scenario, home, say } = at;
  const { baseUrl, idOf } = home;
  const tokens = new Map<string, { readonly token: Promise<string>; readonly since: number }>();
  const labels = new Map(scenario.people.map((one) => [one.id, one.label]));
  let now = "";
  let count = 0;
  const tokenOf = (person: string): Promise<string> => {
    const known = tokens.get(person);
    if (known !== undefined && performance.now() - known.since < TOKEN_MILLISECONDS) return known.token;
    const fresh = { token: home.tokenFor(person), since: performance.now() };
    tokens.set(person, fresh);
    return fresh.token;
  };
  const roleOf = (role: string): string => {
    const found = scenario.people.find((one) => one.role === role);
    if (found === undefined) throw new Error(`nobody has the role ${role}`);
    return found.id;
  };
  const as: Stage["as"] = async (person, name, input) => {
    count += 1;
    // A key for each act: a request that is sent again after a lost answer does nothing twice.
    const idempotencyKey = `${scenario.id}-${process.pid}-${count}`;
    const call = () => createClient({ baseUrl, token: () => tokenOf(person) })(name, input, { idempotencyKey });
    // A gateway may answer in the API's stead while a function is still starting.
    const answer = await onceMore(call, (error) => isLost(error) || (error instanceof Refused && !isProblem(error)));
    const fault = unlikeDescribed(name, answer);
    if (fault !== undefined) throw new TypeError(fault);
    return answer;
  };
  return {
    scenario,
    baseUrl,
    as,
    refusal: async (person, name, input) => {
      try {
        await as(person, name, input);
        return undefined;
      } catch (error) {
        if (isProblem(error)) return error;
        throw error;
      }
    },
    advanceTo: async (time) => {
      if (time <= now) return;
      await as(roleOf("officer"), "set-clock", { now: time });
      if (home.clockSettles > 0) await new Promise((resolve) => setTimeout(resolve, home.clockSettles));
      now = time;
    },
    now: () => now,
    tell: (who, what, why) => {
      const name = labels.get(who) ?? who;
      say(`  ${now.slice(0, 10)}  ${name.padEnd(50)} ${what}${why === undefined ? "" : `\n${" ".repeat(65)}${why}`}`);
    },
    heading: (text) => say(`\n${text}`),
    roleOf,
    idOf,
    personOf: (id) => scenario.people.find((one) => idOf(one.id) === id)?.id ?? id,
  };
};

/** No answer came: the connection broke, as connections do. */
export const isLost = (error: unknown): boolean => error instanceof TypeError && error.message === "fetch failed";

/** Does something that bears repetition once more, a second later, where its failure is of the kind that passes. */
export const onceMore = <T>(attempt: () => Promise<T>, passes: (error: unknown) => boolean): Promise<T> =>
  attempt().catch(async (error: unknown) => {
    if (!passes(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return attempt();
  });

/** A deployed home works through streams, queues and machines, each with a delay of its own. */
const WAIT_MILLISECONDS = 60_000;

/** Asks until the answer is the one waited for: work in the background takes moments. Throws when it does not come. */
export const until = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  const end = performance.now() + WAIT_MILLISECONDS;
  for (let pause = 40; performance.now() < end; pause = Math.min(pause * 1.3, 500)) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`waited in vain for ${what}`);
};

/** Business time some hours on. */
export const hoursAfter = (time: string, hours: number): string => new Date(Date.parse(time) + hours * 3_600_000).toISOString();
