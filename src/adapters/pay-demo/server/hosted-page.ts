import { html } from "hono/html";
import { sampleCards } from "./cards.ts";
import { type Checkout, publicState } from "./records.ts";
import { grouped, type Language, texts, timeText } from "./texts.ts";

type Html = ReturnType<typeof html>;

/** The page that the payer sees at this instant; a GET changes nothing. */
export function hostedPage(checkout: Checkout, language: Language, now: Date): { page: Html; refreshSeconds?: number } {
  const t = texts[language];
  const state = publicState(checkout, now);
  const draw = (title: string, main: Html) => frame(language, title, switchLanguage(checkout, language), main);
  if (state === "paid") return { page: draw(t.paidTitle, message(t.paidTitle, t.paid, home(checkout, t.goHome))) };
  if (state === "expired") return { page: draw(t.overTitle, message(t.overTitle, t.over, home(checkout, t.goHome))) };
  if (state === "unknown") {
    return { page: draw(t.waitTitle, message(t.waitTitle, t.wait, home(checkout, t.goHome))), refreshSeconds: 3 };
  }
  if (state === "pending") return { page: draw(t.numberTitle, numberPage(checkout, language)) };
  return { page: draw(t.toPay, choices(checkout, language, state === "failed")) };
}

export function missingPage(): Html {
  const t = texts.ja;
  return frame("ja", t.missingTitle, html``, html`<h1>${t.missingTitle}</h1>`);
}

function frame(language: Language, title: string, tools: Html, main: Html): Html {
  const t = texts[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}｜${t.service}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<aside class="sample" aria-label="${t.about}"><p><b lang="ja">見本</b> DEMO　<span>${t.sample}</span></p></aside>
<header><p class="service">${t.service}</p>${tools}</header>
<main>${main}</main>
</body>
</html>`;
}

function switchLanguage(checkout: Checkout, language: Language): Html {
  const other: Language = language === "ja" ? "en" : "ja";
  const href = `/pay/${checkout.token}?lang=${other}`;
  return html`<a href="${href}" lang="${other}" hreflang="${other}">${texts[language].otherLanguage}</a>`;
}

function choices(checkout: Checkout, language: Language, wasRefused: boolean): Html {
  const t = texts[language];
  const amount = grouped(checkout.amount);
  const until = timeText(checkout.expiresAt, language);
  return html`<h1>${t.toPay}</h1>
<p class="description">${checkout.description}</p>
<p class="amount">${t.yen(amount)}</p>
${wasRefused && html`<p class="refused" role="alert">${t.refused}</p>`}
<section aria-labelledby="card"><h2 id="card">${t.card}</h2>
<form method="post">${kept(language)}<input type="hidden" name="do" value="card">
<label for="number">${t.number}</label>
<p class="hint" id="number-hint">${t.numberHint}</p>
<input id="number" name="number" inputmode="numeric" autocomplete="off" maxlength="30" required
  aria-describedby="number-hint">
<button>${t.payNow(amount)}</button></form>
<dl aria-label="${t.samples}">
<div><dt>${t.works}</dt><dd>${sampleCards.works}</dd></div>
<div><dt>${t.fails}</dt><dd>${sampleCards.refused}</dd></div>
<div><dt>${t.slow}</dt><dd>${sampleCards.slow}</dd></div>
</dl></section>
<section aria-labelledby="konbini"><h2 id="konbini">${t.konbini}</h2>
${
  checkout.payLaterUntil === undefined
    ? html`<p>${t.noKonbini}</p>`
    : html`<p>${t.konbiniHint(timeText(checkout.payLaterUntil, language))}</p>
<form method="post">${kept(language)}<input type="hidden" name="do" value="konbini">
<button class="second">${t.giveNumber}</button></form>`
}</section>
<p>${t.until(until)}</p>
${home(checkout, t.back)}`;
}

function numberPage(checkout: Checkout, language: Language): Html {
  const t = texts[language];
  const { number = "", until = checkout.expiresAt } = checkout.konbini ?? {};
  return html`<h1>${t.numberTitle}</h1>
<p class="description">${checkout.description}　${t.yen(grouped(checkout.amount))}</p>
<p class="number">${number.replace(/(\d{4})(?=\d)/g, "$1 ")}</p>
<p>${t.payUntil(timeText(until, language))}</p>
${home(checkout, t.goHome)}
<form method="post" class="apart">${kept(language)}<input type="hidden" name="do" value="shop">
<button class="second">${t.payInShop}</button><p class="hint">${t.payInShopHint}</p></form>`;
}

function message(title: string, text: string, way: Html): Html {
  return html`<h1>${title}</h1><p>${text}</p>${way}`;
}

function home(checkout: Checkout, label: string): Html {
  return html`<p><a href="${checkout.returnUrl}">${label}</a></p>`;
}

function kept(language: Language): Html {
  return html`<input type="hidden" name="lang" value="${language}">`;
}
