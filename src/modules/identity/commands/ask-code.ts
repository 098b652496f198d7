import { randomUUID } from "node:crypto";
import type { Act, Command } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { codeMinutes } from "../rules/code.ts";
import type { MailAddress } from "../rules/mail.ts";
import { type BudgetName, minutesLeft } from "../rules/throttle.ts";
import { findPersonByMail, type PersonRow } from "../store/person.ts";
import { isKnownBrowser } from "../store/session.ts";
import { spendBudget } from "../store/throttle.ts";
import type { IdentityOptions } from "../types.ts";
import { browserHashOf } from "./browser.ts";
import { makeCode } from "./make-code.ts";

/**
 * Sends a code to an address, known or not: the page is the same, only the mailbox differs. An unknown address founds
 * an account once its code was right. A member of staff gets a mail that says how staff sign in, and no code.
 */
export function askSignInCode(options: IdentityOptions): Command<{ mail: MailAddress }, { codeId: string }> {
  return async (act, { mail }) => {
    const person = await findPersonByMail(act.tx, mail.key);
    await spendCodeBudgets(act, mail, person);
    const isStaff = person?.kind === "staff";
    const code = await makeCode(act, { purpose: "sign-in", address: mail, personId: undefined, isReal: !isStaff });
    const to = { mail: mail.mail, locale: act.locale };
    if (isStaff) {
      await options.sendMail(act, {
        to,
        kind: "identity.staff-address",
        link: "/staff/sign-in",
        until: code.expiresAt,
      });
    } else {
      const params = { sealed: code.sealed, minutes: codeMinutes };
      await options.sendMail(act, { to, kind: "identity.code", params, until: code.expiresAt });
    }
    await audit(act, { what: "identity.code-asked", subject: `code/${code.id}`, about: person?.id });
    return { codeId: code.id };
  };
}

/** See rules/throttle.ts: strangers together cannot use up what the owner's own browser needs. */
export async function spendCodeBudgets(act: Act, mail: MailAddress, person: PersonRow | undefined): Promise<void> {
  const source = act.source ?? "none";
  const browser = browserHashOf(act);
  // Asked for an unknown address too, so that both take the same time.
  const isKnown = await isKnownBrowser(act.tx, person?.id ?? randomUUID(), browser);
  const spend: readonly (readonly [BudgetName, readonly string[]])[] = isKnown
    ? [["code-by-known-browser", [mail.key, browser.toString("base64url")]]]
    : [
        ["code-by-source", [source]],
        ["code-by-address-and-source", [mail.key, source]],
        ["code-by-address", [mail.key]],
      ];
  for (const [budget, keys] of spend) {
    if (await spendBudget(act.tx, budget, keys, act.now)) continue;
    throw new Refusal("identity.too-many-codes", { status: 429, params: { minutes: minutesLeft(budget, act.now) } });
  }
}
