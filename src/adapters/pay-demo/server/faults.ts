/**
 * What goes wrong on purpose, for tests: before the call takes effect, or after it did and before the answer leaves.
 * The second is the costly one: the caller cannot know that money moved.
 */
export type Fault = {
  readonly on: "create" | "read" | "close" | "refund";
  readonly how: "fail-before" | "hang-after" | "fail-after";
};

export type Faults = {
  add(fault: Fault): void;
  /** The next fault for this call, used up. */
  take(on: Fault["on"]): Fault["how"] | undefined;
};

export function makeFaults(): Faults {
  const waiting: Fault[] = [];
  return {
    add: (fault) => void waiting.push(fault),
    take(on) {
      const index = waiting.findIndex((fault) => fault.on === on);
      return index < 0 ? undefined : waiting.splice(index, 1)[0]?.how;
    },
  };
}
