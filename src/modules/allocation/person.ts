import type { PersonKeeper } from "../../kernel/module.ts";
import { countAll, countLiving, detachPerson } from "./store/application.ts";

/** Stands for a person who deleted the account: what the group was given stays. */
const nobody = "00000000-0000-4000-8000-000000000000";

export const applicationsOfPerson: PersonKeeper = {
  async reasonsToKeep(db, personId) {
    return (await countLiving(db, personId)) > 0 ? ["allocation.person.open"] : [];
  },
  async describe(db, personId) {
    return [{ title: "allocation.person.applications", count: await countAll(db, personId), href: "/my/allocations" }];
  },
  forget: (act, personId) => detachPerson(act.tx, personId, nobody),
};
