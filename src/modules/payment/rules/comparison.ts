import type { ProviderReading } from "../types.ts";

export type DifferenceKind = "not-in-ledger" | "not-at-provider" | "amount" | "refunded";
export type Difference = { readonly kind: DifferenceKind; readonly ours: number; readonly theirs: number };

/** What the ledger holds of one page of a provider: all in yen. */
export type Ledgered = {
  readonly amount: number;
  /** Gone back through the provider. */
  readonly refunded: number;
  /** Promised and not answered yet: the provider may have it already. */
  readonly refunding: number;
};

/** What the provider says against what the ledger says. Money in doubt (`unknown`) is no difference yet. */
export function compareWithLedger(reading: ProviderReading, ledgered: Ledgered | undefined): Difference | undefined {
  if (reading.state === "unknown") return undefined;
  const theirs = reading.state === "paid" ? reading.amount : 0;
  if (ledgered === undefined) return theirs > 0 ? { kind: "not-in-ledger", ours: 0, theirs } : undefined;
  if (theirs === 0) return { kind: "not-at-provider", ours: ledgered.amount, theirs: 0 };
  if (theirs !== ledgered.amount) return { kind: "amount", ours: ledgered.amount, theirs };
  const { refunded, refunding } = ledgered;
  if (reading.refunded < refunded || reading.refunded > refunded + refunding)
    return { kind: "refunded", ours: refunded, theirs: reading.refunded };
  return undefined;
}
