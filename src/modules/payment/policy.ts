import type { Actor, Role } from "../../kernel/actor.ts";
import { forbidden } from "../../kernel/refusal.ts";

type Errand =
  | "open"
  | "see"
  | "change"
  | "take-cash"
  | "pay-out"
  | "close-day"
  | "settle-alarm"
  | "issue-slip"
  | "bring-bank-file"
  | "approve-money"
  | "check-account";
type Owner = { readonly payerId: string | undefined };

/** Who stands at a counter and holds its cash. */
export const counterRoles = ["clerk", "facility-manager"] as const satisfies readonly Role[];

/** Who works with the banks: files, debits, transfers, the nightly comparison. */
export const bankRoles = ["finance", "facility-manager", "approver"] as const satisfies readonly Role[];
/** Who may look at a payer's account to check it. */
export const accountRoles = ["clerk", "finance", "facility-manager", "approver"] as const satisfies readonly Role[];

const isOneOf = (allowed: readonly Role[]) => (actor: Actor) =>
  actor.kind === "staff" && actor.roles.some((role) => allowed.includes(role));
const isCounterStaff = (actor: Actor) =>
  actor.kind === "staff" && actor.roles.some((role) => (counterRoles as readonly Role[]).includes(role));
const isPayer = (actor: Actor, { payerId }: Owner) => actor.kind === "resident" && actor.personId === payerId;

/**
 * Who may do what. `change` is what other modules do to a payment within their own rules (extend, abandon, refund):
 * a resident only to the own payment. Jobs act as the system.
 */
const table: Readonly<Record<Errand, (actor: Actor, owner: Owner) => boolean>> = {
  open: (actor, owner) => isPayer(actor, owner) || isCounterStaff(actor) || actor.kind === "system",
  see: (actor, owner) => isPayer(actor, owner),
  change: (actor, owner) => isPayer(actor, owner) || isCounterStaff(actor) || actor.kind === "system",
  "take-cash": isCounterStaff,
  "pay-out": isCounterStaff,
  "close-day": isCounterStaff,
  "settle-alarm": isCounterStaff,
  "issue-slip": (actor, owner) => isPayer(actor, owner) || isCounterStaff(actor) || isOneOf(bankRoles)(actor),
  "bring-bank-file": isOneOf(["finance", "facility-manager"]),
  "approve-money": isOneOf(bankRoles),
  "check-account": isOneOf(accountRoles),
};

const nobody: Owner = { payerId: undefined };

export function isAllowed(actor: Actor, errand: Errand, owner: Owner = nobody): boolean {
  return table[errand](actor, owner);
}

export function demand(actor: Actor, errand: Errand, owner: Owner = nobody): void {
  if (!isAllowed(actor, errand, owner)) throw forbidden();
}

/** The staff member, if the errand is theirs. */
export function demandStaff(actor: Actor, errand: "bring-bank-file" | "approve-money" | "check-account") {
  if (actor.kind !== "staff" || !isAllowed(actor, errand)) throw forbidden();
  return actor;
}

/** The staff member at a counter, with the section whose cash it is. */
export function demandCounter(actor: Actor, errand: "take-cash" | "pay-out" | "close-day" | "settle-alarm") {
  if (actor.kind !== "staff" || !isAllowed(actor, errand)) throw forbidden();
  return actor;
}
