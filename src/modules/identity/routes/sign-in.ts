import { z } from "zod";
import { redirectAnswer } from "../../../kernel/http/answer.ts";
import { type FormValues, typed } from "../../../kernel/http/form.ts";
import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { askSignInCode } from "../commands/ask-code.ts";
import { signOut } from "../commands/end-session.ts";
import { enterPaperCode } from "../commands/enrolment.ts";
import { enterCode } from "../commands/enter-code.ts";
import { finishVisit } from "../commands/finish-visit.ts";
import { foundAccount } from "../commands/found-account.ts";
import type { SignedIn } from "../commands/open-session.ts";
import { enrolByPasskey, signInByPasskey } from "../commands/passkey.ts";
import { beginVisit, noteReturn } from "../commands/visit.ts";
import { showCode, showCodeAgain, showName } from "../pages/code.ts";
import { signInPage } from "../pages/sign-in.ts";
import { enrolPage, paperCodePage, staffSignInPage } from "../pages/staff-sign-in.ts";
import { lostVisitPage, showVisit, showVisitAgain } from "../pages/visit.ts";
import { nothingTyped, withNext } from "../pages/words.ts";
import { safeNext } from "../rules/next-path.ts";
import * as schema from "../schema.ts";
import type { IdentityOptions } from "../types.ts";

const anyone = { who: "anyone", limit: "sign-in" } as const;
const look = { who: "anyone", limit: "page" } as const;
const nextQuery = z.object({ next: schema.next });
const codeParams = schema.byId("code");
const visitParams = schema.byId("visit");
const enrolmentParams = schema.byId("enrolment");
const providerParams = z.object({ provider: z.string().max(60) });
/** What a party may add to the return address is kept as it came; only state is read here. */
const backQuery = z.looseObject({ state: z.string().min(1).max(255) });

/** A staff session goes to the staff side, unless another page was asked for. */
function home({ kind }: SignedIn, next: string | undefined): string {
  return next ?? (kind === "staff" ? "/staff" : "/my");
}

const wrongPaperCode = { values: {}, problems: [{ field: "code", key: "identity.staff.enrol.wrong", params: {} }] };

const nextIn = (values: FormValues): string | undefined => {
  const next = typed(values, "next");
  return next === "" ? undefined : safeNext(next);
};

