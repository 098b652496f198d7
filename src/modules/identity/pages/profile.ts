import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { formatTelephone } from "../../../kernel/text/contact.ts";
import { button, form, page, summary } from "../../../ui/index.ts";
import { listSubjects, type PersonRow } from "../store/person.ts";
import type { IdentityOptions } from "../types.ts";
import { passkeysSection, sessionsSection } from "./account.ts";
import { looksSection } from "./looks.ts";
import { myself, profileTrail } from "./my.ts";
import { nothingTyped, sayInstant, type Typed } from "./words.ts";

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
    crumbs: profileTrail(view),
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
