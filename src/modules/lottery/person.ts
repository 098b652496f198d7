import type { PersonKeeper } from "../../kernel/module.ts";
import { countAll, countLiving, detachPerson } from "./store/entry.ts";

/** Stands for a person who deleted the account: the public list stays as it was, and never had a name. */
const nobody = "00000000-0000-4000-8000-000000000000";

export const entriesOfPerson: PersonKeeper = {
  async reasonsToKeep(db, personId) {
    return (await countLiving(db, personId)) > 0 ? ["lottery.person.entry-open"] : [];
  },
  async describe(db, personId) {
    return [{ title: "lottery.person.entries", count: await countAll(db, personId), href: "/my/lotteries" }];
  },
  forget: (act, personId) => detachPerson(act.tx, personId, nobody),
};
