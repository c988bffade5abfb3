/**
 * How long a store may leave a call without an answer, milliseconds: the SDK by itself waits for ever, and a function with it until its
 * own time is up. A call that was given up is tried again by the SDK; writes are conditional, so one that was done after all is seen.
 */
export const SMALL_CALLS = { connectionTimeout: 3_000, requestTimeout: 8_000, throwOnRequestTimeout: true } as const;
/** Files take as long as they are: here it is silence that ends a call. */
export const FILE_CALLS = { connectionTimeout: 3_000, socketTimeout: 30_000 } as const;
