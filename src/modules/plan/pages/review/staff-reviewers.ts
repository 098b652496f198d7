import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { forbidden, notFound } from "../../../../kernel/refusal.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { button, checkbox, errorAt, form, hidden, page, queryForm, table, textField } from "../../../../ui/index.ts";
import { listPersons } from "../../../identity/index.ts";
import { findPeopleToName } from "../../commands/review/name-reviewer.ts";
import { isPlanner } from "../../rules/review/answer-policy.ts";
import { reviewerForm } from "../../schema/review.ts";
import { listReviewers } from "../../store/review/reviewer.ts";
import { findRound } from "../../store/sheet.ts";
import type { Round } from "../../types/evaluation.ts";
import type { Reviewer } from "../../types/review.ts";
import { dayOf } from "./words.ts";

type Params = { params: { round: string } };

/** 外部評価委員を決める, for the planners. A search for people leaves a trace. */
export async function showReviewers(view: View, { params, query }: Params & { query: { q?: string | undefined } }) {
  return draw(view, params.round, { values: { q: query.q ?? "" }, problems: noProblems });
}

/** `reviewer`: whose own form it was, if it was one of those in the list. */
type Sent = { readonly values: FormValues; readonly problems: Problems; readonly reviewer?: string | undefined };

export async function showReviewersAgain(
  view: View,
  { params, values, problems }: { params: Params["params"] & { reviewer?: string } } & Sent,
): Promise<Html> {
  return draw(view, params.round, { values, problems, reviewer: params.reviewer });
}

async function draw(view: View, roundId: string, sent: Sent): Promise<Html> {
  const { values, problems } = sent;
  const { t, city, actor, locale } = view;
  if (!isPlanner(actor)) throw forbidden();
  const round = await findRound(city.db, roundId);
  if (round === undefined) throw notFound();
  const board = await listReviewers(city.db, round.id);
  const persons = await listPersons(
    city.db,
    board.map(({ personId }) => personId),
  );
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  const isOpen = round.state !== "closed";
  return page(view, {
    title: t.text("plan-review.staff.reviewers.title"),
    area: "staff",
    crumbs: [
      { label: t("plan-review.staff.evaluation"), href: "/staff/evaluation" },
      { label: formatFiscalYear(round.year, locale), href: `/staff/evaluation/${round.id}` },
      { label: t("plan-review.staff.reviewers.title") },
    ],
    problems,
    main: html`<div class="head"><h1>${t("plan-review.staff.reviewers.title")}</h1><p class="lead">${t("plan-review.staff.reviewers.lead")}</p></div>
<div class="stack-l">${board.length === 0 ? html`<p>${t("plan-review.staff.reviewers.none")}</p>` : drawBoard(view, round, board, names, sent)}
${isOpen && html`<section class="stack" aria-labelledby="add"><h2 id="add">${t("plan-review.staff.reviewers.add")}</h2><div class="errand stack">${await addForms(view, round, values, problems)}</div></section>`}</div>`,
  });
}

function drawBoard(
  view: View,
  round: Round,
  board: readonly Reviewer[],
  names: ReadonlyMap<string, string>,
  sent: Sent,
): Html {
  const { t } = view;
  const nameOf = ({ personId }: Reviewer) => names.get(personId) ?? t.text("plan-review.staff.reviewers.gone");
  return table({
    caption: t("plan-review.staff.reviewers.title"),
    captionHidden: true,
    rows: board,
    columns: [
      { label: t("plan-review.staff.reviewers.name"), head: true, cell: nameOf },
      { label: t("plan-review.staff.reviewers.public-title"), cell: ({ publicTitle }) => publicTitle },
      {
        label: t("plan-review.staff.reviewers.place"),
        cell: (reviewer) => {
          if (reviewer.removedAt !== undefined) {
            return t("plan-review.staff.reviewers.removed", {
              day: dayOf(view, reviewer.removedAt),
              reason: reviewer.removalReason ?? "",
            });
          }
          return reviewer.isChair ? t("plan-review.staff.reviewers.chair") : t("plan-review.staff.reviewers.member");
        },
      },
      {
        label: t("plan-review.staff.reviewers.do"),
        quiet: true,
        cell: (reviewer) =>
          reviewer.removedAt === undefined && round.state !== "closed"
            ? reviewerForms(view, round, reviewer, nameOf(reviewer), sent)
            : "",
      },
    ],
  });
}

