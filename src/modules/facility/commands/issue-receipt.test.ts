import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { listPaymentsFor, listReceiptIssues } from "../../payment/index.ts";
import { type FacilityTown, facilityTown, friday, type Resident, rehearsal, type Staff } from "../town.fixture.ts";
import { changeOwnBooking } from "./change-booking.ts";
import { issueReceipt, type ReceiptToIssue } from "./issue-receipt.ts";
import { settleBooking } from "./settle-booking.ts";

describe("receipts of a changed booking", () => {
  let town: FacilityTown;
  let haru: Resident;
  let other: Resident;
  let clerk: Staff;
  let bookingId: string;
  const payments = () => listPaymentsFor(town.city.db, { kind: "booking", id: bookingId });
  const issue = (change: Partial<ReceiptToIssue> & { paymentId: string }, actor: Resident | Staff = haru) =>
    town.perform(issueReceipt, { bookingId, ...change }, { actor });

  before(async () => {
    town = await facilityTown();
    town.clock.set("2026-11-25T10:20:00+09:00");
    [haru, other, clerk] = [
      await town.addResident(),
      await town.addResident("佐藤 みのり"),
      await town.addStaff("clerk"),
    ];
    ({ id: bookingId } = await town.hold(haru));
    await town.perform(settleBooking, { bookingId, way: "online" }, { actor: haru });
    await town.payOnline(bookingId);
    town.clock.advance(1_000);
    // 午前 700 to 夜間 900 yen: a second payment over the difference.
    const input = {
      bookingId,
      choice: { ...friday, slots: ["night"] },
      use: { ...rehearsal, people: 5 },
      expected: 900,
    };
    await town.perform(changeOwnBooking, input, { actor: haru });
    const open = (await payments()).find(({ supplements }) => supplements !== undefined);
    assert.ok(open);
  });
  after(() => town.close());

  it("are one for each payment that was paid, whose lines add up to its amount", async () => {
    const [first, more] = await payments();
    assert.ok(first && more);
    for (const { lines, amount } of [first, more])
      assert.equal(
        lines.reduce((sum, line) => sum + line.amount, 0),
        amount,
      );
    assert.equal((await issue({ paymentId: first.id })).nth, 1);
    // Not paid yet: no receipt.
    await assert.rejects(issue({ paymentId: more.id }), { status: 404 });
  });

  it("are an original once; all later ones know their number and the first one's day, also at the counter", async () => {
    const [first] = await payments();
    assert.ok(first);
    town.clock.advance(86_400_000);
    const again = await issue({ paymentId: first.id }, clerk);
    assert.deepEqual([again.nth, again.firstIssuedAt.toISOString()], [2, "2026-11-25T01:20:01.000Z"]);
    const many = await Promise.all(Array.from({ length: 4 }, () => issue({ paymentId: first.id })));
    assert.deepEqual(many.map(({ nth }) => nth).sort(), [3, 4, 5, 6]);
    const issues = await listReceiptIssues(town.city.db, [first.id]);
    assert.deepEqual(
      issues.map(({ nth, atCounter }) => [nth, atCounter]),
      [
        [1, false],
        [2, true],
        [3, false],
        [4, false],
        [5, false],
        [6, false],
      ],
    );
    await assert.rejects(
      sql`insert into payment.receipt_issue (payment_id, nth, addressee, at_counter, issued_at)
        values (${first.id}, 9, 'person', false, now())`.execute(town.city.db),
      /has no issue before it/,
    );
    await assert.rejects(sql`delete from payment.receipt_issue`.execute(town.city.db), /permission denied/);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from kernel.audit_entry
      where what = 'booking.receipt-issued' and about = ${haru.personId}`.execute(town.city.db);
    assert.equal(rows[0]?.n, 6);
  });

  it("are for its people and the counter only, and bear a group's name only if a group booked", async () => {
    const [first] = await payments();
    assert.ok(first);
    await assert.rejects(issue({ paymentId: first.id }, other), { status: 404 });
    await assert.rejects(issue({ paymentId: first.id }, await town.addStaff("planner")), { code: "forbidden" });
    await assert.rejects(issue({ paymentId: first.id, addressee: "group" }), { code: "facility.receipt-no-group" });
    await assert.rejects(issue({ paymentId: bookingId }), { status: 404 });
  });
});
