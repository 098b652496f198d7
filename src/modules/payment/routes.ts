import type { Route } from "../../kernel/http/route.ts";
import type { ExportDefinition } from "./exports/definition.ts";
import type { PlaceFinder } from "./places.ts";
import type { Providers } from "./providers.ts";
import { closeDay, dayEntries, showCash, showDay } from "./routes/cash.ts";
import {
  approveClearingLine,
  bringClearingFile,
  dropLineProposal,
  proposeLine,
  showClearing,
  showClearingFile,
} from "./routes/clearing.ts";
import { showComparison } from "./routes/comparison.ts";
import { payOut, settle, showAtCounter, takeCashAtCounter } from "./routes/counter.ts";
import { giveAccountAtCounter, showCounterAccount } from "./routes/counter-account.ts";
import {
  bringResults,
  debitBankFile,
  debitList,
  endAgreement,
  makeDebits,
  saveMandate,
  showDebits,
  showMandate,
} from "./routes/debits.ts";
import { sendReminder, showDebts } from "./routes/debts.ts";
import { exportRoutes } from "./routes/exports.ts";
import { paymentHook } from "./routes/hook.ts";
import { monthRoutes } from "./routes/months.ts";
import { atOwnPlace } from "./routes/own-place.ts";
import {
  approveAccount,
  checkAccount,
  giveAccount,
  makeTransfers,
  returnAccount,
  settleTransfer,
  showAccount,
  showPayout,
  showPayouts,
  transferList,
} from "./routes/payouts.ts";
import { comeBack, goToPay, listPayments, showPayment } from "./routes/resident.ts";
import { askForSlip, issueSlipAtCounter, ownSlip, slipAtCounter } from "./routes/slip.ts";

export function paymentRoutes(options: {
  providers: Providers;
  places: PlaceFinder;
  exports: readonly ExportDefinition[];
}): readonly Route[] {
  const { providers, places } = options;
  const routes: readonly Route[] = [
    listPayments,
    showPayment(providers),
    goToPay(providers),
    comeBack,
    showCash(places),
    showDay,
    closeDay,
    dayEntries,
    showAtCounter,
    takeCashAtCounter,
    payOut(places),
    settle(places),
    askForSlip,
    ownSlip,
    issueSlipAtCounter,
    slipAtCounter,
    showClearing,
    bringClearingFile,
    showClearingFile,
    proposeLine,
    approveClearingLine,
    dropLineProposal,
    showAccount,
    giveAccount,
    showPayouts(places),
    showPayout,
    checkAccount,
    approveAccount,
    returnAccount,
    settleTransfer,
    makeTransfers(places),
    transferList,
    showDebits,
    makeDebits,
    debitBankFile,
    debitList,
    bringResults,
    endAgreement,
    showMandate,
    saveMandate,
    showComparison,
    showDebts(places),
    sendReminder(places),
    showCounterAccount,
    giveAccountAtCounter,
    ...monthRoutes(places),
    ...exportRoutes(places, options.exports),
    paymentHook(providers),
  ];
  return routes.map((route) => atOwnPlace(places, route));
}
