import { z } from "zod";
import type { Html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems } from "../../../kernel/http/form.ts";
import { errand, feed, page } from "../../../kernel/http/route.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { findPerson, listPersons } from "../../identity/index.ts";
import { bringDebitResults, endMandate, makeDebitBatch, openDebitBatch, registerMandate } from "../commands/debit.ts";
import { seePaymentAtCounter } from "../commands/see-payment.ts";
import { debitsPage, mandatePage } from "../pages/debits-page.ts";
import { debitsCsv } from "../pages/transfers-csv.ts";
import { bankRoles, counterRoles } from "../policy.ts";
import { parseHolder } from "../rules/bank-account.ts";
import { type DebitCompany, writeDebitFile } from "../rules/zengin.ts";
import { accountForm, batchParams, fileForm, mandateParams, nothing, paymentParams, withdrawForm } from "../schema.ts";
import { listDebitBatches, listMandates } from "../store/debits.ts";

const none = z.object({});
const here = "/staff/money/debits";
/** Who makes lists and brings results. */
const makers = ["finance", "facility-manager"] as const;

async function draw(view: View, values: FormValues, problems: Problems, batch?: string): Promise<Html> {
  const { db } = view.city;
  const mandates = await listMandates(db);
  const people = await listPersons(
    db,
    mandates.map(({ personId }) => personId),
  );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const named = mandates.map((mandate) => ({ ...mandate, name: names.get(mandate.personId) ?? "" }));
  return debitsPage(view, { batches: await listDebitBatches(db), mandates: named, values, problems, batch });
}

export const showDebits = page({
  path: here,
  who: bankRoles,
  limit: "page",
  params: none,
  query: none,
  show: (view) => draw(view, {}, noProblems),
});

export const makeDebits = errand({
  path: here,
  who: makers,
  limit: "form",
  params: none,
  form: withdrawForm,
  run: (act, { form }) => makeDebitBatch(act, form),
  then: () => ({ to: here, flash: "payment.staff.debits.made" }),
  again: (view, { values, problems }) => draw(view, values, problems),
});

export const debitBankFile = feed({
  path: "/staff/money/debits/:batch/bank.txt",
  who: makers,
  limit: "page",
  params: batchParams,
  query: none,
  async respond(view, { params }) {
    const company = view.city.config.payments.debit;
    if (company === undefined) throw notFound();
    const { withdrawOn, rows } = await view.perform(openDebitBatch, { batchId: params.batch });
    const lines = rows.map(({ item, account }) => ({ account, amount: item.amount, customer: item.customerNumber }));
    const bytes = writeDebitFile(inBankLetters(company), withdrawOn, lines);
    return { kind: "file", name: `debits-${withdrawOn}.txt`, type: "application/octet-stream", bytes };
  },
});

/** Kana of the city's file as banks write them; what they cannot write stays out, and the bank goes by the numbers. */
function inBankLetters(company: DebitCompany): DebitCompany {
  const letters = (text: string) => {
    const read = parseHolder(text);
    return read.ok ? read.value : "";
  };
  const { companyName, bankName, branchName } = company;
  return {
    ...company,
    companyName: letters(companyName),
    bankName: letters(bankName),
    branchName: letters(branchName),
  };
}

export const debitList = feed({
  path: "/staff/money/debits/:batch/list.csv",
  who: makers,
  limit: "page",
  params: batchParams,
  query: none,
  async respond(view, { params }) {
    const { withdrawOn, rows } = await view.perform(openDebitBatch, { batchId: params.batch });
    const bytes = debitsCsv(view, rows);
    return { kind: "file", name: `debits-${withdrawOn}.csv`, type: "text/csv; charset=utf-8", bytes };
  },
});

export const bringResults = errand({
  path: "/staff/money/debits/:batch/results",
  who: makers,
  limit: "form",
  params: batchParams,
  form: fileForm,
  upload: true,
  run: async (act, { params, form }) =>
    bringDebitResults(act, {
      batchId: params.batch,
      file: { name: form.file.name, bytes: new Uint8Array(await form.file.arrayBuffer()) },
    }),
  then: () => ({ to: here, flash: "payment.staff.debits.brought" }),
  again: (view, { params, values, problems }) => draw(view, values, problems, params.batch),
});

export const endAgreement = errand({
  path: "/staff/money/mandates/:mandate/end",
  who: makers,
  limit: "form",
  params: mandateParams,
  form: nothing,
  run: (act, { params }) => endMandate(act, { mandateId: params.mandate }),
  then: () => ({ to: here, flash: "payment.staff.debits.ended" }),
  again: (view, { values, problems }) => draw(view, values, problems),
});

async function drawMandate(view: View, paymentId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { payment } = await view.perform(seePaymentAtCounter, { paymentId });
  const person = payment.payerId === undefined ? undefined : await findPerson(view.city.db, payment.payerId);
  if (person === undefined) throw notFound();
  return mandatePage(view, { payment, name: person.name, values, problems });
}

export const showMandate = page({
  path: "/staff/payments/:payment/mandate",
  who: counterRoles,
  limit: "page",
  params: paymentParams,
  query: none,
  show: (view, { params }) => drawMandate(view, params.payment, {}, noProblems),
});

export const saveMandate = errand({
  path: "/staff/payments/:payment/mandate",
  who: counterRoles,
  limit: "form",
  params: paymentParams,
  form: accountForm,
  run: (act, { params, form }) => registerMandate(act, { paymentId: params.payment, account: form }),
  then: (_, { params }) => ({ to: `/staff/payments/${params.payment}`, flash: "payment.staff.debits.registered" }),
  again: (view, { params, values, problems }) => drawMandate(view, params.payment, values, problems),
});
