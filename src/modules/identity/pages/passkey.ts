import { type Content, type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, hidden, page, textField } from "../../../ui/index.ts";
import { passkeyScripts } from "../assets.ts";
import { addingOptions, signInOptions } from "../commands/passkey-options.ts";
import { listPasskeys } from "../store/passkey.ts";
import { findPersonRow } from "../store/person.ts";
import { errorOf, nothingTyped, type Typed } from "./words.ts";

/** A button that asks the device for a passkey. Without the script the form arrives without an answer, and is told so. */
export async function passkeySignIn(view: View, next: string | undefined): Promise<Html> {
  const options = await signInOptions(view.city, view.browserId ?? "");
  return passkeyForm(view, {
    use: "sign-in",
    action: "/sign-in/passkey",
    options,
    content: html`${next !== undefined && hidden("next", next)}${button({ label: view.t("identity.passkey.sign-in"), kind: "second", icon: "i-lock" })}`,
  });
}

export async function passkeyAdding(view: View, personId: string, action: string, sent: Typed): Promise<Html> {
  const { t, city } = view;
  const person = await findPersonRow(city.db, personId);
  if (person === undefined) return html``;
  const options = await addingOptions(city, view.browserId ?? "", person, await listPasskeys(city.db, personId));
  const value = typed(sent.values, "name");
  return passkeyForm(view, {
    use: "add",
    action,
    options,
    content: html`${textField({ t, name: "name", label: t("identity.passkey.name"), hint: t("identity.passkey.name-hint"), need: "required", size: "m", value, ...errorOf(view, sent, "name") })}${button({ label: t("identity.passkey.add") })}`,
  });
}

export async function addPasskeyPage(
  view: View,
  place: { action: string; back: string },
  sent: Typed = nothingTyped,
): Promise<Html> {
  const { t, actor } = view;
  const personId = actor.kind === "resident" || actor.kind === "staff" ? actor.personId : "";
  return page(view, {
    title: t.text("identity.passkey.add-title"),
    area: actor.kind === "staff" ? "staff" : "errand",
    problems: sent.problems,
    main: html`<h1>${t("identity.passkey.add-title")}</h1><p>${t("identity.passkey.what")}</p>
${await passkeyAdding(view, personId, place.action, sent)}
<p><a href="${place.back}">${t("identity.back")}</a></p>`,
  });
}

function passkeyForm(
  view: View,
  props: { use: "add" | "sign-in"; action: string; options: object; content: Content },
): Html {
  const { use, action, options, content } = props;
  const { t } = view;
  const unable = t.text("identity.passkey.unable");
  const stopped = t.text("identity.passkey.stopped");
  return html`<form method="post" action="${action}" class="stack" novalidate data-passkey="${use}" data-options="${JSON.stringify(options)}">${view.formKey(action)}<input type="hidden" name="answer" value="" autocomplete="off">${content}<p class="small" role="status" data-passkey-words data-unable="${unable}" data-stopped="${stopped}" hidden></p></form>${passkeyScripts()}`;
}
