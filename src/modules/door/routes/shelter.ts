import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { askForShelter, askToEndShelter, confirmShelter, endShelter, withdrawShelter } from "../commands.ts";
import { showShelter, showShelters } from "../pages/shelter-page.ts";
import { policy } from "../policy.ts";
import { nothing, shelterForm, shelterPath } from "../schema.ts";

const step = (what: string, run: typeof confirmShelter) =>
  errand({
    path: `/staff/shelter/:shelter/${what}`,
    who: policy.shelter,
    limit: "form",
    params: shelterPath,
    form: nothing,
    run: (act, { params }) => run(act, { shelterId: params.shelter }),
    then: (_, { params }) => ({ to: `/staff/shelter/${params.shelter}` }),
    again: (view, { params, problems }) => showShelter(view, params.shelter, problems),
  });

/** 避難所: doors held open in a disaster, by two people. */
export const shelterRoutes: readonly Route[] = [
  page({
    path: "/staff/shelter",
    who: policy.see,
    limit: "page",
    params: nothing,
    query: nothing,
    show: (view) => showShelters(view),
  }),
  page({
    path: "/staff/shelter/:shelter",
    who: policy.see,
    limit: "page",
    params: shelterPath,
    query: nothing,
    show: (view, { params }) => showShelter(view, params.shelter),
  }),
  errand({
    path: "/staff/shelter",
    who: policy.shelter,
    limit: "form",
    params: nothing,
    form: shelterForm,
    run: (act, { form }) =>
      askForShelter(act, { place: form.place, reason: form.reason, isDrill: form.kind === "drill" }),
    then: ({ shelterId }) => ({ to: `/staff/shelter/${shelterId}`, flash: "door.desk.shelter-sent" }),
    again: (view, sent) => showShelters(view, sent),
  }),
  step("confirm", confirmShelter),
  step("withdraw", withdrawShelter),
  step("ask-end", askToEndShelter),
  step("end", endShelter),
];
