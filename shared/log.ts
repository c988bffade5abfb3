import { scrubbed, scrubbedError, scrubbedName, scrubbedText } from "./scrub.ts";

/** One structured line. Logs hold ids, codes, counts and times; what may stand there, and in which form, is in `scrub.ts`. */
export const logged = (kind: "access" | "error" | "work", fields: Readonly<Record<string, unknown>>): void => {
  const line = scrubbed({ kind, at: new Date().toISOString(), ...fields });
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

/**
 * Handler of a task, a stream or a schedule. What such a handler throws is written by the runtime into the function's log and into the
 * execution's history: the error is logged as `logged` does, and thrown on with its name, which retries go by, and a scrubbed message.
 */
export const guarded =
  <I extends readonly unknown[], O>(work: string, run: (...input: I) => Promise<O>): ((...input: I) => Promise<O>) =>
  async (...input) => {
    try {
      return await run(...input);
    } catch (error) {
      logged("error", { work, error });
      throw told(error);
    }
  };

const told = (error: unknown): Error => {
  const { name = "Error", message = "" } = error instanceof Error ? error : {};
  const safe = new Error(scrubbedText(message));
  safe.name = scrubbedName(name);
  safe.stack = [`${safe.name}: ${safe.message}`, ...(scrubbedError(error).at ?? []).map((place) => `    at ${place}`)].join("\n");
  return safe;
};
