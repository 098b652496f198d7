import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { page } from "../../ui/index.ts";

type Topic = "accessibility" | "privacy" | "source" | "use";

/** Pages about this site; each paragraph is a message, so that a missing translation shows in the checks. */
export async function showAbout(view: View, topic: Topic): Promise<Html> {
  const { t } = view;
  const paragraphs = ([1, 2, 3, 4] as const).map((n) => html`<p>${t(`site.about.${topic}-${n}`)}</p>`);
  return page(view, {
    title: t.text(`site.about.${topic}`),
    area: "errand",
    crumbs: [{ label: t(`site.about.${topic}`) }],
    main: html`<h1>${t(`site.about.${topic}`)}</h1>${paragraphs}`,
  });
}
