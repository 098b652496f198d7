import { type Html, html } from "../../kernel/html.ts";
import type { View } from "../../kernel/http/view.ts";
import { notFound } from "../../kernel/refusal.ts";
import type { AnyShowcase } from "../../ui/example.ts";
import { page } from "../../ui/index.ts";

/** All components, for those who make pages. Not in production: the examples are loaded only when asked for. */
export async function showCatalogue(view: View): Promise<Html> {
  const { t } = view;
  const showcases = await listShowcases();
  const items = showcases.map(
    ({ component, examples }) =>
      html`<li><a href="/_catalogue/${component}">${component}</a> <span class="small muted">${examples.length}</span></li>`,
  );
  return page(view, {
    title: t.text("ui.catalogue.title"),
    area: "public",
    crumbs: [{ label: t("ui.catalogue.title") }],
    main: html`<div class="head"><h1>${t("ui.catalogue.title")}</h1><p class="lead">${t("ui.catalogue.lead")}</p></div><ul class="choose-list choose-list--line">${items}</ul>`,
  });
}

/** One component with all its examples; those that are whole pages stand each at an address of its own. */
export async function showComponent(view: View, { component: name }: { component: string }): Promise<Html> {
  const { component, examples, draw, isDocument } = await getShowcase(name);
  const { t } = view;
  const shown = examples.map(({ name: example, props }) =>
    isDocument
      ? html`<p><a href="/_catalogue/${component}/${example}">${example}</a></p>`
      : html`<section class="section"><h2>${example}</h2><div>${draw({ view, t }, props({ view, t }))}</div></section>`,
  );
  return page(view, {
    title: component,
    area: "public",
    crumbs: [{ label: t("ui.catalogue.title"), href: "/_catalogue" }, { label: component }],
    main: html`<div class="head"><h1>${component}</h1></div><div class="stack-l">${shown}</div>`,
  });
}

export async function showExample(view: View, params: { component: string; example: string }): Promise<Html> {
  const { draw, examples, isDocument } = await getShowcase(params.component);
  const found = examples.find(({ name }) => name === params.example);
  if (found === undefined || !isDocument) throw notFound();
  const stage = { view, t: view.t };
  return html`${draw(stage, found.props(stage))}`;
}

async function getShowcase(name: string): Promise<AnyShowcase> {
  const found = (await listShowcases()).find(({ component }) => component === name);
  if (found === undefined) throw notFound();
  return found;
}

async function listShowcases(): Promise<readonly AnyShowcase[]> {
  return (await import("../../ui/examples.ts")).showcases;
}
