import { sql } from "kysely";
import { z } from "zod";
import type { Actor } from "../../kernel/actor.ts";
import type { Module } from "../../kernel/module.ts";
import { type TestCity, testCity } from "../../kernel/test/city.ts";
import { identityModule } from "../identity/module.ts";
import { sendNotice } from "../notice/index.ts";
import { noticeModule } from "../notice/module.ts";
import { scriptedSender } from "../notice/notice.fixture.ts";
import { openPayment, type PaymentToOpen } from "./commands/open-payment.ts";
import { paymentModule } from "./module.ts";
import { findLastCheckout } from "./store/checkouts.ts";
import { findPayment } from "./store/views.ts";
import type { PaymentEvent, PaymentProvider, ProviderReading, RefundOrder } from "./types.ts";

export const payer: Actor & { kind: "resident" } = {
  kind: "resident",
  personId: "11111111-1111-4111-8111-111111111111",
  name: "山口 はる",
  sessionId: "s1",
};
export const stranger: Actor = { ...payer, personId: "22222222-2222-4222-8222-222222222222", name: "別の人" };
export const clerk: Actor & { kind: "staff" } = {
  kind: "staff",
  personId: "33333333-3333-4333-8333-333333333333",
  name: "窓口 太郎",
  sectionId: "minole",
  sectionName: "四季文化館みの〜れ",
  roles: ["clerk"],
  sessionId: "s3",
};
export const finance: Actor & { kind: "staff" } = {
  ...clerk,
  personId: "88888888-8888-4888-8888-888888888888",
  name: "会計 花子",
  roles: ["finance"],
};
export const approver: Actor & { kind: "staff" } = {
  ...clerk,
  personId: "99999999-9999-4999-8999-999999999991",
  name: "決裁 次郎",
  roles: ["approver"],
};
export const otherClerk: Actor & { kind: "staff" } = {
  ...clerk,
  personId: "44444444-4444-4444-8444-444444444444",
  sectionId: "sports",
};
export const auditor: Actor = { ...clerk, roles: ["auditor"] };

/** A provider that says what the test tells it to say, and counts what it is asked. */
export type ScriptedProvider = PaymentProvider & {
  readonly readings: Map<string, ProviderReading>;
  readonly refunds: RefundOrder[];
  readonly calls: string[];
  refundState: "done" | "pending" | "not-possible";
  fails: Set<string>;
};

export function scriptedProvider(name = "scripted"): ScriptedProvider {
  const readings = new Map<string, ProviderReading>();
  const refunds: RefundOrder[] = [];
  const calls: string[] = [];
  const fails = new Set<string>();
  const call = (what: string) => {
    calls.push(what);
    if (fails.has(what)) throw new Error(`${what} timed out`);
  };
  const read = (reference: string) => {
    const found = readings.get(reference);
    if (found === undefined) throw new Error(`nothing known of ${reference}`);
    return found;
  };
  return {
    name,
    title: { ja: "試験" },
    origin: "https://pay.example",
    readings,
    refunds,
    calls,
    fails,
    refundState: "done",
    async createCheckout({ key, amount }) {
      call("create");
      const reference = `ref-${key}`;
      if (!readings.has(reference)) readings.set(reference, readingOf({ reference, amount, state: "open" }));
      return { reference, url: `https://pay.example/${key}` };
    },
    async readPayment(reference) {
      call("read");
      return read(reference);
    },
    async closeCheckout(reference) {
      call("close");
      const reading = read(reference);
      if (["open", "failed", "pending"].includes(reading.state))
        readings.set(reference, { ...reading, state: "expired" });
      return read(reference);
    },
    async refund(order) {
      call("refund");
      if (!refunds.some(({ key }) => key === order.key)) refunds.push(order);
      return { reference: `back-${order.key}`, state: this.refundState };
    },
    verifyEvent: (headers, rawBody) =>
      headers.get("signature") === "good" ? JSON.parse(Buffer.from(rawBody).toString()) : "rejected",
  };
}

