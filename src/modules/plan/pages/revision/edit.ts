import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { withoutRuby } from "../../../../kernel/i18n/translate.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import {
  button,
  checkbox,
  checkboxField,
  errorAt,
  form,
  page,
  table,
  textArea,
  textField,
} from "../../../../ui/index.ts";
import { listSections } from "../../../identity/index.ts";
import { findNode, findPlan, listNodes, type StoredNode } from "../../store/plan.ts";

const editKeys = {
  title: "plan-data.staff.edit.field-title",
  titleEn: "plan-data.staff.edit.field-title-en",
  titleEasy: "plan-data.staff.edit.field-title-easy",
  lead: "plan-data.staff.edit.field-lead",
  leadEn: "plan-data.staff.edit.field-lead-en",
  leadEasy: "plan-data.staff.edit.field-lead-easy",
} as const;

type EditParams = { readonly plan: string; readonly code: string };

/** All parts of a plan, each with its way to be changed. */
export async function showParts(view: View, { params }: { readonly params: { readonly plan: string } }): Promise<Html> {
  const { t, city } = view;
  const plan = await findPlan(city.db, params.plan);
  if (plan === undefined) throw notFound();
  const nodes = await listNodes(city.db, plan.id);
  const levels = new Map(plan.levels.map(({ id, name }) => [id, withoutRuby(name.ja)]));
  const title = t.text("plan-data.staff.edit.list");
  return page(view, {
    title,
    area: "staff",
    crumbs: [
      { label: t("plan-figure.staff.home.title"), href: "/staff/plan" },
      { label: withoutRuby(plan.title.ja), href: `/staff/plan/${plan.id}` },
      { label: title },
    ],
    main: html`<div class="head"><h1>${title}</h1><p class="lead">${t("plan-data.staff.edit.list-lead")}</p></div>${table<StoredNode>(
      {
        caption: title,
        captionHidden: true,
        columns: [
          { label: t("plan-data.field.code"), cell: ({ code }) => code },
          { label: t("plan-data.field.level"), cell: ({ level }) => levels.get(level) ?? level },
          {
            label: t("plan-data.field.title"),
            head: true,
            cell: ({ code, title }) => html`<a href="/staff/plan/${plan.id}/edit/${code}">${withoutRuby(title.ja)}</a>`,
          },
          { label: t("plan-data.field.is-priority"), cell: ({ isPriority }) => isPriority && t("plan-data.diff.yes") },
        ],
        rows: nodes,
      },
    )}`,
  });
}

export async function showEdit(view: View, { params }: { readonly params: EditParams }): Promise<Html> {
  return draw(view, params, undefined, noProblems);
}

export async function showEditAgain(
  view: View,
  { params, values, problems }: { params: EditParams; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params, values, problems);
}

async function draw(view: View, params: EditParams, sent: FormValues | undefined, problems: Problems): Promise<Html> {
  const { t, city, today } = view;
  const plan = await findPlan(city.db, params.plan);
  const node = await findNode(city.db, params.plan, params.code);
  if (plan === undefined || node === undefined || node.removedIn !== undefined) throw notFound();
  const values = sent ?? valuesOf(node, today);
  const known = await listSections(city.db);
  // A section that is no more stays chosen until somebody takes it away.
  const gone = node.sections.filter((section) => known.every(({ id }) => id !== section));
  const sections = [...known, ...gone.map((id) => ({ id, name: id }))];
  const heading = `${node.code}　${withoutRuby(node.title.ja)}`;
  const field = (name: keyof typeof editKeys, isNeeded = false) =>
    textField({
      t,
      name,
      label: t(editKeys[name]),
      need: isNeeded ? "required" : "optional",
      value: typed(values, name),
      error: errorAt(t, problems, name),
    });
  const words = (name: keyof typeof editKeys) =>
    textArea({
      t,
      name,
      label: t(editKeys[name]),
      need: "optional",
      rows: 3,
      value: typed(values, name),
      error: errorAt(t, problems, name),
    });
  return page(view, {
    title: heading,
    area: "staff",
    crumbs: [
      { label: t("plan-figure.staff.home.title"), href: "/staff/plan" },
      { label: withoutRuby(plan.title.ja), href: `/staff/plan/${plan.id}` },
      { label: t("plan-data.staff.edit.list"), href: `/staff/plan/${plan.id}/edit` },
      { label: heading },
    ],
    problems,
    main: html`<div class="errand stack"><h1>${heading}</h1><p>${t("plan-data.staff.edit.lead")}</p>
${form(view, {
  action: `/staff/plan/${plan.id}/edit/${node.code}`,
  content: html`${field("title", true)}${field("titleEn")}${field("titleEasy")}${words("lead")}${words("leadEn")}${words("leadEasy")}
${checkbox({ t, name: "isPriority", label: t("plan-data.staff.edit.is-priority"), value: "yes", checked: typed(values, "isPriority") === "yes" })}
${textField({ t, name: "sdgs", label: t("plan-data.field.sdgs"), hint: t("plan-data.staff.edit.sdgs-hint"), need: "optional", value: typed(values, "sdgs"), error: errorAt(t, problems, "sdgs") })}
${checkboxField({ t, name: "sections", label: t("plan-data.field.sections"), hint: t("plan-data.staff.edit.sections-hint"), need: "optional", line: true, options: sections.map(({ id, name }) => ({ value: id, label: name })), chosen: typedAll(values, "sections"), error: errorAt(t, problems, "sections") })}
${textField({ t, name: "adoptedOn", label: t("plan-data.field.adopted-on"), type: "date", size: "m", need: "required", value: typed(values, "adoptedOn"), error: errorAt(t, problems, "adoptedOn") })}
<p>${button({ label: t("plan-data.staff.import.look") })}</p>`,
})}</div>`,
  });
}

function valuesOf({ title, lead, isPriority, sdgs, sections }: StoredNode, today: string): FormValues {
  return {
    title: title.ja,
    titleEn: title.en ?? "",
    titleEasy: title["ja-easy"] ?? "",
    lead: lead?.ja ?? "",
    leadEn: lead?.en ?? "",
    leadEasy: lead?.["ja-easy"] ?? "",
    isPriority: isPriority ? "yes" : "",
    sdgs: sdgs.join("、"),
    sections,
    adoptedOn: today,
  };
}
