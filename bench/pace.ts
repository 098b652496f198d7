/** How fast something went: per second over the whole run, and how long single ones took, in milliseconds. */
export type Pace = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
};

/** Does `count` things, `lanes` at a time, and times each of them. */
export async function pace(
  count: number,
  lanes: number,
  work: (index: number, lane: number) => Promise<void>,
): Promise<Pace> {
  const taken: number[] = [];
  let next = 0;
  const start = performance.now();
  const run = async (lane: number) => {
    for (let index = next++; index < count; index = next++) {
      const begun = performance.now();
      await work(index, lane);
      taken.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
  return paceOf(taken, performance.now() - start);
}

function paceOf(taken: readonly number[], elapsed: number): Pace {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { perSecond: round((taken.length / elapsed) * 1000), p50: at(0.5), p99: at(0.99), longest: at(1) };
}

export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
