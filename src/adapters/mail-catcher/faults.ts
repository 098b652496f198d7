/** What a mail server may do to us; switched on by tests, one after the other. */
export type Fault =
  /** Answers with this code at this step. `said` is the server's text. */
  | { readonly do: "refuse"; readonly at: "mail" | "rcpt" | "data"; readonly code: number; readonly said?: string }
  /** Takes its time before it answers to the text. */
  | { readonly do: "slow"; readonly ms: number }
  /** Keeps the mail and hangs up before it says so: the case in which a mail comes twice. */
  | { readonly do: "drop-after-data" };

/** A fault strikes `times` times (default: once), then the next one in line. */
export type Faults = {
  add(fault: Fault, times?: number): void;
  clear(): void;
  /** The fault of this step, used up by being asked for. */
  take(step: "mail" | "rcpt" | "data"): Fault | undefined;
};

export function makeFaults(): Faults {
  const waiting: Fault[] = [];
  return {
    add: (fault, times = 1) => void waiting.push(...Array.from({ length: times }, () => fault)),
    clear: () => void waiting.splice(0),
    take: (step) => {
      const next = waiting[0];
      if (next === undefined || step !== (next.do === "refuse" ? next.at : "data")) return undefined;
      return waiting.shift();
    },
  };
}
