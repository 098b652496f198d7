import { type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { locales } from "../../../kernel/i18n/locales.ts";
import { formatTelephone } from "../../../kernel/text/contact.ts";
import { button, form, page, selectField, textField } from "../../../ui/index.ts";
import { listReasonsToKeep } from "../commands/delete-account.ts";
import type { IdentityOptions } from "../types.ts";
import { nameFields } from "./code.ts";
import { myself, profileTrail } from "./my.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

export async function editPersonPage(view: View, sent: Typed = nothingTyped): Promise<Html> {
  const { t } = view;
  const person = await myself(view);
  const { name, kana = "", telephone, locale } = person;
  const kept = { name, kana, telephone: telephone === undefined ? "" : formatTelephone(telephone), locale };
  const values = { ...kept, ...sent.values };
  return page(view, {
    title: t.text("identity.profile.edit"),
    area: "errand",
    crumbs: profileTrail(view, t("identity.profile.edit")),
    problems: sent.problems,
    main: html`<h1>${t("identity.profile.edit")}</h1>${form(view, {
      action: "/my/profile/edit",
      content: html`${nameFields(view, { ...sent, values })}
${textField({ t, name: "telephone", label: t("identity.field.telephone"), hint: t("identity.field.telephone-hint"), need: "optional", type: "tel", inputmode: "tel", size: "m", autocomplete: "tel", value: typed(values, "telephone"), ...errorOf(view, sent, "telephone") })}
${selectField({ t, name: "locale", label: t("identity.field.locale"), hint: t("identity.field.locale-hint"), options: locales.map((one) => ({ value: one, label: t(`identity.locale.${one}`) })), value: typed(values, "locale"), ...errorOf(view, sent, "locale") })}
<p class="row">${button({ label: t("identity.profile.save") })}<a href="/my/profile">${t("identity.back")}</a></p>`,
    })}`,
  });
}

export async function changeMailPage(view: View, sent: Typed = nothingTyped): Promise<Html> {
  const { t } = view;
  const person = await myself(view);
  const title = person.mail === undefined ? "identity.profile.add-mail" : "identity.profile.change-mail";
  return page(view, {
    title: t.text(title),
    area: "errand",
    crumbs: profileTrail(view, t(title)),
    problems: sent.problems,
    main: html`<h1>${t(title)}</h1>${person.mail !== undefined && html`<p>${t("identity.profile.mail-now", { mail: person.mail })}</p>`}${form(
      view,
      {
        action: "/my/profile/mail",
        content: html`${textField({ t, name: "mail", label: t("identity.field.new-mail"), hint: t("identity.field.new-mail-hint"), need: "required", type: "email", inputmode: "email", autocomplete: "email", value: typed(sent.values, "mail"), ...errorOf(view, sent, "mail") })}<p class="row">${button({ label: t("identity.sign-in.send-code") })}<a href="/my/profile">${t("identity.back")}</a></p>`,
      },
    )}`,
  });
}

/** アカウントを消す: what goes, or why it cannot go yet. */
export async function deletePage(options: IdentityOptions, view: View, sent: Typed = nothingTyped): Promise<Html> {
  const { t, city, now } = view;
  const person = await myself(view);
  const reasons = await listReasonsToKeep(options, city.db, person.id, now);
  const refused = html`<p>${t("identity.delete.not-yet")}</p><ul class="bullets">${reasons.map((reason) => html`<li>${t.dynamic(reason)}</li>`)}</ul><p><a href="/my">${t("identity.my.title")}</a></p>`;
  const asked = html`<p>${t("identity.delete.words")}</p>${form(view, {
    action: "/my/profile/delete",
    content: html`<div class="field${sent.problems.length > 0 ? " field--error" : ""}"><label class="choice"><input type="checkbox" id="sure" name="sure" value="yes"><span>${t("identity.delete.sure")}</span></label></div><p class="row">${button({ label: t("identity.delete.go"), kind: "danger" })}<a href="/my/profile">${t("identity.back")}</a></p>`,
  })}`;
  return page(view, {
    title: t.text("identity.delete.title"),
    area: "errand",
    crumbs: profileTrail(view, t("identity.delete.title")),
    problems: sent.problems,
    main: html`<h1>${t("identity.delete.title")}</h1>${reasons.length > 0 ? refused : asked}`,
  });
}
