import { z } from "zod";
import type { Html } from "../../../kernel/html.ts";
import { noProblems, type Problems } from "../../../kernel/http/form.ts";
import { errand, page } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { choiceField } from "../../../kernel/text/fields.ts";
import { listPersons } from "../../identity/index.ts";
import { remindDebtor, seeDebts } from "../commands/remind-debtor.ts";
import { debtsPage } from "../pages/debts-page.ts";
import type { PlaceFinder } from "../places.ts";
import { accountRoles } from "../policy.ts";
import { paymentParams } from "../schema.ts";
import { listOwn } from "./own-place.ts";

const remindForm = z.strictObject({ way: choiceField(["mail", "letter"]) });

async function draw(view: View, places: PlaceFinder, problems: Problems): Promise<Html> {
  const debts = await view.perform(seeDebts, { own: (db, all) => listOwn(view, db, places, accountRoles, all) });
  const ids = [...new Set(debts.flatMap(({ payerId }) => (payerId === undefined ? [] : [payerId])))];
  const names = new Map((await listPersons(view.city.db, ids)).map(({ id, name }) => [id, name]));
  return debtsPage(view, {
    debts: debts.map((debt) => ({ ...debt, name: debt.payerId && names.get(debt.payerId) })),
    problems,
  });
}

export const showDebts = (places: PlaceFinder) =>
  page({
    path: "/staff/money/debts",
    who: accountRoles,
    limit: "page",
    params: z.object({}),
    query: z.object({}),
    show: (view) => draw(view, places, noProblems),
  });

export const sendReminder = (places: PlaceFinder) =>
  errand({
    path: "/staff/money/debts/:payment/remind",
    who: accountRoles,
    limit: "form",
    params: paymentParams,
    form: remindForm,
    run: (act, { params, form }) => remindDebtor(act, { paymentId: params.payment, way: form.way }),
    then: () => ({ to: "/staff/money/debts", flash: "payment.staff.debts.reminded" }),
    again: (view, { problems }) => draw(view, places, problems),
  });
