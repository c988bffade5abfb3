/** Looked back over, milliseconds; and the least that says anything. */
const WINDOW = 10_000;
const LEAST = 3_000;

/** How fast bytes leave: a window that moves, so that a slow beginning is forgotten. */
export class Pace {
  readonly #marks: { readonly at: number; readonly bytes: number }[] = [];

  /** `bytes` more were sent at `at`, milliseconds. */
  sent(at: number, bytes: number): void {
    this.#marks.push({ at, bytes });
    while ((this.#marks[0]?.at ?? at) < at - WINDOW) this.#marks.shift();
  }

  /** Bytes a second; undefined when too little is known, or nothing was sent lately. */
  perSecond(now: number): number | undefined {
    const recent = this.#marks.filter((mark) => mark.at >= now - WINDOW);
    const first = recent[0];
    if (first === undefined || now - first.at < LEAST) return undefined;
    const bytes = recent.reduce((sum, mark) => sum + mark.bytes, 0);
    return bytes === 0 ? undefined : (bytes * 1000) / (now - first.at);
  }
}
