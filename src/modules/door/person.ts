import type { PersonKeeper } from "../../kernel/module.ts";
import { countEntriesOf, detachPerson } from "./store/person.ts";

/** What is kept of a person. An open code is no reason to keep an account: it ends with its booking. */
export const doorPerson: PersonKeeper = {
  reasonsToKeep: async () => [],
  describe: async (db, personId) => {
    const count = await countEntriesOf(db, personId);
    return count === 0 ? [] : [{ title: "door.my-entries", count }];
  },
  forget: ({ tx }, personId) => detachPerson(tx, personId),
};
