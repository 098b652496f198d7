import { type Content, type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { locales, localText } from "../../kernel/i18n/locales.ts";
import { icon } from "../icon/icon.ts";
import { mark } from "./mark.ts";
import type { PageProps } from "../page/page.ts";

export function header(view: View, area: PageProps["area"]): Html {
  return area === "staff" ? staffHeader(view) : publicHeader(view);
}

function publicHeader(view: View): Html {
  const { t, actor } = view;
  const name = actor.kind === "resident" ? actor.name || t.text("ui.my-page") : undefined;
  const account =
    name === undefined
      ? html`<a class="signin" href="/sign-in">${t("ui.sign-in")}</a>`
      : html`<a class="header__wide" href="/my">${icon("i-user", "s")}${t("ui.person", { name })}</a>${signOut(view)}`;
  return html`<header class="header"><div class="wrap"><div class="header__in">${home(view, "/", t("kernel.name"))}<div class="header__tools">${languages(view, t.text("ui.languages"))}<a class="header__menu" href="#menu">${t("ui.menu")}</a>${account}</div></div>${siteNav(view, "public", t.text("ui.menu"))}</div></header>`;
}

function staffHeader(view: View): Html {
  const { t, actor } = view;
  const who =
    actor.kind === "staff"
      ? html`<span>${actor.sectionName}　${actor.name}</span>${signOut(view)}`
      : html`<a href="/staff/sign-in">${t("ui.sign-in")}</a>`;
  return html`<header class="header header--staff"><div class="wrap header__in">${home(view, "/staff", html`${t("kernel.name")}　${t("ui.staff-side")}`)}<div class="header__tools">${who}</div></div>${actor.kind === "staff" && html`<div class="wrap">${siteNav(view, "staff", t.text("ui.staff-menu"))}</div>`}</header>`;
}

function home({ city, locale }: View, href: string, name: Content): Html {
  return html`<a class="header__home" href="${href}">${mark()}<span><span class="header__city">${localText(city.config.name, locale)}</span><span class="header__name">${name}</span></span></a>`;
}

/** Signing out changes something, so it is a form. */
function signOut(view: View): Html {
  return html`<form class="sign-out" method="post" action="/sign-out">${view.formKey("/sign-out")}<button class="link-button">${view.t("ui.sign-out")}</button></form>`;
}

/** The same page in another language. */
export function languages({ url, locale, t }: View, label: string): Html {
  const items = locales.map((other) => {
    const name = t(`ui.language-${other}`);
    if (other === locale) return html`<li><span aria-current="true">${name}</span></li>`;
    const query = new URLSearchParams(url.search);
    query.set("lang", other);
    return html`<li><a href="${url.pathname}?${query.toString()}" hreflang="${other === "en" ? "en" : "ja"}"${other === "en" ? html` lang="en"` : ""}>${name}</a></li>`;
  });
  return html`<ul class="languages" aria-label="${label}">${items}</ul>`;
}

export function siteNav(view: View, side: "public" | "staff", label: string): Html {
  const here = view.url.pathname;
  const items = view.menu
    .filter((entry) => entry.side === side)
    .map(({ href, label: key }) => {
      const isHere = href === "/staff" ? here === href : here === href || here.startsWith(`${href}/`);
      return html`<li><a href="${href}"${isHere ? html` aria-current="true"` : ""}>${view.t.dynamic(key)}</a></li>`;
    });
  return html`<nav class="site-nav" aria-label="${label}"><ul>${items}</ul></nav>`;
}