function reviewerForms(
  view: View,
  round: Round,
  { personId, isChair }: Reviewer,
  name: string,
  { values, problems, reviewer }: Sent,
): Content {
  const { t } = view;
  // The form that came back has the plain id, so that the error summary leads to it.
  const isThis = reviewer === personId && problems.length > 0;
  const base = `/staff/evaluation/${round.id}/reviewers/${personId}`;
  return html`${!isChair && form(view, { action: `${base}/chair`, class: "row", content: button({ label: t("plan-review.staff.reviewers.make-chair"), kind: "second", size: "small", about: name }) })}
<details${isThis ? html` open` : ""}><summary>${t("plan-review.staff.reviewers.remove")}<span class="vh">（${name}）</span></summary>${form(
    view,
    {
      action: `${base}/remove`,
      content: html`${textField({ t, name: "reason", id: isThis ? "reason" : `reason-${personId}`, label: t("plan-review.staff.reason"), hint: t("plan-review.staff.reviewers.remove-hint"), need: "required", value: isThis ? typed(values, "reason") : "", error: isThis ? errorAt(t, problems, "reason") : undefined })}<p>${button({ label: t("plan-review.staff.reviewers.remove"), kind: "danger", size: "small", about: name })}</p>`,
    },
  )}</details>`;
}

async function addForms(view: View, round: Round, values: FormValues, problems: Problems): Promise<Content> {
  const { t } = view;
  const action = `/staff/evaluation/${round.id}/reviewers`;
  const searched = typed(values, "q");
  const found = searched === "" ? [] : await view.perform(findPeopleToName, { text: searched });
  // Who was chosen from a search stays chosen when something else is missing.
  const chosen = typed(values, "person");
  const [kept] =
    reviewerForm.shape.person.safeParse(chosen || undefined).data === undefined
      ? []
      : await listPersons(view.city.db, [chosen]);
  const fields = (id: string) => {
    const isThis = problems.length > 0 && id === (chosen || "mail");
    return html`${textField({ t, name: "title", id: isThis ? "title" : `title-${id}`, label: t("plan-review.staff.reviewers.public-title"), hint: t("plan-review.staff.reviewers.title-hint"), need: "required", value: isThis ? typed(values, "title") : "", error: isThis ? errorAt(t, problems, "title") : undefined })}
${checkbox({ t, name: "chair", id: `chair-${id}`, value: "yes", checked: isThis && typed(values, "chair") === "yes", label: t("plan-review.staff.reviewers.as-chair") })}
<p>${button({ label: t("plan-review.staff.reviewers.name-them") })}</p>`;
  };
  return html`<h3>${t("plan-review.staff.reviewers.by-name")}</h3>
${queryForm({ action, search: true, content: html`${textField({ t, name: "q", label: t("plan-review.staff.reviewers.search"), hint: t("plan-review.staff.reviewers.search-hint"), type: "search", value: searched })}<p>${button({ label: t("plan-review.staff.reviewers.look"), kind: "second" })}</p>` })}
${searched !== "" && html`<p>${t("plan-review.staff.reviewers.found", { count: found.length })}</p>`}
${kept && html`<details open><summary>${kept.name}</summary>${form(view, { action, content: html`${hidden("person", kept.id)}${fields(kept.id)}` })}</details>`}
${found
  .slice(0, 10)
  .map(
    (person) =>
      html`<details><summary>${person.name}${person.kana && html`（${person.kana}）`} ${person.mailStart && html`<span class="muted">${person.mailStart}…</span>`} ${person.telephoneEnd && html`<span class="muted">…${person.telephoneEnd}</span>`}</summary>${form(view, { action, content: html`${hidden("person", person.id)}${fields(person.id)}` })}</details>`,
  )}
<h3>${t("plan-review.staff.reviewers.by-mail")}</h3>
${form(view, { action, content: html`${textField({ t, name: "mail", label: t("plan-review.staff.reviewers.mail"), type: "email", need: "required", value: typed(values, "mail"), error: errorAt(t, problems, "mail") })}${fields("mail")}` })}`;
}