export function signInRoutes(options: IdentityOptions): readonly Route[] {
  return [
    page({
      ...look,
      path: "/sign-in",
      params: schema.none,
      query: nextQuery,
      show: async (view, { query }) =>
        view.actor.kind === "resident" ? redirectAnswer(query.next ?? "/my") : signInPage(options, view, query.next),
    }),
    errand({
      ...anyone,
      path: "/sign-in",
      params: schema.none,
      form: schema.askCodeForm,
      run: (act, { form }) => askSignInCode(options)(act, form),
      then: ({ codeId }, { form }) => ({ to: withNext(`/sign-in/codes/${codeId}`, form.next) }),
      again: (view, { values, problems }) => signInPage(options, view, nextIn(values), { values, problems }),
    }),
    page({
      ...look,
      path: "/sign-in/codes/:code",
      params: codeParams,
      query: nextQuery,
      show: (view, { params, query }) => showCode(options, view, { codeId: params.code, next: query.next }),
    }),
    errand({
      ...anyone,
      path: "/sign-in/codes/:code",
      params: codeParams,
      form: schema.enterCodeForm,
      run: (act, { params, form }) => enterCode(act, { codeId: params.code, digits: form.digits }),
      then: (outcome, { params, form }) => {
        const here = `/sign-in/codes/${params.code}`;
        switch (outcome.kind) {
          case "not-right":
            return { to: withNext(here, form.next) };
          case "name-wanted":
            return { to: withNext(`${here}/name`, form.next) };
          case "mail-changed":
            return { to: "/my/profile", flash: "identity.profile.mail-changed" };
          case "enrolling":
            return { to: `/staff/enrol/${outcome.enrolmentId}` };
          case "signed-in":
            return { to: home(outcome.session, form.next), flash: "identity.sign-in.done", signIn: outcome.session };
        }
      },
      again: (view, { params, values, problems }) =>
        showCodeAgain(options, view, { codeId: params.code, next: nextIn(values) }, { values, problems }),
    }),
    page({
      ...look,
      path: "/sign-in/codes/:code/name",
      params: codeParams,
      query: nextQuery,
      show: (view, { params, query }) => showName(view, { codeId: params.code, next: query.next }),
    }),
    errand({
      ...anyone,
      path: "/sign-in/codes/:code/name",
      params: codeParams,
      form: schema.nameForm,
      run: (act, { params, form }) => foundAccount(act, { codeId: params.code, name: form.name, kana: form.kana }),
      then: (session, { form }) => ({ to: home(session, form.next), flash: "identity.name.done", signIn: session }),
      again: async (view, { params, values, problems }) => {
        const shown = await showName(view, { codeId: params.code, next: nextIn(values) }, { values, problems });
        return "kind" in shown ? signInPage(options, view, nextIn(values), { values, problems }) : shown;
      },
    }),
    errand({
      ...anyone,
      path: "/sign-in/passkey",
      params: schema.none,
      form: schema.passkeyForm,
      run: (act, { form }) => signInByPasskey(act, form),
      then: (session, { form }) => ({ to: home(session, form.next), flash: "identity.sign-in.done", signIn: session }),
      again: (view, { values, problems }) => {
        const next = nextIn(values);
        // The hidden field has no place to show a message at: it stands at the top.
        const said = { values, problems: problems.map((problem) => ({ ...problem, field: undefined })) };
        return next?.startsWith("/staff")
          ? staffSignInPage(options, view, next, said)
          : signInPage(options, view, next, said);
      },
    }),
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
    errand({
      who: "anyone",
      limit: "form",
      path: "/sign-out",
      params: schema.none,
      form: schema.none,
      run: (act) => signOut(act),
      then: () => ({ to: "/", flash: "identity.sign-out.done", signOut: true }),
      again: (view, sent) => signInPage(options, view, undefined, sent),
    }),
    page({
      ...look,
      path: "/staff/sign-in",
      params: schema.none,
      query: nextQuery,
      show: async (view, { query }) =>
        view.actor.kind === "staff"
          ? redirectAnswer(query.next ?? "/staff")
          : staffSignInPage(options, view, query.next),
    }),
    page({
      ...look,
      path: "/staff/enrol",
      params: schema.none,
      query: z.object({ wrong: z.literal("1").optional() }),
      show: async (view, { query }) => paperCodePage(view, query.wrong === undefined ? nothingTyped : wrongPaperCode),
    }),
    errand({
      ...anyone,
      path: "/staff/enrol",
      params: schema.none,
      form: schema.paperCodeForm,
      run: (act, { form }) => enterPaperCode(options)(act, form),
      then: (made) => ({ to: made === undefined ? "/staff/enrol?wrong=1" : `/sign-in/codes/${made.codeId}` }),
      again: async (view, sent) => paperCodePage(view, sent),
    }),
    page({
      ...look,
      path: "/staff/enrol/:enrolment",
      params: enrolmentParams,
      query: schema.none,
      show: (view, { params }) => enrolPage(view, params.enrolment),
    }),
    errand({
      ...anyone,
      path: "/staff/enrol/:enrolment",
      params: enrolmentParams,
      form: schema.newPasskeyForm,
      run: (act, { params, form }) => enrolByPasskey(act, { enrolmentId: params.enrolment, ...form }),
      then: (session) => ({ to: "/staff", flash: "identity.sign-in.done", signIn: session }),
      again: (view, { params, values, problems }) => enrolPage(view, params.enrolment, { values, problems }),
    }),
  ];
}
