import { z } from "zod";
import { feed, page, type Route } from "../../../kernel/http/route.ts";
import { addressees } from "../../payment/index.ts";
import { sendFirstReceipt, sendReceipt, showReceipts, showStaffReceipts } from "../pages/receipts.ts";
import { policy } from "../policy.ts";
import { bookingParams, noQuery } from "../schema/requests.ts";

const look = { who: "resident", limit: "page" } as const;
const atCounter = { who: policy.book, limit: "page" } as const;
const params = bookingParams.extend({ payment: z.uuid() });
const query = z.object({ to: z.enum(addressees).optional().catch(undefined) });

/** 領収書: one for each payment of a booking, for its people and at the counter. */
export const receiptRoutes: readonly Route[] = [
  feed({
    ...look,
    path: "/bookings/:booking/receipt.pdf",
    params: bookingParams,
    query: noQuery,
    respond: sendFirstReceipt,
  }),
  page({ ...look, path: "/bookings/:booking/receipts", params: bookingParams, query: noQuery, show: showReceipts }),
  feed({ ...look, path: "/bookings/:booking/receipts/:payment", params, query, respond: sendReceipt }),
  page({
    ...atCounter,
    path: "/staff/bookings/:booking/receipts",
    params: bookingParams,
    query: noQuery,
    show: showStaffReceipts,
  }),
  feed({ ...atCounter, path: "/staff/bookings/:booking/receipts/:payment", params, query, respond: sendReceipt }),
];
