import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { bookingsOfPerson } from "../person.ts";
import { reductionMoves, reductionStates } from "../rules/reduction-states.ts";
import { countReductions, countWaitingReductions, listReductionsOf } from "../store/reduction.ts";
import { listStandingReductions } from "../store/standing-reduction.ts";
import { type FacilityTown, facilityTown, type Resident, refusalOf, type Staff } from "../town.fixture.ts";
import {
  applyForReduction,
  decideReduction,
  enterReductionByStaff,
  type ReductionDeed,
  withdrawReduction,
} from "./reduction.ts";
import { settleBooking } from "./settle-booking.ts";
import { decideStandingReduction, proposeStandingReduction } from "./standing-reduction.ts";

let town: FacilityTown;
let owner: Resident;
let other: Resident;
let clerk: Staff;
let manager: Staff;
let second: Staff;
before(async () => {
  town = await facilityTown();
  owner = await town.addResident();
  other = await town.addResident("佐藤 みのり");
  clerk = await town.addStaff("clerk");
  manager = await town.addStaff("facility-manager");
  second = await town.addStaff("facility-manager");
});
after(() => town.close());

const days = ["2026-12-04", "2026-12-09", "2026-12-10", "2026-12-11", "2026-12-16", "2026-12-17", "2026-12-18"];
let day = 0;
const reductionId = "public-interest";
const sent = (bookingId: string) => ({ bookingId, reductionId, reason: "市の福祉の集まりです", file: undefined });
const apply = (bookingId: string, actor = owner) => town.perform(applyForReduction, sent(bookingId), { actor });
const decide = (id: string, deed: ReductionDeed, actor = manager, words: string | undefined = "理由") =>
  town.perform(decideReduction, { reductionId: id, deed, words }, { actor });

/** 700 yen each, on a day of its own. */
async function booked(way: "online" | "counter"): Promise<string> {
  const on = days[day++ % days.length] ?? "";
  const slots = day > days.length ? ["pm"] : ["am"];
  const { id } = await town.hold(owner, { on, slots });
  await town.perform(settleBooking, { bookingId: id, way }, { actor: owner });
  if (way === "online") await town.payOnline(id);
  return id;
}

test("granted on a paid booking: the money goes back, the full price stays, the state says so", async () => {
  const id = await booked("online");
  const before = await town.see(id);
  const application = await apply(id);
  assert.equal(await countWaitingReductions(town.city.db), 1);
  await decide(application.reductionId, "grant", manager, undefined);
  await town.drain();
  const now = await town.see(id);
  assert.deepEqual([before.amount, now.amount, now.state], [now.quote?.fullPrice, 0, "confirmed"]);
  const payment = await town.paymentOf(id);
  assert.equal((payment?.refunded ?? 0) + (payment?.refunding ?? 0), before.amount);
  const [found] = await listReductionsOf(town.city.db, id);
  assert.deepEqual([found?.state, found?.amountBefore, found?.amountAfter], ["granted", before.amount, 0]);
  assert.ok(town.mailsTo(owner).includes("使用料の減免が決まりました"));
  const counts = await countReductions(town.city.db, "2026-12-01", "2027-01-01");
  assert.deepEqual(counts, [
    { facilityId: "minole", reductionId, state: "granted", applications: 1, takenOff: before.amount },
  ]);
});

test("granted in full on a reservation at the counter: nothing is left to pay, and the booking is confirmed", async () => {
  const id = await booked("counter");
  assert.equal((await town.see(id)).state, "reserved");
  const application = await apply(id);
  await decide(application.reductionId, "grant");
  await town.drain();
  const now = await town.see(id);
  assert.deepEqual([now.state, now.amount], ["confirmed", 0]);
  assert.notEqual((await town.paymentOf(id))?.state, "open");
});

test("refused or sent back only with words; what came back is applied for again in the same row", async () => {
  const id = await booked("online");
  const application = await apply(id);
  for (const deed of ["return", "refuse"] as const)
    assert.equal(
      await refusalOf(
        town.perform(
          decideReduction,
          { reductionId: application.reductionId, deed, words: undefined },
          { actor: manager },
        ),
      ),
      "facility.staff.reduction-words",
    );
  await decide(application.reductionId, "return");
  assert.equal((await apply(id)).reductionId, application.reductionId);
  const amount = (await town.see(id)).amount;
  await decide(application.reductionId, "refuse");
  assert.equal((await town.see(id)).amount, amount);
  assert.equal(await refusalOf(decide(application.reductionId, "grant")), "facility.reduction-decided");
  const again = await apply(id);
  assert.notEqual(again.reductionId, application.reductionId, "after a refusal it may be asked anew, with new reasons");
  await town.perform(withdrawReduction, { bookingId: id, reductionId: again.reductionId }, { actor: owner });
});

