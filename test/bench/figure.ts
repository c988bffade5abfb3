/** One measured figure, printed as one line of JSON. */
export interface Figure {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** What the value is held against, measured in the same run on the same machine; null where there is nothing to measure. */
  readonly baseline: { readonly what: string; readonly value: number } | null;
  /** value / baseline. */
  readonly ratio: number | null;
  readonly goal: string;
  readonly ok: boolean;
}

export interface Bench {
  readonly name: string;
  readonly measures: string;
  /** `large` where the figure has a size that takes long. `say` tells what happens, on standard error. */
  readonly run: (at: { readonly large: boolean; readonly say: (line: string) => void }) => AsyncIterable<Figure>;
}

type Judged = Omit<Figure, "baseline" | "ratio" | "ok"> & {
  readonly baseline?: Figure["baseline"];
  /** Answers whether value and ratio hold the goal. */
  readonly holds: (value: number, ratio: number) => boolean;
};

/** A figure with its ratio, judged; numbers to three significant decimals. */
export const figure = ({ holds, baseline = null, value, ...rest }: Judged): Figure => {
  const ratio = baseline === null ? null : value / baseline.value;
  return {
    figure: rest.figure,
    value: rounded(value),
    unit: rest.unit,
    baseline: baseline === null ? null : { what: baseline.what, value: rounded(baseline.value) },
    ratio: ratio === null ? null : rounded(ratio),
    goal: rest.goal,
    ok: holds(value, ratio ?? Number.NaN),
  };
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The smallest value that the given share of the values does not exceed. Throws for no values. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (found === undefined) throw new RangeError("there is no percentile of nothing");
  return found;
};
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds that something took, and what came of it. */
export const timed = async <T>(work: () => Promise<T> | T): Promise<{ readonly milliseconds: number; readonly value: T }> => {
  const begun = performance.now();
  const value = await work();
  return { value, milliseconds: performance.now() - begun };
};

export const MB = 1_000_000;
export const MIB = 1024 ** 2;
