import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { takeCash } from "./commands/take-cash.ts";
import { clerk, type PaymentBench, startPaymentBench } from "./payment.fixture.ts";
import { refundTransitions, transitions } from "./rules/states.ts";
import { paymentStates } from "./types.ts";

let bench: PaymentBench;
let paid: string;
before(async () => {
  bench = await startPaymentBench();
  paid = await bench.open();
  await bench.town.perform(takeCash, { paymentId: paid, received: 1570 }, { actor: clerk });
});
after(() => bench.close());

const run = (statement: string) => sql.raw(statement).execute(bench.db);
/** As the tables' owner, who has all grants: only triggers and constraints can say no. */
const asOwner = (statement: string) =>
  bench.db.connection().execute(async (owner) => {
    await sql`set role none`.execute(owner);
    try {
      await sql.raw(statement).execute(owner);
    } finally {
      await sql`set role machimigaki_app`.execute(owner);
    }
  });

describe("the ledger", () => {
  it("can be neither changed nor emptied, by the program nor by the owner", async () => {
    for (const statement of [
      "update payment.entry set amount = 1",
      "delete from payment.entry",
      "truncate payment.entry cascade",
    ]) {
      await assert.rejects(run(statement), { code: "42501" });
      await assert.rejects(asOwner(statement), { code: "42501" });
    }
  });

  it("is the only thing that changes the totals: the program has no right to", async () => {
    for (const column of ["charged", "refunded", "refunding", "amount", "currency", "subject_id"]) {
      await assert.rejects(run(`update payment.payment set ${column} = ${column}`), { code: "42501" });
    }
  });

  it("takes one charge for each reference of a provider, whatever payment it is booked on", async () => {
    const other = await bench.open();
    const insert = (paymentId: string, number: number) =>
      run(`insert into payment.entry (id, payment_id, kind, amount, method, at, booked_on, provider, reference, receipt_year, receipt_number)
        values (gen_random_uuid(), '${paymentId}', 'charge', 1, 'card', now(), current_date, 'p', 'once', 2000, ${number})`);
    await insert(paid, 1);
    for (const [id, number] of [
      [paid, 2],
      [other, 3],
    ] as const) {
      await assert.rejects(insert(id, number), { constraint: "entry_one_charge_per_reference" });
    }
  });

  it("takes no refund without its order, no other amount than ordered, and none twice", async () => {
    const entry = (amount: number, refundId: string) =>
      run(`insert into payment.entry (id, payment_id, kind, amount, method, at, booked_on, refund_id, section_id, by_person)
        values (gen_random_uuid(), '${paid}', 'refund', ${amount}, 'transfer', now(), current_date, ${refundId}, 'minole', gen_random_uuid())`);
    const order = "'55555555-5555-4555-8555-555555555555'";
    await run(`insert into payment.refund (id, payment_id, charge_id, amount, reason, asked_at)
      select ${order}, payment_id, id, 100, 'x', now() from payment.entry where payment_id = '${paid}' limit 1`);
    await assert.rejects(entry(100, "null"), { constraint: "entry_refund_has_order" });
    await assert.rejects(entry(101, order), { code: "23503" });
    await assert.rejects(run(`update payment.refund set state = 'done' where id = ${order}`), {
      constraint: "refund_done_by_ledger",
    });
    await entry(100, order);
    await assert.rejects(entry(100, order), { code: /23505|23514/ });
  });

  it("holds cash to a counter, a person and enough money", async () => {
    const cash = (columns: string, values: string) =>
      run(`insert into payment.entry (id, payment_id, kind, amount, method, at, booked_on, receipt_year, receipt_number, ${columns})
        values (gen_random_uuid(), '${paid}', 'charge', 100, 'cash', now(), current_date, 2001, 1, ${values})`);
    const person = "gen_random_uuid()";
    await assert.rejects(cash("section_id, by_person, received", `null, ${person}, 100`), {
      constraint: "entry_cash_has_counter",
    });
    await assert.rejects(cash("section_id, by_person, received", "'m', null, 100"), {
      constraint: "entry_by_hand_has_person",
    });
    await assert.rejects(cash("section_id, by_person, received", `'m', ${person}, 99`), {
      constraint: "entry_cash_covers_amount",
    });
  });
});

describe("the state tables in PostgreSQL", () => {
  it("are those of the code", async () => {
    const pairs = (table: object) =>
      Object.entries(table).flatMap(([from, list]) => list.map((to: string) => `${from}→${to}`));
    const stored = async (name: string) => {
      const { rows } = await sql<{ pair: string }>`
        select from_state || '→' || to_state as pair from ${sql.table(`payment.${name}`)}`.execute(bench.db);
      return rows.map(({ pair }) => pair).sort();
    };
    assert.deepEqual(await stored("transition"), pairs(transitions).sort());
    assert.deepEqual(await stored("refund_transition"), pairs(refundTransitions).sort());
  });

  it("refuse every pair that they do not have, from every state", async () => {
    for (const from of paymentStates) {
      for (const to of paymentStates) {
        if (from === to) continue;
        const move = bench.db.transaction().execute(async (tx) => {
          await sql`set local role none`.execute(tx);
          // Puts a row into the state without the trigger, and then tries the move with it.
          await sql`set local session_replication_role = replica`.execute(tx);
          const paidAt = ["paid", "partly-refunded", "refunded"].includes(from) ? sql`now()` : sql`null`;
          await sql`update payment.payment set state = ${from}, paid_at = ${paidAt} where id = ${paid}`.execute(tx);
          await sql`set local session_replication_role = origin`.execute(tx);
          const laterPaidAt = ["paid", "partly-refunded", "refunded"].includes(to) ? sql`now()` : sql`null`;
          await sql`update payment.payment set state = ${to}, paid_at = ${laterPaidAt} where id = ${paid}`.execute(tx);
          throw new Error("was allowed");
        });
        const isAllowed = transitions[from].includes(to);
        await assert.rejects(move, isAllowed ? { message: "was allowed" } : { constraint: "payment_move_known" });
      }
    }
  });

  it("and the ledger agree at the end of every transaction", async () => {
    const unpaid = await bench.open();
    await assert.rejects(run(`update payment.payment set state = 'paid', paid_at = now() where id = '${unpaid}'`), {
      constraint: "payment_state_fits_ledger",
    });
    await assert.rejects(
      run(`insert into payment.entry (id, payment_id, kind, amount, method, at, booked_on, provider, reference, receipt_year, receipt_number)
        values (gen_random_uuid(), '${unpaid}', 'charge', 1, 'card', now(), current_date, 'p', 'unpaid', 2002, 1)`),
      { constraint: "payment_state_fits_ledger" },
    );
  });
});
