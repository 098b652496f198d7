import { type Content, type Html, html, raw } from "../../kernel/html.ts";
import type { Problems } from "../../kernel/http/form.ts";
import type { View } from "../../kernel/http/view.ts";
import { languageTag, localText } from "../../kernel/i18n/locales.ts";
import { withoutRuby } from "../../kernel/i18n/translate.ts";
import { assetPaths } from "../assets.ts";
import { type Crumb, crumbs } from "../crumbs/crumbs.ts";
import { errorSummary } from "../error-summary/error-summary.ts";
import { nameFields } from "../error-summary/name-fields.ts";
import { readFigures } from "../figures/figures.ts";
import { footer } from "../footer/footer.ts";
import { header } from "../header/header.ts";
import { notice } from "../notice/notice.ts";
import { breakShortLines } from "../phrases/phrases.ts";

export type PageProps = {
  /** For the browser's tab; without the city's name, which is added. */
  readonly title: string;
  /** errand: one thing, in one narrow column · public: as wide as needed · staff: dense, dark header */
  readonly area: "public" | "errand" | "staff";
  /** Without the front page, which is added; the last one is this page. */
  readonly crumbs?: readonly Crumb[];
  readonly main: Content;
  /** What is wrong with the form on this page: the summary stands first, and the title says so. */
  readonly problems?: Problems;
  /** The front page draws its own bands from edge to edge. */
  readonly edgeToEdge?: boolean;
  /** Paths of further scripts of this site that improve the page. */
  readonly scripts?: readonly string[];
};

/** A whole document. */
export function page(view: View, props: PageProps): Html {
  const { t, city, locale } = view;
  const { area, main, problems = [], crumbs: trail, edgeToEdge, scripts = [] } = props;
  const name = `${withoutRuby(localText(city.config.name, locale))} ${t.text("kernel.name")}`;
  const title = `${problems.length > 0 ? t.text("ui.error-prefix") : ""}${props.title}｜${name}`;
  const paths = assetPaths(city.config);
  const home = { label: t("ui.home"), href: area === "staff" ? "/staff" : "/" };
  const drawn = html`${raw("<!DOCTYPE html>")}
<html lang="${languageTag[locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="stylesheet" href="${paths.styles}">
<link rel="icon" href="${paths.icon}" type="image/svg+xml">
${[paths.script, ...scripts].map((path) => html`<script type="module" src="${path}"></script>`)}
</head>
<body class="${area === "staff" ? "staff" : "public"}${locale === "ja-easy" ? " easy" : ""}">
<a class="skip" href="#main">${t("ui.skip")}</a>
${city.config.sample && sampleBar(view)}
${header(view, area)}
${trail && crumbs(t.text("ui.crumbs"), [home, ...trail])}
<main id="main" class="main${edgeToEdge ? " main--edge" : " wrap"}" tabindex="-1">
${area === "errand" ? html`<div class="errand stack">${said(view)}${errorSummary(t, problems)}${main}</div>` : html`${said(view)}${errorSummary(t, problems)}${main}`}
</main>
${footer(view, area)}
</body>
</html>`;
  const document = problems.length === 0 ? drawn : nameFields(drawn, t.text("ui.error-colon"));
  if (locale === "en") return document;
  return breakShortLines(locale === "ja-easy" ? readFigures(document) : document);
}

function sampleBar({ t }: View): Html {
  const label = t.text("ui.sample-label");
  return html`<aside class="sample-bar" aria-label="${label}"><div class="wrap"><p>${t("ui.sample")}</p></div></aside>`;
}

/** What the errand before this page has done, said once. */
function said({ t, flash }: View): Content {
  if (flash === undefined) return undefined;
  return html`<div class="flash" role="status">${notice({ word: t("ui.done"), title: t(flash), calm: true })}</div>`;
}
