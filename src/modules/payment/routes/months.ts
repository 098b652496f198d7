import { z } from "zod";
import type { Html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems } from "../../../kernel/http/form.ts";
import { errand, feed, page, type Route } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { linesField } from "../../../kernel/text/fields.ts";
import { type CivilDate, isCivilDate, startOfMonth } from "../../../kernel/time/civil-date.ts";
import { listSections } from "../../identity/index.ts";
import { closeMonth, confirmMonth, reportMonth } from "../commands/month.ts";
import { sendMonthCsv, sendMonthPdf, sendMonthWorkbook } from "../pages/month-files.ts";
import { monthPage } from "../pages/month-page.ts";
import { monthPath } from "../pages/month-parts.ts";
import { monthsPage } from "../pages/months-page.ts";
import type { PlaceFinder } from "../places.ts";
import { bankRoles } from "../policy.ts";
import { nothing } from "../schema.ts";
import { listMonthCloses, listOpenMonths } from "../store/months.ts";

const none = z.object({});
const home = "/staff/money/months";
const one = `${home}/:month` as const;
const monthParams = z.object({
  month: z
    .string()
    .transform((text) => `${text}-01`)
    .refine(isCivilDate),
});
const closeMonthForm = z.strictObject({ explanation: linesField({ required: false, max: 1000 }) });

/** 月締めと収納報告. 監査 looks at it as well. */
export function monthRoutes(places: PlaceFinder): readonly Route[] {
  const look = { who: [...bankRoles, "auditor"], limit: "page", query: none } as const;
  const act = { who: bankRoles, limit: "form", params: monthParams } as const;
  const reportOf = (view: View, month: CivilDate) => reportMonth(view.city.db, places, month, view.today);
  const draw = async (view: View, month: CivilDate, values: FormValues, problems: Problems): Promise<Html> =>
    monthPage(view, {
      report: await reportOf(view, month),
      sections: new Map((await listSections(view.city.db)).map(({ id, name }) => [id, name])),
      values,
      problems,
    });
  return [
    page({
      ...look,
      path: home,
      params: none,
      show: async (view) => {
        const { db } = view.city;
        const open = new Set([...(await listOpenMonths(db)), startOfMonth(view.today)]);
        const closes = await listMonthCloses(db);
        return monthsPage(view, { open: [...open].sort().reverse(), closes });
      },
    }),
    page({
      ...look,
      path: one,
      params: monthParams,
      show: (view, { params }) => draw(view, params.month, {}, noProblems),
    }),
    errand({
      ...act,
      path: one,
      form: closeMonthForm,
      run: (command, { params, form }) => closeMonth(places)(command, { month: params.month, ...form }),
      then: (_, { params }) => ({ to: monthPath(params.month), flash: "payment.staff.month.is-closed" }),
      again: (view, { params, values, problems }) => draw(view, params.month, values, problems),
    }),
    errand({
      ...act,
      path: `${one}/confirm`,
      form: nothing,
      run: (command, { params }) => confirmMonth(command, { month: params.month }),
      then: (_, { params }) => ({ to: monthPath(params.month), flash: "payment.staff.month.is-confirmed" }),
      again: (view, { params, values, problems }) => draw(view, params.month, values, problems),
    }),
    feed({
      ...look,
      path: `${one}/report.csv`,
      params: monthParams,
      respond: async (view, { params }) => sendMonthCsv(view, await reportOf(view, params.month)),
    }),
    feed({
      ...look,
      path: `${one}/report.xlsx`,
      params: monthParams,
      respond: async (view, { params }) => sendMonthWorkbook(view, await reportOf(view, params.month)),
    }),
    feed({
      ...look,
      path: `${one}/report.pdf`,
      params: monthParams,
      respond: async (view, { params }) => sendMonthPdf(view, await reportOf(view, params.month)),
    }),
  ];
}
