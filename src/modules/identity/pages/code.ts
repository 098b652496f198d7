import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../kernel/http/answer.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { button, form, help, hidden, page, textField } from "../../../ui/index.ts";
import { browserHashOf } from "../commands/browser.ts";
import { codeState, codeTries } from "../rules/code.ts";
import { findCode, type SignInCode } from "../store/code.ts";
import type { IdentityOptions } from "../types.ts";
import { errorOf, nothingTyped, plainTime, type Typed, withNext } from "./words.ts";

/** The code of this browser, or the same 404 as for one that does not exist. */
async function getCode(view: View, codeId: string): Promise<SignInCode> {
  const code = await findCode(view.city.db, codeId, browserHashOf(view));
  if (code === undefined) throw notFound();
  return code;
}

export async function showCode(
  options: IdentityOptions,
  view: View,
  input: { codeId: string; next: string | undefined },
): Promise<Html | Answer> {
  const { codeId, next } = input;
  const code = await getCode(view, codeId);
  const state = codeState(code, view.now);
  if (state === "proven" && code.purpose === "sign-in")
    return redirectAnswer(withNext(`/sign-in/codes/${codeId}/name`, next));
  if (state === "open") {
    const left = codeTries - code.tries;
    const wrong = { field: "digits", key: "identity.code.wrong", params: { left } };
    return pageAnswer(codePage(options, view, code, next, { values: {}, problems: code.tries > 0 ? [wrong] : [] }));
  }
  return pageAnswer(spentPage(view, code, next, state === "tried-out" ? "tried-out" : "too-old"));
}

export async function showCodeAgain(
  options: IdentityOptions,
  view: View,
  input: { codeId: string; next: string | undefined },
  sent: Typed,
): Promise<Html> {
  return codePage(options, view, await getCode(view, input.codeId), input.next, sent);
}

function codePage(options: IdentityOptions, view: View, code: SignInCode, next: string | undefined, sent: Typed): Html {
  const { t, city } = view;
  const action = `/sign-in/codes/${code.id}`;
  return page(view, {
    title: t.text("identity.code.title"),
    area: "errand",
    problems: sent.problems,
    main: html`<h1>${t("identity.code.title")}</h1>
<p>${t("identity.code.sent", { mail: code.mail })}</p><p>${t("identity.code.until", { time: plainTime(view, code.expiresAt) })}</p>
${form(view, {
  action,
  content: html`${next !== undefined && hidden("next", next)}${textField({ t, name: "digits", label: t("identity.code.digits"), hint: t("identity.code.digits-hint"), need: "required", size: "s", inputmode: "numeric", autocomplete: "one-time-code", value: typed(sent.values, "digits"), ...errorOf(view, sent, "digits") })}${button({ label: t(`identity.code.enter-${code.purpose}`), size: "big" })}`,
})}
${city.demo && options.demo !== undefined && html`<p class="small"><a href="${options.demo.mailbox}">${t("identity.demo.mailbox")}</a></p>`}
${help(t("identity.code.not-there"), html`<p>${t("identity.code.not-there-words")}</p>${askAgain(view, code, next)}`)}`,
  });
}

function spentPage(view: View, code: SignInCode, next: string | undefined, why: "tried-out" | "too-old"): Html {
  const { t } = view;
  return page(view, {
    title: t.text(`identity.code.${why}`),
    area: "errand",
    main: html`<h1>${t(`identity.code.${why}`)}</h1><p>${t(`identity.code.${why}-words`)}</p>${askAgain(view, code, next)}`,
  });
}

/** A new code comes by the same form as the first one. */
function askAgain(view: View, code: SignInCode, next: string | undefined): Content {
  const { t } = view;
  if (code.purpose === "enrol") return html`<p><a href="/staff/enrol">${t("identity.code.again-enrol")}</a></p>`;
  if (code.purpose === "change-mail") return html`<p><a href="/my/profile/mail">${t("identity.code.again")}</a></p>`;
  return html`${form(view, { action: "/sign-in", content: html`${hidden("mail", code.mail)}${next !== undefined && hidden("next", next)}${button({ label: t("identity.code.again"), kind: "second" })}` })}<p><a href="${withNext("/sign-in", next)}">${t("identity.code.other-mail")}</a></p>`;
}

/** はじめての方: the name, once the address is proven. */
export async function showName(
  view: View,
  input: { codeId: string; next: string | undefined },
  sent: Typed = nothingTyped,
): Promise<Html | Answer> {
  const { t } = view;
  const { codeId, next } = input;
  const code = await getCode(view, codeId);
  if (codeState(code, view.now) !== "proven") return redirectAnswer(withNext("/sign-in", next));
  const action = `/sign-in/codes/${codeId}/name`;
  return page(view, {
    title: t.text("identity.name.title"),
    area: "errand",
    problems: sent.problems,
    main: html`<h1>${t("identity.name.title")}</h1><p>${t("identity.name.lead", { mail: code.mail })}</p>
${form(view, {
  action,
  content: html`${next !== undefined && hidden("next", next)}${nameFields(view, sent)}<p class="small">${t("identity.name.privacy")}</p>${button({ label: t("identity.name.begin"), size: "big" })}`,
})}`,
  });
}

/** Name and reading, as entered: nothing is split and nothing is "invalid". */
export function nameFields(view: View, sent: Typed): Html {
  const { t } = view;
  const { values } = sent;
  return html`${textField({ t, name: "name", label: t("identity.field.name"), hint: t("identity.field.name-hint"), need: "required", autocomplete: "name", value: typed(values, "name"), ...errorOf(view, sent, "name") })}${textField({ t, name: "kana", label: t("identity.field.kana"), hint: t("identity.field.kana-hint"), need: "optional", value: typed(values, "kana"), ...errorOf(view, sent, "kana") })}`;
}
