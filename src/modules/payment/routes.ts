import type { Route } from "../../kernel/http/route.ts";
import type { Providers } from "./providers.ts";
import { closeDay, dayEntries, showCash, showDay } from "./routes/cash.ts";
import { payOut, settle, showAtCounter, takeCashAtCounter } from "./routes/counter.ts";
import { paymentHook } from "./routes/hook.ts";
import { comeBack, goToPay, listPayments, showPayment } from "./routes/resident.ts";

export function paymentRoutes(providers: Providers): readonly Route[] {
  return [
    listPayments,
    showPayment(providers),
    goToPay(providers),
    comeBack,
    showCash,
    showDay,
    closeDay,
    dayEntries,
    showAtCounter,
    takeCashAtCounter,
    payOut,
    settle,
    paymentHook(providers),
  ];
}
