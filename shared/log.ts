/**
 * One structured line. Logs hold ids, codes, counts and times; never tokens, file contents, texts or names of sources: values are
 * given field by field, and an error is reduced to its name, code and stack frames with every message cut to what we wrote ourselves.
 */
export const logged = (kind: "access" | "error" | "work", fields: Readonly<Record<string, unknown>>): void => {
  const { error, ...rest } = fields;
  const line = { kind, at: new Date().toISOString(), ...rest, ...(error === undefined ? {} : { error: described(error) }) };
  process.stdout.write(`${JSON.stringify(line)}\n`);
};

const described = (error: unknown, depth = 0): unknown => {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 8);
  const cause = error.cause === undefined || depth > 4 ? {} : { cause: described(error.cause, depth + 1) };
  return { name: error.name, message: scrubbed(error.message), frames: frames.map((frame) => frame.trim()), ...cause };
};

/** Cuts anything that looks like a token, signature or quoted value out of a message. */
export const scrubbed = (message: string): string =>
  message
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]*/g, "[token]")
    .replace(/([?&](?:X-Amz-[\w-]+|signature|mac)=)[^&\s]+/gi, "$1[cut]")
    .replace(/[A-Za-z0-9+/_-]{40,}={0,2}/g, "[cut]")
    .slice(0, 400);
