/** The only source of "now". Tests and the demo set it; nothing else in the project calls `new Date()` for the time. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that showed `start` when it was made and runs on from there: to try out tomorrow today. */
export function shiftedClock(start: string | Date): Clock {
  const ahead = new Date(start).getTime() - Date.now();
  return { now: () => new Date(Date.now() + ahead) };
}

/** A clock that stands still until it is told to move. */
export function fixedClock(
  start: string | Date,
): Clock & { set(instant: string | Date): void; advance(ms: number): void } {
  let instant = new Date(start);
  return {
    now: () => new Date(instant),
    set: (next) => {
      instant = new Date(next);
    },
    advance: (ms) => {
      instant = new Date(instant.getTime() + ms);
    },
  };
}
