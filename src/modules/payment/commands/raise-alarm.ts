import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { demandCounter } from "../policy.ts";
import { insertAlarm, settleAlarmRow } from "../store/alarms.ts";
import type { AlarmKind } from "../types.ts";

/** True if it is new. `about`: the checkout or refund. */
export async function raiseAlarm(
  act: Act,
  alarm: { kind: AlarmKind; paymentId: string; about: string },
): Promise<boolean> {
  const isNew = await insertAlarm(act.tx, { ...alarm, at: act.now });
  if (isNew) act.city.log.error("payment.alarm", { kind: alarm.kind, paymentId: alarm.paymentId });
  return isNew;
}

/** Somebody has looked at it and says so. */
export async function settleAlarm(act: Act, { alarmId }: { alarmId: string }): Promise<void> {
  const staff = demandCounter(act.actor, "settle-alarm");
  const alarm = await settleAlarmRow(act.tx, alarmId, { at: act.now, person: staff.personId });
  if (alarm === undefined) throw notFound();
  await audit(act, { what: "payment.alarm-settled", subject: `payment/${alarm.paymentId}`, reason: alarm.kind });
}
