import type { Act } from "../../../../kernel/act.ts";
import type { MessageKey } from "../../../../kernel/i18n/messages.ts";
import { translator } from "../../../../kernel/i18n/translate.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { listStaffRoles } from "../../../identity/index.ts";
import { sendNotice } from "../../../notice/index.ts";
import { awaitedOf, reminderOf } from "../../rules/evaluation/late.ts";
import { recipientsOf, type StaffMember } from "../../rules/evaluation/recipients.ts";
import { findSheet, listRounds, listSheets } from "../../store/sheet.ts";
import type { Round, RoundStep } from "../../types/evaluation.ts";

/**
 * Three days before a step's day and after it, each who is awaited gets one mail with the number of sheets: once for each step
 * and day, however often this runs. A new day is a new reminder.
 */
export async function remindOfSheets(act: Act): Promise<void> {
  const staff = await listStaffRoles(act.tx, act.now);
  for (const round of await listRounds(act.tx)) if (round.state === "open") await remindOfRound(act, round, staff);
}

type Due = {
  readonly step: RoundStep;
  readonly when: "soon" | "late";
  readonly dueOn: string;
  readonly personId: string;
};

async function remindOfRound(act: Act, round: Round, staff: readonly StaffMember[]): Promise<void> {
  const today = civilDateOf(act.now, act.city.config.zone);
  const counts = new Map<string, { due: Due; count: number }>();
  for (const sheet of await listSheets(act.tx, round.id)) {
    const awaited = awaitedOf(round, sheet.state, today);
    const when = awaited && reminderOf(awaited, today);
    if (awaited === undefined || when === undefined) continue;
    for (const { id: personId } of recipientsOf(awaited.step, sheet, staff)) {
      const due = { step: awaited.step, when, dueOn: awaited.dueOn, personId };
      const key = Object.values(due).join("/");
      counts.set(key, { due, count: (counts.get(key)?.count ?? 0) + 1 });
    }
  }
  const words = translator("ja");
  for (const { due, count } of counts.values()) {
    const { step, when, dueOn, personId } = due;
    await sendNotice(act, {
      to: { personId },
      kind: when === "soon" ? "plan-evaluation.soon" : "plan-evaluation.late",
      params: {
        step: words.text(`plan-evaluation.staff.step.${step}` satisfies MessageKey),
        due: { on: dueOn },
        count,
      },
      link: `/staff/evaluation/${round.id}`,
      subject: { kind: "round", id: round.id },
      once: `plan.due/${round.id}/${step}/${dueOn}/${when}/${personId}`,
    });
  }
}

/** 差し戻し: the section's writers are told that a sheet is with them again; why stands on its page. */
export async function tellOfReturn(act: Act, { sheetId }: { sheetId: string }): Promise<void> {
  const sheet = await findSheet(act.tx, sheetId);
  if (sheet?.state !== "writing") return;
  const staff = await listStaffRoles(act.tx, act.now);
  for (const { id: personId } of recipientsOf("write", sheet, staff)) {
    await sendNotice(act, {
      to: { personId },
      kind: "plan-evaluation.returned",
      link: `/staff/evaluation/${sheet.roundId}/sheets/${sheet.id}`,
      subject: { kind: "sheet", id: sheet.id },
    });
  }
}
