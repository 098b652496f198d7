import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, empty, errorAt, form, help, notice, table, textField } from "../../../../ui/index.ts";
import { listPersons } from "../../../identity/index.ts";
import { showKeyOnce } from "../../commands/figure/keys.ts";
import { mayKeepKeys } from "../../rules/figure/may.ts";
import { type ApiKey, listKeys } from "../../store/figure/keys.ts";
import { findPlan } from "../../store/plan.ts";
import { figurePage } from "./frame.ts";
import { atText, staffPath } from "./words.ts";

/** Programs that may bring values. A key is seen once, right after it was made. */
export async function showKeys(
  view: View,
  { params, query }: { params: { plan: string }; query: { made?: string | undefined } },
): Promise<Html> {
  const secret = query.made === undefined ? undefined : await view.perform(showKeyOnce, query.made);
  return draw(view, params.plan, { values: {}, problems: noProblems, secret });
}

export async function showKeysAgain(
  view: View,
  { params, values, problems }: { params: { plan: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.plan, { values, problems, secret: undefined });
}

async function draw(
  view: View,
  planId: string,
  { values, problems, secret }: { values: FormValues; problems: Problems; secret: string | undefined },
): Promise<Html> {
  const { t, city, actor } = view;
  const plan = await findPlan(city.db, planId);
  if (plan === undefined) throw notFound();
  return figurePage(view, {
    plan,
    side: "keys",
    title: t.text("plan-figure.staff.keys.title"),
    lead: t("plan-figure.staff.keys.lead"),
    problems,
    main: html`${secret !== undefined && notice({ word: t("plan-figure.staff.keys.new-word"), title: t("plan-figure.staff.keys.new"), words: html`<code class="keep">${secret}</code>`, calm: true })}
${await list(view, planId)}
${
  mayKeepKeys(actor) &&
  html`<section class="stack" aria-labelledby="make"><h2 id="make">${t("plan-figure.staff.keys.make")}</h2>${form(
    view,
    {
      action: staffPath(planId, "keys"),
      content: html`${textField({ t, name: "name", label: t("plan-figure.staff.keys.name"), hint: t("plan-figure.staff.keys.name-hint"), need: "required", size: "m", value: typed(values, "name"), error: errorAt(t, problems, "name") })}<p>${button({ label: t("plan-figure.staff.keys.send") })}</p>`,
    },
  )}</section>`
}
${help(t("plan-figure.staff.keys.how"), html`<p>${t("plan-figure.staff.keys.how-words", { address: `${city.address}/api/v1/plans/${planId}/values` })}</p>`)}`,
  });
}

async function list(view: View, planId: string): Promise<Content> {
  const { t, city, actor } = view;
  const keys = await listKeys(city.db, planId);
  if (keys.length === 0) return empty(t("plan-figure.staff.keys.none"), []);
  const makers = await listPersons(
    city.db,
    keys.map(({ madeBy }) => madeBy),
  );
  const names = new Map(makers.map(({ id, name }) => [id, name]));
  return table<ApiKey>({
    caption: t("plan-figure.staff.keys.caption"),
    columns: [
      { label: t("plan-figure.staff.keys.name"), head: true, cell: ({ name }) => name },
      {
        label: t("plan-figure.staff.keys.made"),
        cell: ({ madeBy, madeAt }) => html`${names.get(madeBy) ?? "—"}　${atText(view, madeAt)}`,
      },
      {
        label: t("plan-figure.staff.keys.used"),
        cell: ({ lastUsedAt }) =>
          lastUsedAt === undefined ? t("plan-figure.staff.keys.never") : atText(view, lastUsedAt),
      },
      {
        label: t("plan-figure.staff.keys.end"),
        quiet: true,
        cell: ({ id, name, endedAt }) => {
          if (endedAt !== undefined) return html`${t("plan-figure.staff.keys.ended")}　${atText(view, endedAt)}`;
          if (!mayKeepKeys(actor)) return t("plan-figure.staff.keys.live");
          return form(view, {
            action: staffPath(planId, "keys", id, "end"),
            content: button({ label: t("plan-figure.staff.keys.end"), kind: "danger", size: "small", about: name }),
          });
        },
      },
    ],
    rows: keys,
  });
}
