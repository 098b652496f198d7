import { html } from "../../kernel/html.ts";
import type { Problems } from "../../kernel/http/form.ts";
import { showcase } from "../example.ts";
import { textField } from "../field/field.ts";
import { errorAt } from "../field/frame.ts";
import { errorSummary } from "./error-summary.ts";

export const errorSummaryShowcase = showcase<Problems>({
  component: "error-summary",
  draw: ({ t }, problems) =>
    html`${errorSummary(t, problems)}${textField({ t, name: "headcount", label: "人数", error: errorAt(t, problems, "headcount"), value: "300" })}`,
  examples: [
    {
      name: "二つ直すとき",
      props: () => [
        { field: "headcount", key: "field.too-large", params: { maximum: 25 } },
        { field: undefined, key: "field.unknown", params: {} },
      ],
    },
  ],
});
