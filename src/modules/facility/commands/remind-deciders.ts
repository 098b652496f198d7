import type { Act } from "../../../kernel/act.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { worksFor } from "../../../kernel/workplace.ts";
import { listStaffRoles } from "../../identity/index.ts";
import { sendNotice } from "../../notice/index.ts";
import { policy } from "../policy.ts";
import { countWaitingApprovals } from "../store/approval.ts";

/** Each morning while requests wait, whoever may decide one of them gets one mail. It names nobody and approves nothing. */
export async function remindDeciders(act: Act): Promise<void> {
  const { config } = act.city;
  if ((await countWaitingApprovals(act.tx, act.now)).waiting === 0) return;
  const day = civilDateOf(act.now, config.zone);
  const deciders: readonly string[] = policy.decideApproval;
  const staff = (await listStaffRoles(act.tx, act.now)).filter(({ roles }) =>
    roles.some((one) => deciders.includes(one)),
  );
  for (const one of staff) {
    const closed = Object.keys(config.facilities).filter((id) => !worksFor(config, one, policy.decideApproval, id));
    const { waiting, late } = await countWaitingApprovals(act.tx, act.now, closed);
    if (waiting === 0) continue;
    const { id: personId } = one;
    await sendNotice(act, {
      to: { personId },
      kind: "facility.requests-waiting",
      params: { count: waiting, late },
      link: "/staff/approvals",
      once: `facility.requests-waiting/${day}/${personId}`,
    });
  }
}
