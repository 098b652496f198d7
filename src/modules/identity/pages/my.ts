import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { forbidden } from "../../../kernel/refusal.ts";
import { buttonLink, page, summary } from "../../../ui/index.ts";
import { findPersonRow, type PersonRow } from "../store/person.ts";
import type { IdentityOptions } from "../types.ts";

export async function myself(view: View): Promise<PersonRow> {
  const { actor, city } = view;
  const person = actor.kind === "resident" ? await findPersonRow(city.db, actor.personId) : undefined;
  if (person === undefined) throw forbidden();
  return person;
}

export const profileTrail = ({ t }: View, label?: Content) => [
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
