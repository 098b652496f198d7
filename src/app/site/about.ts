import { type Content, type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { buttonLink, page } from "../../ui/index.ts";

export async function showUse(view: View): Promise<Html> {
  const { t } = view;
  const steps = (["find", "book", "pay", "day", "cancel"] as const).map(
    (step) => html`<li>${part(t(`site.use.${step}`), t(`site.use.${step}-words`))}</li>`,
  );
  return drawAbout(view, {
    title: "ui.how-to-use",
    lead: t("site.use.lead"),
    content: html`<ol class="numbered">${steps}</ol><p class="row">${buttonLink({ label: t("site.front.find"), href: "/spaces" })}${buttonLink({ label: t("ui.ask-people"), href: "/help", kind: "second" })}</p>`,
  });
}

export async function showAccessibility(view: View): Promise<Html> {
  const { t } = view;
  return drawAbout(view, {
    title: "ui.accessibility",
    lead: t("site.accessibility.lead"),
    content: (["done", "tested", "limits", "tell"] as const).map((name) =>
      part(t(`site.accessibility.${name}`), t(`site.accessibility.${name}-words`)),
    ),
  });
}

export async function showPrivacy(view: View): Promise<Html> {
  const { t } = view;
  const parts = (["kept", "seen", "cookies", "counted", "deleted"] as const).map((name) =>
    part(t(`site.privacy.${name}`), t(`site.privacy.${name}-words`)),
  );
  return drawAbout(view, {
    title: "ui.privacy",
    lead: t("site.privacy.lead"),
    content: html`${parts}<p><a href="/my">${t("site.privacy.my-page")}</a></p>`,
  });
}

export async function showSource(view: View): Promise<Html> {
  const { t } = view;
  const about = (name: "licence" | "open-interface" | "weakness") =>
    part(t(`site.source.${name}`), t(`site.source.${name}-words`));
  return drawAbout(view, {
    title: "ui.source",
    lead: t("site.source.lead"),
    content: html`${about("licence")}${about("open-interface")}<p><a href="/api/v1/openapi.json">/api/v1/openapi.json</a></p><p><a href="/opendata">${t("ui.opendata")}</a></p>${about("weakness")}`,
  });
}

type AboutTitle = "ui.how-to-use" | "ui.accessibility" | "ui.privacy" | "ui.source";

function drawAbout(view: View, props: { title: AboutTitle; lead: Content; content: Content }): Html {
  const { t } = view;
  const { title, lead, content } = props;
  return page(view, {
    title: t.text(title),
    area: "errand",
    crumbs: [{ label: t(title) }],
    main: html`<h1>${t(title)}</h1><p class="lead">${lead}</p>${content}`,
  });
}

function part(title: Content, words: Content): Html {
  return html`<section class="section"><h2>${title}</h2><p>${words}</p></section>`;
}
