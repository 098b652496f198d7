import { z } from "zod";
import { redirectAnswer } from "../../../kernel/http/answer.ts";
import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { enterPaperCode } from "../commands/enrolment.ts";
import { enrolByPasskey } from "../commands/passkey.ts";
import { enrolPage, paperCodePage, staffSignInPage } from "../pages/staff-sign-in.ts";
import { nothingTyped } from "../pages/words.ts";
import * as schema from "../schema.ts";
import type { IdentityOptions } from "../types.ts";
import { anyone, look, nextQuery } from "./sign-in.ts";

const enrolmentParams = schema.byId("enrolment");
const wrongPaperCode = { values: {}, problems: [{ field: "code", key: "identity.staff.enrol.wrong", params: {} }] };

/** How staff come in: the sign-in page, and the first time. */
export function staffEntryRoutes(options: IdentityOptions): readonly Route[] {
  return [
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