export function readingOf(change: Partial<ProviderReading> & { reference: string }): ProviderReading {
  return {
    state: "open",
    amount: 1570,
    currency: "JPY",
    method: undefined,
    konbini: undefined,
    refunded: 0,
    ...change,
  };
}

const eventNames = ["pending", "paid", "failed", "expired", "refunded", "debit-failed"] as const;

/** A module that listens, as facility does. */
function listener(heard: { name: string; data: PaymentEvent }[]): Module {
  return {
    name: "listener",
    routes: [],
    jobs: eventNames.map((name) => ({
      name: `listener.heard-${name}`,
      data: z.any(),
      on: [`payment.${name}`],
      run: async (_work: unknown, data: PaymentEvent) => void heard.push({ name, data }),
    })),
    constraints: {},
    metrics: [],
    datasets: [],
    menu: [],
  };
}

export type PaymentBench = Awaited<ReturnType<typeof startPaymentBench>>;

/** A city with the payment module on real PostgreSQL, a provider, and somebody who listens. */
export async function startPaymentBench(
  options: { providers?: readonly PaymentProvider[]; offered?: readonly string[]; now?: string } = {},
) {
  const post = scriptedSender();
  const heard: { name: string; data: PaymentEvent }[] = [];
  const scripted = scriptedProvider();
  const { providers = [scripted], offered, now } = options;
  const town: TestCity = await testCity(
    [
      identityModule({ sendMail: sendNotice, providers: [], keepers: () => [] }),
      noticeModule({ sender: post, from: "machimigaki@omitama.example" }),
      paymentModule({ providers, offered }),
      listener(heard),
    ],
    now === undefined ? {} : { now },
  );
  let subjects = 0;
  return {
    town,
    scripted,
    /** Mails that left. */
    post,
    heard,
    db: town.city.db,
    close: () => town.close(),
    /** Opens a payment of 1,570 yen that is due in ten minutes. */
    open(change: Partial<PaymentToOpen> = {}, actor: Actor = payer): Promise<string> {
      subjects += 1;
      const amount = change.amount ?? 1570;
      const dueAt = new Date(town.clock.now().getTime() + 10 * 60_000);
      const input: PaymentToOpen = {
        subject: { kind: "booking", id: `b-${subjects}` },
        payerId: payer.personId,
        amount,
        description: "風のホール（事務所側）　12月4日",
        lines: [{ label: "基本額", amount }],
        dueAt,
        returnPath: `/bookings/b-${subjects}`,
        staffPath: `/staff/bookings/b-${subjects}`,
        ...change,
      };
      return town.perform(openPayment, input, { actor });
    },
    async view(id: string) {
      const view = await findPayment(town.city.db, id);
      if (view === undefined) throw new Error(`no payment ${id}`);
      return view;
    },
    /** The page that was asked for last, and what the scripted provider will say of it. */
    async page(id: string) {
      const checkout = await findLastCheckout(town.city.db, id);
      if (checkout === undefined) throw new Error(`payment ${id} has no page`);
      const reference = checkout.reference ?? "";
      return {
        checkout,
        reference,
        say: (change: Partial<ProviderReading>) =>
          void scripted.readings.set(reference, readingOf({ reference, ...change })),
      };
    },
    async entries(id: string): Promise<{ kind: string; amount: number; method: string }[]> {
      const { rows } = await sql<{ kind: string; amount: number; method: string }>`
        select kind, amount, method from payment.entry where payment_id = ${id} order by at, kind, id`.execute(
        town.city.db,
      );
      return rows;
    },
    async countAll(): Promise<Record<string, number>> {
      const { rows } = await sql<Record<string, number>>`
        select (select count(*) from payment.payment) as payments, (select count(*) from payment.entry) as entries,
          (select count(*) from payment.refund) as refunds, (select count(*) from payment.checkout) as checkouts,
          (select count(*) from pgboss.job) as jobs, (select count(*) from kernel.inbox) as inbox`.execute(
        town.city.db,
      );
      return rows[0] ?? {};
    },
    heardOf: (id: string) => heard.filter(({ data }) => data.paymentId === id).map(({ name }) => name),
  };
}
