import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { help, notice } from "../../../../../ui/index.ts";
import type { Examined, TriedExample } from "../../../schema/load.ts";
import type { Problem } from "../../../schema/problem.ts";
import type { OrdinanceFile } from "../../../types/ordinance.ts";

/** What is wrong, with the line as it stands in the file; and what is only warned of. */
export function problemsOfFile(view: View, { text }: OrdinanceFile, { problems, warnings }: Examined): Html {
  const { t } = view;
  const lines = text.split("\n");
  const list = (found: readonly Problem[]) =>
    html`<ol class="bullets">${found.map((one) => html`<li>${t("facility.staff.ordinance.at", { line: one.line, column: one.column })} ${one.ja}<br><code class="small">${(lines[one.line - 1] ?? "").trim().slice(0, 160)}</code></li>`)}</ol>`;
  return html`${
    problems.length === 0
      ? notice({
          calm: true,
          word: t("facility.staff.ordinance.right"),
          title: t("facility.staff.ordinance.no-problems"),
        })
      : html`${notice({ word: t("facility.staff.ordinance.wrong"), title: t("facility.staff.ordinance.problems", { count: problems.length }) })}<section class="section" aria-labelledby="o-problems"><h2 id="o-problems">${t("facility.staff.ordinance.problems-title")}</h2>${list(problems)}</section>`
  }${warnings.length > 0 && html`<section class="section" aria-labelledby="o-warnings"><h2 id="o-warnings">${t("facility.staff.ordinance.warnings")}</h2>${list(warnings)}</section>`}`;
}

/** The examples of the file; those that fail first and open, each with every step of its computation. */
export function examplesOf({ t }: View, { examples }: Examined): Html {
  if (examples.length === 0) return html``;
  const failed = examples.filter(({ isRight }) => !isRight);
  const right = examples.filter(({ isRight }) => isRight);
  return html`<section class="section" aria-labelledby="o-examples"><h2 id="o-examples">${t("facility.staff.ordinance.examples")}</h2>
<p>${t("facility.staff.ordinance.examples-count", { right: right.length, all: examples.length })}</p>
${failed.map((one) => html`<div class="stack-s"><h3>${one.example.title}</h3>${inside(t, one)}</div>`)}
${right.length > 0 && help(t("facility.staff.ordinance.examples-right", { count: right.length }), html`${right.map((one) => html`<div><p><strong>${one.example.title}</strong></p>${inside(t, one)}</div>`)}`)}</section>`;
}

function inside(t: View["t"], { expected, got, derivation, isRight, at }: TriedExample): Html {
  return html`<p class="small">${t("facility.staff.ordinance.at", { line: at.line, column: at.column })}　${t("facility.staff.ordinance.expected", { expected: expected.ja })}${!isRight && html`<br>${t("facility.staff.ordinance.got", { got: got.ja })}`}</p>${derivation.ja.length > 0 && html`<ol class="bullets small">${derivation.ja.map((step) => html`<li>${step}</li>`)}</ol>`}`;
}
