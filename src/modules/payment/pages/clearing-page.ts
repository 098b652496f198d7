import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { button, empty, errorAt, fileField, form, selectField, table, textArea, textField } from "../../../ui/index.ts";
import type { LineToDecide, MoneyFile } from "../store/money-files.ts";
import { moneyPage, oneButton, paymentLink, section } from "./money-parts.ts";
import { instantText, yen } from "./words.ts";

export type ClearingPageProps = {
  readonly lines: readonly LineToDecide[];
  readonly files: readonly MoneyFile[];
  readonly problems: Problems;
  readonly values: FormValues;
  /** The line whose form was sent. */
  readonly line?: string | undefined;
};

/** 消込: bring the bank's file, decide on what does not fit, see what was brought. */
export function clearingPage(view: View, props: ClearingPageProps): Html {
  const { t } = view;
  const { problems, lines, files, line } = props;
  const { number, amount, paidOn } = view.city.config.payments.clearing;
  const uploadProblems = line === undefined ? problems : [];
  return moneyPage(view, {
    part: "clearing",
    problems,
    main: html`${section(
      "bring",
      t("payment.staff.clearing.bring"),
      form(view, {
        action: "/staff/money/clearing",
        upload: true,
        content: html`${fileField({ t, name: "file", label: t("payment.staff.file"), hint: t("payment.staff.clearing.file-hint", { columns: `${number}、${amount}、${paidOn}` }), need: "required", accept: ".xlsx,.csv,.txt", error: errorAt(t, uploadProblems, "file") })}<div class="row">${button({ label: t("payment.staff.clearing.send") })}</div>`,
      }),
    )}
${section("decide", t("payment.staff.clearing.decide"), lines.length === 0 ? empty(t("payment.staff.clearing.none"), []) : html`<ul class="stack-l" role="list">${lines.map((each) => lineItem(view, each, props))}</ul>`)}
${section("files", t("payment.staff.clearing.files"), fileTable(view, files))}`,
  });
}

function lineItem(view: View, line: LineToDecide, props: ClearingPageProps): Html {
  const { t, locale } = view;
  const facts = [
    t.text("payment.staff.clearing.line", {
      number: line.number,
      amount: yen(view, line.amount),
      day: formatDate(line.paidOn, locale),
    }),
    line.expected === undefined ? "" : t.text("payment.staff.clearing.expected", { amount: yen(view, line.expected) }),
  ].filter((text) => text !== "");
  return html`<li class="stack-s"><h3>${t.dynamic(`payment.staff.finding.${line.finding}`)}</h3>
<p>${facts.join("　")}${line.paymentId && html`　${paymentLink(view, line.paymentId, line.description)}`}</p>
<p class="small">${t.dynamic(`payment.staff.finding-words.${line.finding}`)}</p>
${line.decision === undefined ? proposalForm(view, line, props) : proposed(view, line)}</li>`;
}

function proposalForm(view: View, line: LineToDecide, { problems, values, line: sent }: ClearingPageProps): Html {
  const { t } = view;
  const isSent = sent === line.id;
  const id = (name: string) => `${name}-${line.id}`;
  const error = (name: string) => (isSent ? errorAt(t, problems, name) : undefined);
  const value = (name: string) => (isSent ? typed(values, name) : "");
  return html`<details${isSent && html` open`}><summary>${t("payment.staff.clearing.propose")}</summary>${form(view, {
    action: `/staff/money/lines/${line.id}/propose`,
    content: html`${selectField({
      t,
      name: "action",
      id: id("action"),
      label: t("payment.staff.clearing.action"),
      error: error("action"),
      options: (["book", "outside"] as const).map((action) => ({
        value: action,
        label: t.text(`payment.staff.clearing.action-${action}`),
      })),
      value: value("action"),
    })}${textField({ t, name: "number", id: id("number"), label: t("payment.staff.clearing.number"), hint: t("payment.staff.clearing.number-hint"), need: "optional", error: error("number"), value: value("number"), size: "m", inputmode: "numeric", autocomplete: "off" })}${textArea({ t, name: "note", id: id("note"), label: t("payment.staff.clearing.note"), need: "required", error: error("note"), value: value("note"), rows: 2 })}<div class="row">${button({ label: t("payment.staff.clearing.propose-button"), kind: "second" })}</div>`,
  })}</details>`;
}

function proposed(view: View, { id, decision }: LineToDecide): Content {
  const { t } = view;
  if (decision === undefined) return undefined;
  const isOwn = view.actor.kind === "staff" && view.actor.personId === decision.proposedBy;
  return html`<p>${t.text(`payment.staff.clearing.action-${decision.action}`)}：${decision.note}（${decision.proposedByName}）</p>
<div class="row">${
    isOwn
      ? html`<span class="small muted">${t("payment.staff.second-eyes")}</span>`
      : oneButton(view, { action: `/staff/money/lines/${id}/approve`, label: t("payment.staff.approve") })
  }${oneButton(view, { action: `/staff/money/lines/${id}/drop`, label: t("payment.staff.drop"), kind: "second" })}</div>`;
}

function fileTable(view: View, files: readonly MoneyFile[]): Content {
  const { t } = view;
  if (files.length === 0) return empty(t("payment.staff.clearing.no-files"), []);
  return table<MoneyFile>({
    caption: t("payment.staff.clearing.files"),
    captionHidden: true,
    columns: [
      {
        label: t("payment.staff.file"),
        head: true,
        cell: ({ id, name }) => html`<a href="/staff/money/clearing/${id}">${name}</a>`,
      },
      { label: t("payment.staff.when"), cell: ({ broughtAt }) => instantText(view, broughtAt) },
      { label: t("payment.staff.who"), cell: ({ broughtByName }) => broughtByName },
      {
        label: t("payment.staff.lines"),
        number: true,
        cell: ({ lineCount }) => t("payment.desk.count", { count: lineCount }),
      },
      { label: t("payment.amount"), number: true, cell: ({ total }) => yen(view, total) },
    ],
    rows: files,
  });
}

/** One file: what became of each row. */
export function clearingFilePage(view: View, lines: readonly LineToDecide[]): Html {
  const { t, locale } = view;
  return moneyPage(view, {
    part: "clearing",
    problems: [],
    main: table<LineToDecide>({
      caption: t("payment.staff.clearing.rows"),
      columns: [
        { label: t("payment.staff.row"), number: true, cell: ({ rowNumber }) => rowNumber },
        { label: t("payment.slip.number"), head: true, cell: ({ number }) => number },
        { label: t("payment.amount"), number: true, cell: ({ amount }) => yen(view, amount) },
        { label: t("payment.staff.paid-on"), cell: ({ paidOn }) => formatDate(paidOn, locale) },
        {
          label: t("payment.what"),
          cell: ({ paymentId, description }) => paymentLink(view, paymentId, description),
        },
        {
          label: t("payment.state"),
          cell: ({ finding, decision }) =>
            decision?.isApproved ? t("payment.staff.decided") : t.dynamic(`payment.staff.finding.${finding}`),
        },
      ],
      rows: lines,
    }),
  });
}
