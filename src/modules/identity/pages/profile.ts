import { type Content, type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { locales, localText } from "../../../kernel/i18n/locales.ts";
import { forbidden } from "../../../kernel/refusal.ts";
import { formatTelephone } from "../../../kernel/text/contact.ts";
import { button, buttonLink, form, page, selectField, summary, textField } from "../../../ui/index.ts";
import { listReasonsToKeep } from "../commands/delete-account.ts";
import { findPersonRow, listSubjects, type PersonRow } from "../store/person.ts";
import type { IdentityOptions } from "../types.ts";
import { passkeysSection, sessionsSection } from "./account.ts";
import { nameFields } from "./code.ts";
import { looksSection } from "./looks.ts";
import { errorOf, nothingTyped, sayInstant, type Typed } from "./words.ts";

export async function myself(view: View): Promise<PersonRow> {
  const { actor, city } = view;
  const person = actor.kind === "resident" ? await findPersonRow(city.db, actor.personId) : undefined;
  if (person === undefined) throw forbidden();
  return person;
}

const trail = ({ t }: View, label?: Content) => [
  { label: t("identity.my.title"), href: "/my" },
  label === undefined
    ? { label: t("identity.profile.title") }
    : { label: t("identity.profile.title"), href: "/my/profile" },
  ...(label === undefined ? [] : [{ label }]),
];

/** わたしのページ: what this person has here, and the ways to it. */
export async function myPage(options: IdentityOptions, view: View): Promise<Html> {
  const { t, city } = view;
  const person = await myself(view);
  const kept = (await Promise.all(options.keepers().map((keeper) => keeper.describe(city.db, person.id)))).flat();
  const lines = kept.filter(({ count }) => count > 0);
  return page(view, {
    title: t.text("identity.my.title"),
    area: "public",
    crumbs: [{ label: t("identity.my.title") }],
    main: html`<div class="head"><h1>${t("identity.my.hello", { name: person.name })}</h1></div>
${person.mail === undefined && html`<p>${t("identity.my.no-mail")}<a href="/my/profile/mail">${t("identity.profile.add-mail")}</a></p>`}
<div class="stack-l"><p class="row">${buttonLink({ label: t("identity.my.bookings"), href: "/my/bookings" })}
${buttonLink({ label: t("identity.groups.title"), href: "/my/groups", kind: "second" })}
${buttonLink({ label: t("identity.profile.title"), href: "/my/profile", kind: "second" })}</p>
${
  lines.length > 0 &&
  html`<section class="stack" aria-labelledby="kept"><h2 id="kept">${t("identity.my.kept")}</h2>${summary(
    t,
    lines.map(({ title, count, href }) => ({
      label: t.dynamic(title),
      value: html`${href === undefined ? t("identity.my.count", { count }) : html`<a href="${href}">${t("identity.my.count", { count })}</a>`}`,
    })),
  )}</section>`
}</div>`,
  });
}

/** わたしの情報: what is kept, how to sign in, where one is signed in, who looked. */
export async function profilePage(options: IdentityOptions, view: View, sent: Typed = nothingTyped): Promise<Html> {
  const { t } = view;
  const person = await myself(view);
  const none = html`<span class="muted">${t("identity.profile.none")}</span>`;
  const lines = [
    { label: t("identity.field.name"), value: person.name, change: "/my/profile/edit#name" },
    { label: t("identity.field.kana"), value: person.kana ?? none, change: "/my/profile/edit#kana" },
    {
      label: t("identity.field.telephone"),
      value: person.telephone === undefined ? none : formatTelephone(person.telephone),
      change: "/my/profile/edit#telephone",
    },
    {
      label: t("identity.field.locale"),
      value: t(`identity.locale.${person.locale}`),
      change: "/my/profile/edit#locale",
    },
    { label: t("identity.field.mail"), value: person.mail ?? none, change: "/my/profile/mail" },
  ];
  return page(view, {
    title: t.text("identity.profile.title"),
    area: "public",
    crumbs: trail(view),
    problems: sent.problems,
    main: html`<div class="head"><h1>${t("identity.profile.title")}</h1></div><div class="stack-l">
<section class="stack" aria-labelledby="data"><h2 id="data">${t("identity.profile.data")}</h2>${summary(t, lines)}</section>
${await linksSection(options, view, person)}
${await passkeysSection(view, "/my")}
${await sessionsSection(view, "resident", "/my")}
${await looksSection(view, person.id)}
<section class="stack" aria-labelledby="leave"><h2 id="leave">${t("identity.delete.title")}</h2><p><a href="/my/profile/delete">${t("identity.delete.link")}</a></p></section></div>`,
  });
}

/** マイナンバーカード: linked, or to be linked. */
async function linksSection(options: IdentityOptions, view: View, person: PersonRow): Promise<Content> {
  const { t, city, locale } = view;
  const providers = options.providers.filter(({ serves }) => serves === "resident");
  const linked = new Map(
    (await listSubjects(city.db, person.id)).map(({ provider, linkedAt }) => [provider, linkedAt]),
  );
  return providers.map((provider) => {
    const name = localText(provider.name, locale);
    const since = linked.get(provider.id);
    const action = `/my/profile/${since === undefined ? "link" : "unlink"}/${provider.id}`;
    const label = t(since === undefined ? "identity.links.add" : "identity.links.remove", { name });
    return html`<section class="stack" aria-labelledby="link-${provider.id}"><h2 id="link-${provider.id}">${name}</h2><p>${since === undefined ? t("identity.links.not-yet") : html`${t("identity.links.since")}${sayInstant(view, since)}`}</p>${form(view, { action, content: button({ label, kind: "second" }) })}</section>`;
  });
}

export async function editPersonPage(view: View, sent: Typed = nothingTyped): Promise<Html> {
  const { t } = view;
  const person = await myself(view);
  const { name, kana = "", telephone, locale } = person;
  const kept = { name, kana, telephone: telephone === undefined ? "" : formatTelephone(telephone), locale };
  const values = { ...kept, ...sent.values };
  return page(view, {
    title: t.text("identity.profile.edit"),
    area: "errand",
    crumbs: trail(view, t("identity.profile.edit")),
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
    crumbs: trail(view, t(title)),
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
  const refused = html`<p>${t("identity.delete.not-yet")}</p><ul>${reasons.map((reason) => html`<li>${t.dynamic(reason)}</li>`)}</ul><p><a href="/my">${t("identity.my.title")}</a></p>`;
  const asked = html`<p>${t("identity.delete.words")}</p>${form(view, {
    action: "/my/profile/delete",
    content: html`<div class="field${sent.problems.length > 0 ? " field--error" : ""}"><label class="choice"><input type="checkbox" id="sure" name="sure" value="yes"><span>${t("identity.delete.sure")}</span></label></div><p class="row">${button({ label: t("identity.delete.go"), kind: "danger" })}<a href="/my/profile">${t("identity.back")}</a></p>`,
  })}`;
  return page(view, {
    title: t.text("identity.delete.title"),
    area: "errand",
    crumbs: trail(view, t("identity.delete.title")),
    problems: sent.problems,
    main: html`<h1>${t("identity.delete.title")}</h1>${reasons.length > 0 ? refused : asked}`,
  });
}
