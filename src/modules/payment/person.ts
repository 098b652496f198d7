import type { PersonKeeper } from "../../kernel/module.ts";
import { endMandateRow, findMandateOf } from "./store/debits.ts";
import { countPaymentsOf, forgetPayer, hasMoneyUnderWay } from "./store/payments.ts";

/** What this module keeps of a person. The books stay by law (地方自治法 233条 and the city's own rules); the name goes. */
export const paymentKeeper: PersonKeeper = {
  reasonsToKeep: async (db, personId) => ((await hasMoneyUnderWay(db, personId)) ? ["payment.keep-money-open"] : []),
  describe: async (db, personId) => {
    const count = await countPaymentsOf(db, personId);
    const mandate = await findMandateOf(db, personId);
    return [
      ...(count === 0 ? [] : [{ title: "payment.my-payments", count, href: "/payments" }]),
      ...(mandate === undefined ? [] : [{ title: "payment.my-mandate", count: 1 }]),
    ];
  },
  forget: async (act, personId) => {
    const mandate = await findMandateOf(act.tx, personId);
    if (mandate !== undefined) await endMandateRow(act.tx, mandate.id, act.now);
    await forgetPayer(act.tx, personId);
  },
};
