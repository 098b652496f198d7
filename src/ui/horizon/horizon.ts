import { type Html, html } from "../../kernel/html.ts";

/** 筑波山, 霞ヶ浦, fields, wind, in four strokes. On the front page only; another city draws its own. */
export function horizon(): Html {
  return html`<svg class="horizon" viewBox="0 0 1280 112" preserveAspectRatio="xMinYMax slice" aria-hidden="true" focusable="false"><path class="horizon__wind" d="M840 26h96c14 0 14-16 2-16M900 38h150c16 0 16 15 3 15M806 50h60"/><path class="horizon__far" d="M0 84c90-6 150-10 214-30 22-7 34-22 48-34 8-6 14 4 22 8 8-9 14-14 22-10 22 12 40 34 74 44 80 22 200 18 320 20 220 3 380-6 580 2v28H0z"/><path class="horizon__near" d="M0 92c180-12 340-8 520-4s420-10 760 0v24H0z"/><path class="horizon__field" d="M-10 104c300-14 700-12 1310-4M120 114c300-14 640-14 1100-2"/></svg>`;
}
