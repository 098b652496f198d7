import { z } from "zod";
import type { Html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems } from "../../../kernel/http/form.ts";
import { errand, feed, page } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { closeCashDay } from "../commands/close-cash-day.ts";
import { cashPage } from "../pages/cash-page.ts";
import { dayCsv } from "../pages/day-csv.ts";
import { dayPage } from "../pages/day-page.ts";
import type { PlaceFinder } from "../places.ts";
import { counterRoles, demandCounter } from "../policy.ts";
import { closeDayForm, dayParams } from "../schema.ts";
import { listAlarms, sumHookRejections } from "../store/alarms.ts";
import { findCashDay, isDayClosed, listCashDays, listCashEntries, listOpenDays } from "../store/cash-days.ts";
import { listPayouts } from "../store/payouts.ts";
import { listRefundsByHand } from "../store/refunds.ts";
import { listOwn } from "./own-place.ts";

const none = z.object({});

export const showCash = (places: PlaceFinder) =>
  page({
    path: "/staff/cash",
    who: counterRoles,
    limit: "page",
    params: none,
    query: none,
    show: (view) => drawCash(view, places, noProblems),
  });

export const showDay = page({
  path: "/staff/cash/:day",
  who: counterRoles,
  limit: "page",
  params: dayParams,
  query: none,
  show: (view, { params }) => drawDay(view, params.day, {}, noProblems),
});

export const closeDay = errand({
  path: "/staff/cash/:day",
  who: counterRoles,
  limit: "form",
  params: dayParams,
  form: closeDayForm,
  run: (act, { params, form }) => closeCashDay(act, { day: params.day, ...form }),
  then: (_, { params }) => ({ to: `/staff/cash/${params.day}`, flash: "payment.desk.day-is-closed" }),
  again: (view, { params, values, problems }) => drawDay(view, params.day, values, problems),
});

export const dayEntries = feed({
  path: "/staff/cash/:day/entries.csv",
  who: counterRoles,
  limit: "page",
  params: dayParams,
  query: none,
  async respond(view, { params: { day } }) {
    const { sectionId } = demandCounter(view.actor, "close-day");
    const entries = await listCashEntries(view.city.db, sectionId, day);
    return {
      kind: "file",
      name: `cash-${day}.csv`,
      type: "text/csv; charset=utf-8",
      bytes: dayCsv(view, day, entries),
    };
  },
});

export async function drawCash(view: View, places: PlaceFinder, problems: Problems): Promise<Html> {
  const { sectionId, sectionName } = demandCounter(view.actor, "close-day");
  const { db } = view.city;
  const open = await listOpenDays(db, sectionId);
  // The till and its day are the section's own; what waits besides is shown where it was paid for.
  const ownOf = <T extends { readonly paymentId: string }>(rows: readonly T[]) =>
    listOwn(view, db, places, counterRoles, rows);
  const isTodayOpen = !(await isDayClosed(db, sectionId, view.today));
  return cashPage(view, {
    sectionName,
    problems,
    alarms: await ownOf(await listAlarms(db)),
    refunds: await ownOf(await listRefundsByHand(db, sectionId)),
    payouts: await ownOf(await listPayouts(db, ["wanted", "entered", "checked", "approved", "sent"])),
    openDays: isTodayOpen && !open.includes(view.today) ? [...open, view.today].sort() : open,
    closedDays: await listCashDays(db, sectionId),
    hookRejections: await sumHookRejections(db, addDays(view.today, -7)),
  });
}

async function drawDay(view: View, day: CivilDate, values: FormValues, problems: Problems): Promise<Html> {
  const { sectionId, sectionName } = demandCounter(view.actor, "close-day");
  const { db } = view.city;
  return dayPage(view, {
    day,
    sectionName,
    entries: await listCashEntries(db, sectionId, day),
    closed: await findCashDay(db, sectionId, day),
    values,
    problems,
  });
}
