import type { PersonKeeper } from "../../kernel/module.ts";
import { countPaymentsOf, forgetPayer, hasMoneyUnderWay } from "./store/payments.ts";

/** What this module keeps of a person. The books stay by law (地方自治法 233条 and the city's own rules); the name goes. */
export const paymentKeeper: PersonKeeper = {
  reasonsToKeep: async (db, personId) => ((await hasMoneyUnderWay(db, personId)) ? ["payment.keep-money-open"] : []),
  describe: async (db, personId) => {
    const count = await countPaymentsOf(db, personId);
    return count === 0 ? [] : [{ title: "payment.my-payments", count, href: "/payments" }];
  },
  forget: (act, personId) => forgetPayer(act.tx, personId),
};
