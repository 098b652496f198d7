import type { PersonKeeper } from "../../kernel/module.ts";

/** Owner: public (questions) and review. */
export const planPerson: PersonKeeper = {
  reasonsToKeep: async () => [],
  describe: async () => [],
  forget: async () => {},
};
