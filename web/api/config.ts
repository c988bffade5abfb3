import * as z from "zod/mini";

const schema = z.object({
  /** OpenID issuer of this home. */
  issuer: z.string(),
  clientId: z.string(),
  /** Where the API answers; empty for the portal's own origin. */
  apiBase: z.string(),
  /** `demo` homes have accounts for anybody and a clock that can be set. */
  stage: z.string(),
});
export type Config = z.output<typeof schema>;

let read: Promise<Config> | undefined;
/** What differs between the homes, read once at run time: one build serves them all. */
export const config = (): Promise<Config> => {
  read ??= fetch("/config.json", { cache: "no-store" })
    .then((answer) => answer.json())
    .then((value) => schema.parse(value));
  read.catch(() => {
    read = undefined;
  });
  return read;
};
