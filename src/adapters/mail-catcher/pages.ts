import { type Content, html } from "../../kernel/html.ts";
import { type Locale, languageTag } from "../../kernel/i18n/locales.ts";
import { translator } from "../../kernel/i18n/translate.ts";
import type { CaughtMail } from "./box.ts";

/** Japanese, or English for a browser that asks for English first. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  return acceptLanguage?.toLowerCase().startsWith("en") ? "en" : "ja";
}

export async function drawList(mails: readonly CaughtMail[], to: string, locale: Locale): Promise<string> {
  const t = translator(locale);
  return drawPage(
    locale,
    t.text("notice.catcher.title"),
    html`<h1>${t("notice.catcher.title")}</h1>
<p>${t("notice.catcher.lead")}</p>
<form action="/"><label for="to">${t("notice.catcher.to")}</label> <input id="to" name="to" type="search" value="${to}"> <button>${t("notice.catcher.narrow")}</button></form>
${
  mails.length === 0
    ? html`<p>${t("notice.catcher.empty")}</p>`
    : html`<ol>${mails.map(
        (
          mail,
        ) => html`<li><a href="/mails/${mail.id}">${mail.subject}</a> <span>${mail.to}</span> <time datetime="${mail.receivedAt.toISOString()}">${sayInstant(mail.receivedAt, locale)}</time></li>
`,
      )}</ol>`
}`,
  );
}

export async function drawMail(mail: CaughtMail, locale: Locale): Promise<string> {
  const t = translator(locale);
  return drawPage(
    locale,
    mail.subject,
    html`<p><a href="/">${t("notice.catcher.back")}</a></p>
<h1>${mail.subject}</h1>
<dl>
<div><dt>${t("notice.catcher.from")}</dt><dd>${mail.from}</dd></div>
<div><dt>${t("notice.catcher.to")}</dt><dd>${mail.to}</dd></div>
<div><dt>${t("notice.catcher.at")}</dt><dd>${sayInstant(mail.receivedAt, locale)}</dd></div>
</dl>
<h2>${t("notice.catcher.text")}</h2>
<pre>${linkAddresses(mail.text)}</pre>
<h2>${t("notice.catcher.html")}</h2>
<iframe src="/mails/${mail.id}/html" title="${t.text("notice.catcher.html")}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<p><a href="/mails/${mail.id}.eml">${t("notice.catcher.source")}</a></p>`,
  );
}

export async function drawMissing(locale: Locale): Promise<string> {
  const t = translator(locale);
  return drawPage(
    locale,
    t.text("notice.catcher.missing"),
    html`<h1>${t("notice.catcher.missing")}</h1><p><a href="/">${t("notice.catcher.back")}</a></p>`,
  );
}

/** The mail's HTML for the frame; its links open in a new window, because a frame in a sandbox cannot lead anywhere. */
export function drawFramed(mail: CaughtMail): string {
  return mail.html.replace(/<head>/i, '<head><base target="_blank">');
}

async function drawPage(locale: Locale, title: string, main: Content): Promise<string> {
  const t = translator(locale);
  return String(
    await html`<!doctype html>
<html lang="${languageTag[locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/mail-catcher.css">
</head>
<body>
<header><p>${t("notice.catcher.sample")}</p></header>
<main>
${main}
</main>
</body>
</html>
`,
  );
}

/** Only addresses with http(s), and only those that end where text ends. */
function linkAddresses(text: string): Content[] {
  return text
    .split(/(https?:\/\/[^\s<>"'「」（）]+)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part,
    );
}

function sayInstant(instant: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "ja", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: "Asia/Tokyo",
  }).format(instant);
}
