import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Tx } from "../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { sendNotice } from "../../notice/index.ts";
import { demandStaff } from "../policy.ts";
import { isLive } from "../rules/states.ts";
import { countReminders, insertReminder, listDebts } from "../store/debts.ts";
import { lockPayment } from "../store/payments.ts";

/** 督促で指定する期限: two weeks, so that a letter arrives and a slip can be paid. */
export const reminderDays = 14;

/**
 * 督促: by mail through this site, or by a letter that staff have sent themselves; either way it is written down, for good.
 * Refused if nothing is overdue (`payment.not-overdue`), or if nobody has an address here (`payment.reminder-no-mail`).
 */
export async function remindDebtor(act: Act, input: { paymentId: string; way: "mail" | "letter" }): Promise<void> {
  const staff = demandStaff(act.actor, "check-account");
  const payment = await lockPayment(act.tx, input.paymentId);
  if (payment === undefined) throw notFound();
  if (!isLive(payment.state) || payment.owedBy === undefined || payment.owedBy > act.now)
    throw new Refusal("payment.not-overdue");
  if (input.way === "mail" && payment.payerId === undefined) throw new Refusal("payment.reminder-no-mail");
  const payBy: CivilDate = addDays(civilDateOf(act.now, act.city.config.zone), reminderDays);
  const nth = (await countReminders(act.tx, payment.id)) + 1;
  await insertReminder(act.tx, {
    id: randomUUID(),
    paymentId: payment.id,
    nth,
    way: input.way,
    payBy,
    sentBy: staff.personId,
    sentByName: staff.name,
    sentAt: act.now,
  });
  await audit(act, {
    what: "payment.reminded",
    subject: `payment/${payment.id}`,
    about: payment.payerId,
    counts: { nth, yen: payment.amount },
  });
  if (input.way === "letter" || payment.payerId === undefined) return;
  await sendNotice(act, {
    to: { personId: payment.payerId },
    kind: "payment.reminder",
    params: { amount: { yen: payment.amount }, words: payment.description, deadline: { on: payBy } },
    link: `/payments/${payment.id}`,
    subject: { kind: "payment", id: payment.id },
  });
}

type Debt = Awaited<ReturnType<typeof listDebts>>[number];

/** The list with names: a look at many people at once, written down for each. `own`: those that this member of staff sees. */
export async function seeDebts(
  act: Act,
  { own }: { own: (db: Tx, all: readonly Debt[]) => Promise<readonly Debt[]> },
): Promise<readonly Debt[]> {
  demandStaff(act.actor, "check-account");
  const debts = await own(act.tx, await listDebts(act.tx, act.now));
  for (const { paymentId, payerId } of debts)
    await audit(act, { what: "payment.seen", subject: `payment/${paymentId}`, about: payerId });
  return debts;
}
