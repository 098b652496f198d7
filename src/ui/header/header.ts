import { type Content, type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { localText } from "../../kernel/i18n/locales.ts";
import { withRuby } from "../../kernel/i18n/translate.ts";
import { icon } from "../icon/icon.ts";
import type { PageProps } from "../page/page.ts";
import { languages } from "./languages.ts";
import { mark } from "./mark.ts";
import { publicNav, staffNav } from "./site-nav.ts";

export function header(view: View, area: PageProps["area"]): Html {
  return area === "staff" ? staffHeader(view) : publicHeader(view);
}

function publicHeader(view: View): Html {
  const { t } = view;
  return html`<header class="header"><div class="wrap"><div class="header__in">${home(view, "/", t("kernel.name"))}<div class="header__tools">${languages(view, t.text("ui.languages"))}<a class="header__menu" href="#menu">${t("ui.menu")}</a>${account(view)}</div></div>${publicNav(view, t.text("ui.menu"))}</div></header>`;
}

function account(view: View): Html {
  const { t, actor } = view;
  if (actor.kind === "staff") return html`<a href="/staff">${t("ui.to-staff")}</a>${signOut(view)}`;
  if (actor.kind !== "resident") return html`<a class="signin" href="/sign-in">${t("ui.sign-in")}</a>`;
  const name = actor.name || t.text("ui.my-page");
  return html`<a class="header__account" href="/my">${icon("i-user", "s")}${t("ui.person", { name })}</a>${signOut(view)}`;
}

function staffHeader(view: View): Html {
  const { t, actor } = view;
  const who =
    actor.kind === "staff"
      ? html`<span>${actor.sectionName}　${actor.name}</span>${signOut(view)}`
      : html`<a href="/staff/sign-in">${t("ui.sign-in")}</a>`;
  return html`<header class="header header--staff"><div class="wrap header__in">${home(view, "/staff", html`${t("kernel.name")}　${t("ui.staff-side")}`)}<div class="header__tools">${who}</div></div>${actor.kind === "staff" && html`<div class="wrap">${staffNav(view, t.text("ui.staff-menu"))}</div>`}</header>`;
}

function home({ city, locale }: View, href: string, name: Content): Html {
  return html`<a class="header__home" href="${href}">${mark()}<span><span class="header__city">${withRuby(localText(city.config.name, locale))}</span><span class="header__name">${name}</span></span></a>`;
}

/** Signing out changes something, so it is a form. */
function signOut(view: View): Html {
  return html`<form class="sign-out" method="post" action="/sign-out">${view.formKey("/sign-out")}<button class="link-button">${view.t("ui.sign-out")}</button></form>`;
}
