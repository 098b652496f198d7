import { type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { button, form, help, hidden, page, textField } from "../../../ui/index.ts";
import type { IdentityOptions } from "../types.ts";
import { passkeySignIn } from "./passkey.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

/** ログイン: a code by mail first, because everybody can; then the quicker ways. */
export async function signInPage(
  options: IdentityOptions,
  view: View,
  next: string | undefined,
  sent: Typed = nothingTyped,
): Promise<Html> {
  const { t, city, locale } = view;
  const { values, problems } = sent;
  const keepNext = next !== undefined && hidden("next", next);
  const providers = options.providers.filter(({ serves }) => serves === "resident");
  return page(view, {
    title: t.text("identity.sign-in.title"),
    area: "errand",
    crumbs: [{ label: t("identity.sign-in.title") }],
    problems,
    main: html`<h1>${t("identity.sign-in.title")}</h1><p>${t("identity.sign-in.lead")}</p>
<section class="stack" aria-labelledby="by-mail"><h2 id="by-mail">${t("identity.sign-in.by-mail")}</h2>
${form(view, {
  action: "/sign-in",
  content: html`${keepNext}${textField({ t, name: "mail", label: t("identity.field.mail"), hint: t("identity.sign-in.mail-hint"), need: "required", type: "email", inputmode: "email", autocomplete: "email", value: typed(values, "mail"), ...errorOf(view, sent, "mail") })}${button({ label: t("identity.sign-in.send-code"), size: "big" })}`,
})}${city.demo && demoHint(options, view)}</section>
<section class="stack" aria-labelledby="by-passkey"><h2 id="by-passkey">${t("identity.sign-in.by-passkey")}</h2><p>${t("identity.sign-in.passkey-lead")}</p>${passkeySignIn(view, next)}</section>
${providers.map(
  (provider) =>
    html`<section class="stack" aria-labelledby="by-${provider.id}"><h2 id="by-${provider.id}">${localText(provider.name, locale)}</h2><p>${t("identity.sign-in.card-lead")}</p>${form(view, { action: `/sign-in/with/${provider.id}`, content: html`${keepNext}${button({ label: t("identity.sign-in.by-card", { name: localText(provider.name, locale) }), kind: "second" })}` })}</section>`,
)}
${help(t("identity.sign-in.trouble"), html`<p>${t("identity.sign-in.trouble-words")}</p><p><a href="/staff/sign-in">${t("identity.sign-in.staff")}</a></p>`)}`,
  });
}

function demoHint({ demo }: IdentityOptions, { t }: View): Html {
  if (demo === undefined) return html``;
  const people = demo.people.map(({ name, mail }) => html`<li>${name}　<span class="nowrap">${mail}</span></li>`);
  return help(
    t("identity.demo.title"),
    html`<p>${t("identity.demo.words")}</p><ul class="bullets">${people}</ul><p><a href="${demo.mailbox}">${t("identity.demo.mailbox")}</a></p>`,
  );
}
