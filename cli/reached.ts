import { tokenFor } from "./token.ts";

/** A running home as those who use it reach it, wherever it runs. */
export interface Reached {
  /** Address of the API, without a slash at the end. */
  readonly baseUrl: string;
  /** Signs an account in; answers its access token. Throws when the home refuses. */
  readonly tokenFor: (account: string) => Promise<string>;
  /** Who an account is in tokens and so in every record: the token's `sub`. */
  readonly idOf: (account: string) => string;
  /** After how many milliseconds the whole home goes by a business time that was set. */
  readonly clockSettles: number;
}

/** The embedded home: an account's name is its `sub`. */
export const reachedAt = (baseUrl: string): Reached => ({
  baseUrl,
  tokenFor: (account) => tokenFor({ baseUrl, account }),
  idOf: (account) => account,
  clockSettles: 0,
});