test("nobody decides what they entered: the command says so, and the database as well", async () => {
  const id = await booked("online");
  const { reductionId: application } = await town.perform(enterReductionByStaff, sent(id), { actor: manager });
  assert.equal(await refusalOf(decide(application, "grant", manager)), "facility.staff.reduction-own");
  await assert.rejects(
    sql`update facility.reduction_application set state = 'granted', amount_after = 0, decided_by = ${manager.personId},
      decided_at = now() where id = ${application}::uuid`.execute(town.city.db),
    { constraint: "reduction_not_own" },
  );
  await decide(application, "grant", second);
});

test("a clerk decides nothing, a stranger applies for nothing, and a use that has begun is not reduced", async () => {
  const id = await booked("online");
  const application = await apply(id);
  await assert.rejects(decide(application.reductionId, "grant", clerk), { status: 403 });
  await assert.rejects(apply(id, other), { status: 404 });
  const withdraw = { bookingId: id, reductionId: application.reductionId };
  await assert.rejects(town.perform(withdrawReduction, withdraw, { actor: other }), { status: 404 });
  assert.equal(await refusalOf(apply(id)), "facility.reduction-not-open", "one application at a time");
});

test("the moves of the code and of the database are one table", async () => {
  const { rows } = await sql<{ from_state: string; to_state: string }>`
    select from_state, to_state from facility.reduction_transition`.execute(town.city.db);
  const listed = reductionStates.flatMap((from) => reductionMoves[from].map((to) => `${from} ${to}`));
  assert.deepEqual(rows.map(({ from_state, to_state }) => `${from_state} ${to_state}`).sort(), listed.sort());
});

test("a standing reduction is proposed by one, granted by another, and counts by itself on days of its term", async () => {
  // One for each hold: nobody holds more than three at a time.
  const members = [owner, other, await town.addResident(), await town.addResident()];
  const groupId = await town.addGroup(members.map((who) => ({ who, role: "owner" as const })));
  const what = `minole/${reductionId}`;
  const term = { from: "2026-12-01", until: "2026-12-31" };
  const ask = { groupId, what, ...term, reason: "市の行事を一緒に行う" };
  await town.perform(proposeStandingReduction, ask, { actor: manager });
  assert.equal(
    await refusalOf(town.perform(proposeStandingReduction, ask, { actor: clerk })),
    "facility.staff.reduction-standing-once",
  );
  const [standing] = await listStandingReductions(town.city.db);
  const grant = { standingId: standing?.id ?? "", deed: "grant", words: undefined } as const;
  assert.equal(
    await refusalOf(town.perform(decideStandingReduction, grant, { actor: manager })),
    "facility.staff.reduction-own",
  );
  const slots = ["night"];
  const use = { groupId, categoryId: "resident-group" };
  const priceOn = async (on: string) => (await town.hold(members.pop() ?? owner, { on, slots }, use)).amount;
  assert.ok((await priceOn("2026-12-09")) > 0, "a proposal reduces nothing");
  await town.perform(decideStandingReduction, grant, { actor: second });
  assert.equal(await priceOn("2026-12-10"), 0);
  assert.ok((await priceOn("2027-01-08")) > 0, "after its term it counts no more");
  const end = { standingId: standing?.id ?? "", deed: "end", words: "行事が終わった" } as const;
  await town.perform(decideStandingReduction, end, { actor: second });
  assert.ok((await priceOn("2026-12-11")) > 0);
});

test("who deletes the account leaves the decision and its amounts, but no words and no papers", async () => {
  const id = await booked("online");
  const file = { name: "案内.pdf", bytes: Buffer.from("%PDF-1.7\n%%EOF") };
  const { reductionId: application } = await town.perform(applyForReduction, { ...sent(id), file }, { actor: owner });
  await decide(application, "grant");
  await town.perform(bookingsOfPerson.forget, owner.personId);
  const [found] = await listReductionsOf(town.city.db, id);
  assert.deepEqual(
    [found?.state, found?.reason, found?.file, found?.enteredBy],
    ["granted", "—", undefined, undefined],
  );
  assert.ok((found?.amountBefore ?? 0) > 0);
});
