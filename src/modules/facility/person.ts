import { deleteFile } from "../../kernel/files/files.ts";
import type { PersonKeeper } from "../../kernel/module.ts";
import { detachApprovals } from "./store/approval.ts";
import { countAll, countLiving, detachPerson } from "./store/booking.ts";
import { detachPenalties } from "./store/penalty.ts";
import { detachReductions } from "./store/reduction.ts";

/** Stands for a person who deleted the account: their past bookings stay in the statistics without them. */
export const nobody = "00000000-0000-4000-8000-000000000000";

export const bookingsOfPerson: PersonKeeper = {
  async reasonsToKeep(db, personId, now) {
    return (await countLiving(db, personId, now)) > 0 ? ["facility.person.booking-open"] : [];
  },
  async describe(db, personId) {
    return [{ title: "facility.person.bookings", count: await countAll(db, personId), href: "/my/bookings" }];
  },
  async forget(act, personId) {
    // Decisions and amounts stay for the statistics; the person's words and papers go.
    for (const fileId of await detachReductions(act.tx, personId)) await deleteFile(act, fileId);
    await detachApprovals(act.tx, personId);
    await detachPerson(act.tx, personId, nobody);
    await detachPenalties(act.tx, personId);
  },
};
