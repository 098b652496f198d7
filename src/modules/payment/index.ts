export type { CheckoutOrder, PaymentProvider, ProviderReading, ProviderRefund, RefundOrder } from "./types.ts";
