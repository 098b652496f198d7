import { z } from "zod";
import type { Html } from "../../../kernel/html.ts";
import { errand, page, type Route } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { deleteAccount } from "../commands/delete-account.ts";
import { endOtherSessions, endSession } from "../commands/end-session.ts";
import { addPasskey, removePasskey } from "../commands/passkey.ts";
import { askMailChange, changePerson, unlinkSubject } from "../commands/profile.ts";
import { beginVisit } from "../commands/visit.ts";
import { looksPage } from "../pages/looks.ts";
import { myPage } from "../pages/my.ts";
import { addPasskeyPage } from "../pages/passkey.ts";
import { profilePage } from "../pages/profile.ts";
import { changeMailPage, deletePage, editPersonPage } from "../pages/profile-forms.ts";
import { staffAccountPage } from "../pages/staff-account.ts";
import type { Typed } from "../pages/words.ts";
import * as schema from "../schema.ts";
import type { IdentityOptions } from "../types.ts";

const look = { who: "resident", limit: "page", params: schema.none, query: schema.none } as const;
const act = { who: "resident", limit: "form" } as const;
const providerParams = z.object({ provider: z.string().max(60) });

export function myRoutes(options: IdentityOptions): readonly Route[] {
  return [
    page({ ...look, path: "/my", show: (view) => myPage(options, view) }),
    page({ ...look, path: "/my/profile", show: (view) => profilePage(options, view) }),
    page({ ...look, path: "/my/profile/looks", show: (view) => looksPage(view) }),
    page({ ...look, path: "/my/profile/edit", show: (view) => editPersonPage(view) }),
    errand({
      ...act,
      path: "/my/profile/edit",
      params: schema.none,
      form: schema.personForm,
      run: (command, { form }) => changePerson(command, form),
      then: () => ({ to: "/my/profile", flash: "identity.profile.saved" }),
      again: editPersonPage,
    }),
    page({ ...look, path: "/my/profile/mail", show: (view) => changeMailPage(view) }),
    errand({
      who: "resident",
      limit: "sign-in",
      path: "/my/profile/mail",
      params: schema.none,
      form: schema.mailForm,
      run: (command, { form }) => askMailChange(options)(command, form),
      then: ({ codeId }) => ({ to: `/sign-in/codes/${codeId}` }),
      again: changeMailPage,
    }),
    errand({
      ...act,
      path: "/my/profile/link/:provider",
      params: providerParams,
      form: schema.none,
      run: (command, { params }) =>
        beginVisit(options)(command, { provider: params.provider, purpose: "link", next: "/my/profile" }),
      then: ({ address }) => ({ to: address }),
      again: (view, sent) => profilePage(options, view, sent),
    }),
    errand({
      ...act,
      path: "/my/profile/unlink/:provider",
      params: providerParams,
      form: schema.none,
      run: (command, { params }) => unlinkSubject(command, { provider: params.provider }),
      then: () => ({ to: "/my/profile", flash: "identity.profile.unlinked" }),
      again: (view, sent) => profilePage(options, view, sent),
    }),
    page({ ...look, path: "/my/profile/delete", show: (view) => deletePage(options, view) }),
    errand({
      ...act,
      path: "/my/profile/delete",
      params: schema.none,
      form: schema.deleteForm,
      run: (command) => deleteAccount(options)(command, undefined),
      then: () => ({ to: "/", flash: "identity.delete.done", signOut: true }),
      again: (view, sent) => deletePage(options, view, sent),
    }),
    ...accountRoutes("resident", "/my", "/my/profile", (view, sent) => profilePage(options, view, sent)),
    page({ ...look, who: "staff", path: "/staff/account", show: (view) => staffAccountPage(view) }),
    ...accountRoutes("staff", "/staff/account", "/staff/account", staffAccountPage),
  ];
}

/** Sessions and passkeys: the same errands for both sides. */
function accountRoutes(
  who: "resident" | "staff",
  base: string,
  home: string,
  show: (view: View, sent: Typed) => Promise<Html>,
): readonly Route[] {
  const place = { action: `${base}/passkeys/new`, back: home };
  const doing = { who, limit: "form" } as const;
  return [
    errand({
      ...doing,
      path: `${base}/sessions/end-others`,
      params: schema.none,
      form: schema.none,
      run: (command) => endOtherSessions(command),
      then: () => ({ to: home, flash: "identity.sessions.others-ended" }),
      again: show,
    }),
    errand({
      ...doing,
      path: `${base}/sessions/:session/end`,
      params: schema.byId("session"),
      form: schema.none,
      run: (command, { params }) => endSession(command, { sessionId: params.session }),
      then: ({ isThisOne }) =>
        isThisOne ? { to: "/", signOut: true } : { to: home, flash: "identity.sessions.ended" },
      again: show,
    }),
    page({
      who,
      limit: "page",
      path: `${base}/passkeys/new`,
      params: schema.none,
      query: schema.none,
      show: (view) => addPasskeyPage(view, place),
    }),
    errand({
      ...doing,
      path: `${base}/passkeys/new`,
      params: schema.none,
      form: schema.newPasskeyForm,
      run: (command, { form }) => addPasskey(command, form),
      then: () => ({ to: home, flash: "identity.passkeys.done" }),
      again: (view, sent) => addPasskeyPage(view, place, sent),
    }),
    errand({
      ...doing,
      path: `${base}/passkeys/:passkey/remove`,
      params: z.object({ passkey: z.string().regex(/^[\w-]{16,1400}$/) }),
      form: schema.none,
      run: (command, { params }) => removePasskey(command, { passkeyId: params.passkey }),
      then: () => ({ to: home, flash: "identity.passkeys.removed" }),
      again: show,
    }),
  ];
}
