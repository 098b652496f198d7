/** Round numbers from at or below the least to at or above the most value, four to seven of them. */
export function ticksOf(least: number, most: number): readonly number[] {
  const step = niceStep((most - least || Math.abs(most) || 1) / 4);
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: Math.max(last - first, 1) + 1 }, (_, index) => tidy((first + index) * step));
}

/** 1, 2 or 5 times a power of ten, at most 2.5 times what was asked for. */
function niceStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5, 10].find((one) => one * power >= wanted) ?? 10;
  return factor * power;
}

/** 0.1 + 0.2 is 0.3 on an axis. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

export function scaleOf(
  domain: readonly [number, number],
  range: readonly [number, number],
): (value: number) => number {
  const [from, to] = domain;
  const [start, end] = range;
  return (value) => Math.round((start + ((value - from) / (to - from || 1)) * (end - start)) * 10) / 10;
}
