import { z } from "zod";
import type { Html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems } from "../../../kernel/http/form.ts";
import { errand, page } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { approveLine, bringClearing, dropProposal, proposeForLine } from "../commands/bring-clearing.ts";
import { clearingFilePage, clearingPage } from "../pages/clearing-page.ts";
import { bankRoles } from "../policy.ts";
import { fileForm, lineParams, moneyFileParams, nothing, proposeForm } from "../schema.ts";
import { listLinesOf, listLinesToDecide, listMoneyFiles } from "../store/money-files.ts";

const none = z.object({});
const here = "/staff/money/clearing";
const common = { who: bankRoles, limit: "form" } as const;

async function draw(view: View, values: FormValues, problems: Problems, line?: string): Promise<Html> {
  const { db } = view.city;
  const [lines, files] = [await listLinesToDecide(db), await listMoneyFiles(db, "clearing")];
  return clearingPage(view, { lines, files, problems, values, line });
}

export const showClearing = page({
  path: here,
  who: bankRoles,
  limit: "page",
  params: none,
  query: none,
  show: (view) => draw(view, {}, noProblems),
});

export const bringClearingFile = errand({
  ...common,
  path: here,
  params: none,
  form: fileForm,
  upload: true,
  run: async (act, { form }) =>
    bringClearing(act, { name: form.file.name, bytes: new Uint8Array(await form.file.arrayBuffer()) }),
  then: ({ fileId }) => ({ to: `${here}/${fileId}`, flash: "payment.staff.clearing.brought" }),
  again: (view, { values, problems }) => draw(view, values, problems),
});

export const showClearingFile = page({
  path: "/staff/money/clearing/:moneyfile",
  who: bankRoles,
  limit: "page",
  params: moneyFileParams,
  query: none,
  show: async (view, { params }) => {
    const lines = await listLinesOf(view.city.db, params.moneyfile);
    if (lines.length === 0) throw notFound();
    return clearingFilePage(view, lines);
  },
});

export const proposeLine = errand({
  ...common,
  path: "/staff/money/lines/:line/propose",
  params: lineParams,
  form: proposeForm,
  run: (act, { params, form }) => proposeForLine(act, { lineId: params.line, ...form }),
  then: () => ({ to: here, flash: "payment.staff.clearing.proposed" }),
  again: (view, { params, values, problems }) => draw(view, values, problems, params.line),
});

export const approveClearingLine = errand({
  ...common,
  path: "/staff/money/lines/:line/approve",
  params: lineParams,
  form: nothing,
  run: (act, { params }) => approveLine(act, { lineId: params.line }),
  then: () => ({ to: here, flash: "payment.staff.clearing.approved" }),
  again: (view, { params, values, problems }) => draw(view, values, problems, params.line),
});

export const dropLineProposal = errand({
  ...common,
  path: "/staff/money/lines/:line/drop",
  params: lineParams,
  form: nothing,
  run: (act, { params }) => dropProposal(act, { lineId: params.line }),
  then: () => ({ to: here, flash: "payment.staff.clearing.dropped" }),
  again: (view, { params, values, problems }) => draw(view, values, problems, params.line),
});
