import { type Html, html } from "../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../kernel/http/answer.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, buttonLink, form, page } from "../../../ui/index.ts";
import { browserHashOf } from "../commands/browser.ts";
import { nameSeal } from "../commands/visit.ts";
import { findPersonBySubject } from "../store/person.ts";
import { findVisitOf, type Visit } from "../store/visit.ts";
import type { IdentityOptions, IdentityProvider, ProofRefusal } from "../types.ts";
import { nameFields } from "./code.ts";
import { nothingTyped, type Typed } from "./words.ts";

async function getVisit(
  options: IdentityOptions,
  view: View,
  visitId: string,
): Promise<{ visit: Visit; provider: IdentityProvider }> {
  const visit = await findVisitOf(view.city.db, visitId, browserHashOf(view));
  const provider = options.providers.find(({ id }) => id === visit?.provider);
  if (visit === undefined || provider === undefined) throw notFound();
  return { visit, provider };
}

/** Waits for the party's answer, then asks for one press. Nothing here signs anybody in by being looked at. */
export async function showVisit(options: IdentityOptions, view: View, visitId: string): Promise<Html | Answer> {
  const { visit, provider } = await getVisit(options, view, visitId);
  if (visit.state === "used") return redirectAnswer(visit.next);
  if (visit.state === "refused") return stoppedPage(view, provider, visit.refusal ?? "wrong");
  if (view.now >= visit.expiresAt) return stoppedPage(view, provider, "expired");
  if (visit.state === "proven") return confirmPage(view, visit, provider, nothingTyped);
  return pageAnswer(waitingPage(view, provider), { refreshSeconds: 1 });
}

export async function showVisitAgain(
  options: IdentityOptions,
  view: View,
  visitId: string,
  sent: Typed,
): Promise<Html> {
  const { visit, provider } = await getVisit(options, view, visitId);
  return visit.state === "proven" ? confirmPage(view, visit, provider, sent) : stoppedPage(view, provider, "expired");
}

/** This browser began no such visit, or too long ago. */
export function lostVisitPage(view: View): Html {
  const { t } = view;
  return page(view, {
    title: t.text("identity.visit.stopped"),
    area: "errand",
    main: html`<h1>${t("identity.visit.stopped")}</h1><p>${t("identity.visit.lost")}</p><p>${buttonLink({ label: t("identity.visit.again"), href: "/sign-in" })}</p>`,
  });
}

function waitingPage(view: View, provider: IdentityProvider): Html {
  const { t, locale } = view;
  const name = localText(provider.name, locale);
  return page(view, {
    title: t.text("identity.visit.waiting"),
    area: provider.serves === "staff" ? "staff" : "errand",
    main: html`<h1>${t("identity.visit.waiting")}</h1><p role="status">${t("identity.visit.waiting-words", { name })}</p>`,
  });
}

async function confirmPage(view: View, visit: Visit, provider: IdentityProvider, sent: Typed): Promise<Html> {
  const { t, city } = view;
  const action = `/sign-in/visits/${visit.id}`;
  const known = await findPersonBySubject(city.db, visit.provider, visit.subject ?? "");
  const given = visit.sealedName && city.secrets.open(nameSeal, visit.sealedName);
  const isNew = visit.purpose === "sign-in" && known === undefined && provider.serves === "resident";
  const values = sent.values["name"] === undefined ? { ...sent.values, name: given ?? "" } : sent.values;
  const title =
    visit.purpose === "link"
      ? "identity.visit.link-title"
      : isNew
        ? "identity.visit.new-title"
        : "identity.visit.title";
  const label =
    visit.purpose === "link" ? "identity.visit.link" : isNew ? "identity.name.begin" : "identity.visit.sign-in";
  return page(view, {
    title: t.text(title),
    area: provider.serves === "staff" ? "staff" : "errand",
    problems: sent.problems,
    main: html`<h1>${t(title)}</h1>${known !== undefined && visit.purpose === "sign-in" && html`<p class="lead">${t("identity.visit.as", { name: known.name })}</p>`}${isNew && html`<p>${t("identity.visit.new-words")}</p>`}
${form(view, { action, content: html`${isNew && nameFields(view, { ...sent, values })}${button({ label: t(label), size: "big" })}` })}
<p><a href="${provider.serves === "staff" ? "/staff/sign-in" : "/sign-in"}">${t("identity.visit.stop")}</a></p>`,
  });
}

function stoppedPage(view: View, provider: IdentityProvider, why: ProofRefusal): Html {
  const { t, locale } = view;
  const isStaff = provider.serves === "staff";
  const name = localText(provider.name, locale);
  return page(view, {
    title: t.text("identity.visit.stopped"),
    area: isStaff ? "staff" : "errand",
    main: html`<h1>${t("identity.visit.stopped")}</h1><p>${t(`identity.visit.${why}`, { name })}</p><p>${t("identity.visit.nothing-lost")}</p><p>${buttonLink({ label: t("identity.visit.again"), href: isStaff ? "/staff/sign-in" : "/sign-in" })}</p>`,
  });
}
