import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { Problems } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { page, steps } from "../../../../ui/index.ts";

const stepsOfCounter = {
  label: "facility.steps",
  names: ["facility.step.when", "facility.staff.step.who", "facility.step.use", "facility.step.check"],
} as const;

/** One page of the counter's errand. */
export function frame(
  view: View,
  props: { readonly step: 1 | 2 | 3 | 4; readonly title: string; readonly problems: Problems; readonly main: Content },
): Html {
  const { t } = view;
  return page(view, {
    title: props.title,
    area: "staff",
    crumbs: [{ label: t("facility.staff.new.go") }],
    problems: props.problems,
    main: html`<div class="errand stack">${steps(t, { ...stepsOfCounter, now: props.step })}<h1>${props.title}</h1>${props.main}</div>`,
  });
}
