/**
 * Seconds to wait after the first, second, … try; then the last one again and again. A server that does greylisting
 * lets the sixth try (after 18 minutes) through at the latest.
 */
const waits = [10, 30, 60, 120, 300, 600, 1200, 1800, 3600] as const;

/** Longer than a mail server is down for maintenance; RFC 5321 asks for four days, but then nobody needs these mails. */
const patience = 24 * 3600;

/** The instant of the next try after `tries` tries, or undefined if it is time to give up. */
export function nextTryAfter(
  tries: number,
  times: { now: Date; queuedAt: Date; until: Date | undefined },
): Date | undefined {
  const wait = waits[Math.min(tries, waits.length) - 1] ?? waits[0];
  const next = new Date(times.now.getTime() + wait * 1000);
  if (next.getTime() > times.queuedAt.getTime() + patience * 1000) return undefined;
  return times.until !== undefined && next >= times.until ? undefined : next;
}
