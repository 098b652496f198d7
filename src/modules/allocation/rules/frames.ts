import type { Frame } from "../types.ts";

/** Slots cut into frames of so many neighbours; what is left over at the end is no frame. */
export function cutFrames<S>(slots: readonly S[], each: number): readonly (readonly S[])[] {
  const frames: S[][] = [];
  for (let begin = 0; begin + each <= slots.length; begin += each) frames.push(slots.slice(begin, begin + each));
  return frames;
}

type Place = Pick<Frame, "id" | "weekday" | "units" | "from" | "to">;

/** Two frames that cannot both be given in one week: the same one, or a hall and a part of it. */
export function isSameTime(one: Place, other: Place): boolean {
  return (
    one.weekday === other.weekday &&
    one.from < other.to &&
    other.from < one.to &&
    one.units.some((unit) => other.units.includes(unit))
  );
}

/** The frames that are in the way of this one, without itself. */
export function rivalsOf<F extends Place>(frame: F, all: readonly F[]): readonly F[] {
  return all.filter((other) => other.id !== frame.id && isSameTime(frame, other));
}
