import { type Content, type Html, html } from "../../kernel/html.ts";
import type { PageError } from "../../kernel/http/page-error.ts";
import type { View } from "../../kernel/http/view.ts";
import { buttonLink, page, telephone } from "../../ui/index.ts";

/** How a status is told to people: what they can do is the same for those told alike. */
const kinds: Readonly<Record<PageError["status"], "400" | "403" | "404" | "409" | "413" | "429" | "500" | "503">> = {
  400: "400",
  403: "403",
  404: "404",
  405: "404",
  409: "409",
  413: "413",
  415: "400",
  422: "400",
  429: "429",
  500: "500",
  503: "503",
};

/** What is so, what still works, and whom to call. Never a stack, never a guess. */
export function errorPage(view: View, error: PageError): Html {
  const { t, actor, city } = view;
  const kind = kinds[error.status];
  const isStaff = actor.kind === "staff";
  return page(view, {
    title: t.text(`site.error.${kind}`),
    area: isStaff ? "staff" : "errand",
    main: html`<h1>${t(`site.error.${kind}`)}</h1><p class="lead">${words(view, error)}</p>
${error.status >= 500 && html`<p>${t("site.error.number", { number: view.requestId.slice(0, 8) })}</p>`}
<p class="row">${buttonLink({ label: t("ui.home"), href: isStaff ? "/staff" : "/" })}${!isStaff && buttonLink({ label: t("facility.search.title"), href: "/spaces", kind: "second" })}</p>
<p>${t("site.error.help")}　${telephone(t, city.config)}</p>`,
  });
}

/** A rule that said no gives its own reason. What does not exist gives none: whose it is must not show. */
function words({ t }: View, { status, code, params }: PageError): Content {
  if (code !== undefined && status !== 404) return t.dynamic(`refusal.${code}`, params);
  return t(`site.error.${kinds[status]}-words`);
}
