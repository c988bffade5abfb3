/** The client that the portal and the command line sign in as: public, code with PKCE. */
export const CLIENT = "portal";
/** What access tokens are for. */
export const AUDIENCE = "urn:corroborate:api";
/** One phrase for every demonstration account, shown on the sign-in page: it keeps nobody out and is not meant to. */
export const PASSPHRASE = "two independent origins";
