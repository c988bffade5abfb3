/** Works through all, `width` at a time; the first failure ends it once its chunk has settled. */
export const inChunks = async <T, R>(all: readonly T[], width: number, work: (one: T) => Promise<R>): Promise<readonly R[]> => {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += width) {
    const settled = await Promise.allSettled(all.slice(from, from + width).map(work));
    for (const one of settled) {
      if (one.status === "rejected") throw one.reason;
      done.push(one.value);
    }
  }
  return done;
};
