import { z } from "zod";
import { redirectAnswer } from "../../../kernel/http/answer.ts";
import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { finishVisit } from "../commands/finish-visit.ts";
import { beginVisit, noteReturn } from "../commands/visit.ts";
import { signInPage } from "../pages/sign-in.ts";
import { lostVisitPage, showVisit, showVisitAgain } from "../pages/visit.ts";
import * as schema from "../schema.ts";
import type { IdentityOptions } from "../types.ts";
import { anyone, look, nextIn } from "./sign-in.ts";

const visitParams = schema.byId("visit");
const providerParams = z.object({ provider: z.string().max(60) });
/** What a party may add to the return address is kept as it came; only state is read here. */
const backQuery = z.looseObject({ state: z.string().min(1).max(255) });

/** The way to a party that proves who somebody is, and back. */
export function visitRoutes(options: IdentityOptions): readonly Route[] {
  return [
    errand({
      ...anyone,
      path: "/sign-in/with/:provider",
      params: providerParams,
      form: schema.beginVisitForm,
      run: (act, { params, form }) =>
        beginVisit(options)(act, { provider: params.provider, purpose: "sign-in", next: form.next ?? "/my" }),
      then: ({ address }) => ({ to: address }),
      again: (view, { values, problems }) => signInPage(options, view, nextIn(values), { values, problems }),
    }),
    page({
      ...look,
      path: "/sign-in/back",
      params: schema.none,
      query: backQuery,
      show: async (view, { query }) => {
        const visitId = await view.perform(noteReturn, { state: query.state, query: view.url.search.slice(1) });
        return visitId === undefined ? lostVisitPage(view) : redirectAnswer(`/sign-in/visits/${visitId}`);
      },
    }),
    page({
      ...look,
      path: "/sign-in/visits/:visit",
      params: visitParams,
      query: schema.none,
      show: (view, { params }) => showVisit(options, view, params.visit),
    }),
    errand({
      ...anyone,
      path: "/sign-in/visits/:visit",
      params: visitParams,
      form: schema.finishVisitForm,
      run: (act, { params, form }) =>
        finishVisit(options)(act, { visitId: params.visit, name: form.name, kana: form.kana }),
      then: (end) =>
        end.kind === "linked"
          ? { to: end.next, flash: "identity.profile.linked" }
          : { to: end.next, flash: end.isNew ? "identity.name.done" : "identity.sign-in.done", signIn: end.session },
      again: (view, { params, values, problems }) => showVisitAgain(options, view, params.visit, { values, problems }),
    }),
  ];
}
