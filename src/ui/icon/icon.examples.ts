import { html } from "../../kernel/html.ts";
import { showcase } from "../example.ts";
import { icon } from "./icon.ts";
import { type IconName, shapes } from "./shapes.ts";

export const iconShowcase = showcase<{ kinds: readonly IconName[] }>({
  component: "icon",
  draw: (_, { kinds }) =>
    html`<ul class="choose-list choose-list--line">${kinds.map((kind) => html`<li>${icon(kind)}${kind}</li>`)}</ul>`,
  examples: [{ name: "すべて", props: () => ({ kinds: Object.keys(shapes) as IconName[] }) }],
});
