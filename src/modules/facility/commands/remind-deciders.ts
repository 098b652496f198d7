import type { Act } from "../../../kernel/act.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { listStaffRoles } from "../../identity/index.ts";
import { sendNotice } from "../../notice/index.ts";
import { policy } from "../policy.ts";
import { countWaitingApprovals } from "../store/approval.ts";

/** Each morning while requests wait, whoever may decide gets one mail. It names nobody and approves nothing. */
export async function remindDeciders(act: Act): Promise<void> {
  const { waiting, late } = await countWaitingApprovals(act.tx, act.now);
  if (waiting === 0) return;
  const day = civilDateOf(act.now, act.city.config.zone);
  const deciders: readonly string[] = policy.decideApproval;
  const staff = (await listStaffRoles(act.tx, act.now)).filter(({ roles }) =>
    roles.some((one) => deciders.includes(one)),
  );
  for (const personId of new Set(staff.map(({ id }) => id))) {
    await sendNotice(act, {
      to: { personId },
      kind: "facility.requests-waiting",
      params: { count: waiting, late },
      link: "/staff/approvals",
      once: `facility.requests-waiting/${day}/${personId}`,
    });
  }
}
