import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { errorAt, textField } from "../../../../ui/index.ts";
import { type Round, roundSteps } from "../../types/evaluation.ts";
import { stepKeys } from "./words.ts";

/** 期限 of the eleven steps; what was typed wins over what is proposed. */
export function dueFields({ t }: View, due: Round["due"], values: FormValues, problems: Problems): Html {
  return html`<fieldset class="stack"><legend><h2>${t("plan-evaluation.staff.calendar.legend")}</h2></legend>${roundSteps.map(
    (step) => {
      const name = `due-${step}`;
      return textField({
        t,
        name,
        type: "date",
        size: "m",
        label: t(stepKeys[step]),
        value: name in values ? typed(values, name) : (due[step] ?? ""),
        error: errorAt(t, problems, name),
      });
    },
  )}</fieldset>`;
}
