import { type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, form, hidden, page, textField } from "../../../ui/index.ts";
import { browserHashOf } from "../commands/browser.ts";
import { findOpenEnrolment } from "../store/enrolment.ts";
import type { IdentityOptions } from "../types.ts";
import { passkeyAdding, passkeySignIn } from "./passkey.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

/** 職員のログイン: a passkey or the city's sign-on, each of them two factors. No code by mail. */
export async function staffSignInPage(
  options: IdentityOptions,
  view: View,
  next: string | undefined,
  sent: Typed = nothingTyped,
): Promise<Html> {
  const { t, locale } = view;
  const providers = options.providers.filter(({ serves }) => serves === "staff");
  return page(view, {
    title: t.text("identity.staff.sign-in.title"),
    area: "staff",
    problems: sent.problems,
    main: html`<div class="errand stack"><h1>${t("identity.staff.sign-in.title")}</h1><p>${t("identity.staff.sign-in.lead")}</p>
${providers.map((provider) => form(view, { action: `/sign-in/with/${provider.id}`, content: html`${hidden("next", next ?? "/staff")}${button({ label: t("identity.sign-in.by-card", { name: localText(provider.name, locale) }) })}` }))}
${passkeySignIn(view, next ?? "/staff")}
<p><a href="/staff/enrol">${t("identity.staff.sign-in.enrol")}</a></p><p><a href="/sign-in">${t("identity.staff.sign-in.resident")}</a></p></div>`,
  });
}

/** はじめての職員: the code on paper from the administrator. */
export function paperCodePage(view: View, sent: Typed = nothingTyped): Html {
  const { t } = view;
  return page(view, {
    title: t.text("identity.staff.enrol.title"),
    area: "staff",
    problems: sent.problems,
    main: html`<div class="errand stack"><h1>${t("identity.staff.enrol.title")}</h1><p>${t("identity.staff.enrol.lead")}</p>
${form(view, {
  action: "/staff/enrol",
  content: html`${textField({ t, name: "code", label: t("identity.staff.enrol.code"), hint: t("identity.staff.enrol.code-hint"), need: "required", size: "m", autocomplete: "off", value: typed(sent.values, "code"), ...errorOf(view, sent, "code") })}${button({ label: t("identity.staff.enrol.go") })}`,
})}</div>`,
  });
}

/** Both codes were right: the passkey is made. */
export async function enrolPage(view: View, enrolmentId: string, sent: Typed = nothingTyped): Promise<Html> {
  const { t, city, now } = view;
  const by = { id: enrolmentId, browserHash: browserHashOf(view) };
  const enrolment = await findOpenEnrolment(city.db, by, now);
  if (enrolment === undefined) throw notFound();
  return page(view, {
    title: t.text("identity.passkey.add-title"),
    area: "staff",
    problems: sent.problems,
    main: html`<div class="errand stack"><h1>${t("identity.passkey.add-title")}</h1><p>${t("identity.passkey.what")}</p>
${await passkeyAdding(view, enrolment.personId, `/staff/enrol/${enrolmentId}`, sent)}</div>`,
  });
}
