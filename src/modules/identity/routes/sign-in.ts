import { z } from "zod";
import { redirectAnswer } from "../../../kernel/http/answer.ts";
import { type FormValues, typed } from "../../../kernel/http/form.ts";
import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { askSignInCode } from "../commands/ask-code.ts";
import { signOut } from "../commands/end-session.ts";
import { enterCode } from "../commands/enter-code.ts";
import { foundAccount } from "../commands/found-account.ts";
import type { SignedIn } from "../commands/open-session.ts";
import { signInByPasskey } from "../commands/passkey.ts";
import { showCode, showCodeAgain, showName } from "../pages/code.ts";
import { signInPage } from "../pages/sign-in.ts";
import { staffSignInPage } from "../pages/staff-sign-in.ts";
import { withNext } from "../pages/words.ts";
import { safeNext } from "../rules/next-path.ts";
import * as schema from "../schema.ts";
import type { IdentityOptions } from "../types.ts";

export const anyone = { who: "anyone", limit: "sign-in" } as const;
export const look = { who: "anyone", limit: "page" } as const;
export const nextQuery = z.object({ next: schema.next });
const codeParams = schema.byId("code");

/** A staff session goes to the staff side, unless another page was asked for. */
function home({ kind }: SignedIn, next: string | undefined): string {
  return next ?? (kind === "staff" ? "/staff" : "/my");
}

export const nextIn = (values: FormValues): string | undefined => {
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
      who: "anyone",
      limit: "form",
      path: "/sign-out",
      params: schema.none,
      form: schema.none,
      run: (act) => signOut(act),
      then: () => ({ to: "/", flash: "identity.sign-out.done", signOut: true }),
      again: (view, sent) => signInPage(options, view, undefined, sent),
    }),
  ];
}
