import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { bringOrdinance, scheduleOrdinance, withdrawOrdinance } from "../commands/ordinance.ts";
import { showOrdinances } from "../pages/staff/ordinances/list.ts";
import { showNewOrdinance, showNewOrdinanceAgain } from "../pages/staff/ordinances/new.ts";
import { showOrdinance, showOrdinanceAgain } from "../pages/staff/ordinances/one.ts";
import { newOrdinancePath, ordinancePath, ordinancesPath } from "../pages/staff/ordinances/words.ts";
import { policy } from "../policy.ts";
import {
  bringForm,
  newOrdinanceQuery,
  ordinanceParams,
  scheduleForm,
  tryQuery,
  withdrawForm,
} from "../schema/ordinance-requests.ts";
import { noParams, noQuery } from "../schema/requests.ts";

const one = `${ordinancesPath}/:ordinance`;

/** 施設の決まり: files are brought by one, looked at, and put into force by another. */
export const ordinanceRoutes: readonly Route[] = [
  page({
    who: policy.see,
    limit: "page",
    path: ordinancesPath,
    params: noParams,
    query: noQuery,
    show: showOrdinances,
  }),
  // Before the one with an id, which would take "new" for it.
  page({
    who: policy.bringOrdinance,
    limit: "page",
    path: newOrdinancePath,
    params: noParams,
    query: newOrdinanceQuery,
    show: showNewOrdinance,
  }),
  errand({
    who: policy.bringOrdinance,
    limit: "form",
    path: newOrdinancePath,
    params: noParams,
    form: bringForm,
    upload: true,
    run: async (act, { form: { file, text } }) => {
      const given = file === undefined ? text : await file.text();
      if (given === undefined || given.trim() === "")
        throw new Refusal("facility.staff.ordinance-empty", { status: 422, field: "text" });
      if (given.length > 400_000) throw new Refusal("facility.staff.ordinance-large", { status: 422, field: "file" });
      return bringOrdinance(act, { text: given });
    },
    then: ({ id, isRight }) => ({
      to: ordinancePath(id),
      flash: isRight ? "facility.staff.ordinance.brought" : "facility.staff.ordinance.brought-wrong",
    }),
    again: showNewOrdinanceAgain,
  }),
  page({ who: policy.see, limit: "page", path: one, params: ordinanceParams, query: tryQuery, show: showOrdinance }),
  errand({
    who: policy.scheduleOrdinance,
    limit: "form",
    path: `${one}/schedule`,
    params: ordinanceParams,
    form: scheduleForm,
    run: (act, { params, form }) => scheduleOrdinance(act, { ordinanceId: params.ordinance, from: form.from }),
    then: (_, { params }) => ({ to: ordinancePath(params.ordinance), flash: "facility.staff.ordinance.scheduled" }),
    again: showOrdinanceAgain,
  }),
  errand({
    who: policy.withdrawOrdinance,
    limit: "form",
    path: `${one}/withdraw`,
    params: ordinanceParams,
    form: withdrawForm,
    run: (act, { params, form }) => withdrawOrdinance(act, { ordinanceId: params.ordinance, reason: form.reason }),
    then: (_, { params }) => ({ to: ordinancePath(params.ordinance), flash: "facility.staff.ordinance.withdrawn" }),
    again: showOrdinanceAgain,
  }),
];
