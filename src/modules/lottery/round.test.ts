import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { listDays } from "../../kernel/time/civil-date.ts";
import { blockSpace } from "../facility/commands/block-space.ts";
import { bookAtCounter } from "../facility/commands/book-at-counter.ts";
import { cancelOwnBooking, holdSpace } from "../facility/index.ts";
import { type Resident, refusalOf } from "../facility/town.fixture.ts";
import { decide, propose } from "./commands/decide.ts";
import { drawRound } from "./commands/draw-round.ts";
import { enterLottery } from "./commands/enter-lottery.ts";
import { secretPurpose } from "./commands/make-rounds.ts";
import { confirmWin, declineWin, withdrawEntry } from "./commands/own-entry.ts";
import { drawWins, seedOf, sha256 } from "./rules/draw.ts";
import { readEntries, readResult } from "./rules/list.ts";
import { transitions } from "./rules/states.ts";
import { findClosing, findDraw } from "./store/round.ts";
import { january, lotteryTown, practice, saturday } from "./town.fixture.ts";

type Town = Awaited<ReturnType<typeof lotteryTown>>;
let town: Town;
let people: Resident[];

before(async () => {
  town = await lotteryTown({ connections: 20 });
  people = [];
  for (let n = 1; n <= 6; n++) people.push(await town.addResident(`見本 ${n}`));
});
after(() => town.close());

const person = (n: number): Resident => people[n] as Resident;

test("the ordinance makes the round: its secret's hash is public before the first entry, the secret is sealed", async () => {
  const round = await town.rounds.round();
  assert.equal(round.state, "open");
  assert.deepEqual(round.closesAt, new Date(january.closed));
  const secret = town.city.secrets.open(secretPurpose, round.secretSealed) ?? "";
  assert.equal(sha256(secret), round.commitment);
  assert.ok(!round.secretSealed.includes(secret));
  await town.rounds.go(january.open);
  assert.equal(await town.count(sql`select from lottery.round where month = '2027-01-01'`), 1);
});

test("transitions of the code and of the database are the same", async () => {
  const { rows } = await sql<{ from: string; to: string }>`
    select from_state as "from", to_state as "to" from lottery.transition`.execute(town.city.db);
  const key = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
  assert.deepEqual(rows.map(key).sort(), transitions.map(key).sort());
});

test("what is drawn for cannot be booked first come, not even at the counter", async () => {
  const use = { choice: saturday, use: practice };
  assert.equal(await refusalOf(town.perform(holdSpace, use, { actor: person(0) })), "facility.in-lottery");
  const clerk = await town.addStaff("clerk");
  const counter = { ...use, bookerId: person(0).personId };
  assert.equal(await refusalOf(town.perform(bookAtCounter, counter, { actor: clerk })), "facility.in-lottery");
});

test("an entry is refused with what is wrong: twice the same, another month, too many, a category that may not enter", async () => {
  const enter = (choices: (typeof saturday)[], categoryId = "resident") =>
    refusalOf(town.rounds.enter(person(0), choices, { categoryId }));
  assert.equal(await enter([]), "lottery.choice-required");
  assert.equal(await enter([saturday, saturday]), "lottery.choice-twice");
  assert.equal(await enter([{ ...saturday, on: "2027-02-06" }]), "lottery.choice-elsewhere");
  assert.equal(await enter([{ ...saturday, spaceId: "minole-practice-1" }]), "lottery.choice-elsewhere");
  assert.equal(await enter([{ ...saturday, on: "2027-01-02" }]), "facility.closed");
  const six = [9, 10, 11, 12, 13, 14].map((day) => ({ ...saturday, on: `2027-01-${String(day).padStart(2, "0")}` }));
  assert.equal(await enter(six), "lottery.too-many-choices");
  assert.equal(await enter([saturday], "outside"), "lottery.category");
  assert.equal(await town.count(sql`select from lottery.entry`), 0);
});

test("one entry for each person: a second is refused, also at the same moment; withdrawn, another may follow", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 8 }, () => town.rounds.enter(person(0))));
  const made = tries.filter(({ status }) => status === "fulfilled");
  assert.equal(made.length, 1);
  assert.equal(await refusalOf(town.rounds.enter(person(0))), "lottery.entered-already");
  const [entry] = await town.rounds.entriesOf(person(0));
  assert.ok(entry);
  assert.equal(await refusalOf(town.perform(withdrawEntry, { entryId: entry.id }, { actor: person(1) })), "not-found");
  await town.perform(withdrawEntry, { entryId: entry.id }, { actor: person(0) });
  await town.rounds.enter(person(0), [saturday, { ...saturday, spaceId: "kibogaoka-ground-b" }]);
  for (const n of [1, 2, 3, 4]) await town.rounds.enter(person(n));
});

test("closed at its instant: the list is written down, and nobody enters or withdraws any more", async () => {
  await town.rounds.go(january.closed);
  const round = await town.rounds.round();
  assert.equal(round.state, "closed");
  const closing = await findClosing(town.city.db, round.id);
  assert.equal(sha256(closing?.entriesCsv ?? ""), closing?.listHash);
  assert.equal(readEntries(closing?.entriesCsv ?? "").length, 6);
  assert.ok(!(closing?.entriesCsv ?? "").includes(person(0).personId), "no name and no id of a person");
  assert.equal(await refusalOf(town.rounds.enter(person(5))), "lottery.not-open");
  const [entry] = await town.rounds.entriesOf(person(1));
  const late = town.perform(withdrawEntry, { entryId: entry?.id ?? "" }, { actor: person(1) });
  assert.equal(await refusalOf(late), "lottery.not-open");
});

test("nobody can draw early, and drawn by sixteen at once it is drawn once", async () => {
  const round = await town.rounds.round();
  assert.equal(await town.perform(drawRound, { roundId: round.id }), "not-due");
  town.clock.set(january.draw);
  const outcomes = await Promise.all(Array.from({ length: 16 }, () => town.perform(drawRound, { roundId: round.id })));
  assert.equal(outcomes.filter((outcome) => outcome === "drawn").length, 1);
  assert.equal(await town.count(sql`select from lottery.draw`), 1);
  const again = sql`insert into lottery.draw select * from lottery.draw`.execute(town.city.db);
  await assert.rejects(again, /draw_once|draw_not_early/);
  await assert.rejects(sql`update lottery.draw set seed = seed`.execute(town.city.db), /permission denied/);
});

test("the bookings are exactly the drawn wins, and whoever has the files draws the same", async () => {
  const round = await town.rounds.round();
  const [closing, draw] = [await findClosing(town.city.db, round.id), await findDraw(town.city.db, round.id)];
  assert.ok(closing && draw);
  const secret = town.city.secrets.open(secretPurpose, round.secretSealed) ?? "";
  const seed = seedOf({ secret, listHash: closing.listHash, publicNumber: "" });
  assert.equal(draw.seed, seed);
  const wins = drawWins({ seed, mostWins: 2, wishes: readEntries(closing.entriesCsv), taken: [] });
  assert.deepEqual(readResult(draw.resultCsv), wins);
  const { rows } = await sql<{ code: string; rank: number }>`
    select code, rank from lottery.win join lottery.entry on entry.id = entry_id
    join facility.booking on booking.id = booking_id and booking.win_id = win.id
    where booking.state = 'reserved' order by code, rank`.execute(town.city.db);
  const key = (one: { code: string; rank: number }) => `${one.code} ${one.rank}`;
  assert.deepEqual(rows.map(key), wins.map(key).sort());
});

test("at the announced time everybody is told once, winners and losers, and the round goes on to confirming", async () => {
  await town.rounds.go(january.result);
  await town.drain();
  assert.equal((await town.rounds.round()).state, "confirming");
  const told = people
    .slice(0, 5)
    .map((one) => town.mailsTo(one).filter((subject) => /当たりました|結果が出ました/.test(subject)));
  assert.ok(
    told.every((subjects) => subjects.length === 1),
    JSON.stringify(told),
  );
  await town.rounds.go(january.result);
  await town.drain();
  assert.equal(town.mailsTo(person(1)).filter((subject) => /当たりました|結果が出ました/.test(subject)).length, 1);
});

test("a win that is declined goes to the next in the drawn order who asked for the same, never to nobody while somebody waits", async () => {
  const entries = (await Promise.all(people.slice(0, 5).map((one) => town.rounds.entriesOf(one)))).flat();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const wins = await town.rounds.winsOf(entries.map(({ id }) => id));
  const win = wins.find(({ rank }) => rank === 1);
  assert.ok(win, "all of them asked for the same first");
  const winner = people.find(({ personId }) => personId === byId.get(win.entryId)?.personId) as Resident;
  await town.perform(declineWin, { winId: win.id }, { actor: winner });
  await town.drain();
  const after = await town.rounds.winsOf(entries.map(({ id }) => id));
  assert.equal(after.find(({ id }) => id === win.id)?.state, "ended");
  const next = after.find(({ insteadOf }) => insteadOf === win.id);
  assert.ok(next, "somebody else asked for the same");
  assert.notEqual(next.entryId, win.entryId);
  const taken = await town.count(sql`select from facility.occupancy where takes and unit_id = 'kibogaoka-ground-a'
    and booking_id = ${next.bookingId}`);
  assert.equal(taken, 1);
});

test("確定 at the counter keeps the room until the deadline; not paid by then it is lost, and comes back at a hidden minute", async () => {
  const entries = (await Promise.all(people.slice(0, 5).map((one) => town.rounds.entriesOf(one)))).flat();
  const wins = (await town.rounds.winsOf(entries.map(({ id }) => id))).filter(({ state }) => state === "awarded");
  const [win] = wins;
  assert.ok(win);
  const owner = people.find(
    ({ personId }) => personId === entries.find(({ id }) => id === win.entryId)?.personId,
  ) as Resident;
  await town.perform(confirmWin, { winId: win.id, way: "counter" }, { actor: owner });
  const again = town.perform(confirmWin, { winId: win.id, way: "counter" }, { actor: owner });
  assert.equal(await refusalOf(again), "lottery.answered-already");
  assert.equal((await town.see(win.bookingId)).state, "reserved");
  town.clock.set(january.confirmBy);
  await town.runJob("facility.expire");
  await town.drain();
  const booking = await town.see(win.bookingId);
  assert.equal(booking.state, "expired");
});

test("a room that somebody won and gave back after first come began is taken until its hidden minute, then free", async () => {
  let kept = 0;
  for (const on of listDays("2026-12-09", "2027-01-07")) {
    town.clock.set(`${on}T18:00:00+09:00`);
    await town.runJob("facility.expire");
    kept += await town.count(sql`select from facility.booking where returns_at is not null`);
    await town.runJob("facility.return-wins");
    await town.drain();
  }
  assert.ok(kept > 0, "some rooms were kept for a while");
  assert.equal(await town.count(sql`select from facility.booking where returns_at is not null`), 0);
  assert.equal(await town.count(sql`select from facility.occupancy where takes`), 0);
  await town.rounds.go("2027-01-06T18:00:00+09:00");
  assert.equal((await town.rounds.round()).state, "over");
});

test("the database keeps what was announced: times, rule, commitment and states change by nobody's hand", async () => {
  const { id } = await town.rounds.round();
  const change = (what: string) =>
    sql`update lottery.round set ${sql.raw(what)} where id = ${id}`.execute(town.city.db);
  await assert.rejects(change("commitment = repeat('0', 64)"), /round_stays_as_announced/);
  await assert.rejects(change("closes_at = closes_at + interval '1 minute'"), /round_stays_as_announced/);
  await assert.rejects(change("state = 'open'"), /round_follows_its_states/);
  await assert.rejects(change("draw_at = draw_at - interval '1 minute'"), /round_postponed_by_two|round_times/);
  await assert.rejects(sql`delete from lottery.round where id = ${id}`.execute(town.city.db), /permission denied/);
});

test("a block that comes before the draw is in the public list of what is taken, and a choice on it does not win", async () => {
  const other = await lotteryTown();
  try {
    const [anna, ben] = [await other.addResident("見本 あ"), await other.addResident("見本 い")];
    const second = { ...saturday, slots: ["10:00"] };
    await other.rounds.enter(anna, [saturday, second]);
    await other.rounds.enter(ben, [saturday]);
    await other.rounds.go(january.closed);
    const clerk = await other.addStaff("facility-manager");
    await other.perform(blockSpace, { choice: saturday, kind: "use", reason: "市の大会" }, { actor: clerk });
    await other.rounds.go(january.draw);
    const { id } = await other.rounds.round();
    const draw = await findDraw(other.city.db, id);
    assert.match(draw?.takenCsv ?? "", /kibogaoka-ground-a,2027-01-08T23:00:00Z,2027-01-09T01:00:00Z/);
    const [first] = await other.rounds.entriesOf(anna);
    assert.deepEqual(
      readResult(draw?.resultCsv ?? "").map(({ code, rank }) => [code, rank]),
      [[first?.code, 2]],
    );
  } finally {
    await other.close();
  }
});

test("a draw that asks for a public number waits for it; two people enter it, the second without seeing the first", async () => {
  const what = 'publicNumber: { what: { ja: 12月1日の日経平均株価の終値, en: "Nikkei 225, close of 1 December" } }';
  const other = await lotteryTown({
    change: (text) => text.replace("      article: lottery\n", `      ${what}\n      article: lottery\n`),
  });
  try {
    await other.rounds.enter(await other.addResident("見本 あ"));
    await other.rounds.go(january.draw);
    const { id } = await other.rounds.round();
    assert.equal((await other.rounds.see(id)).state, "closed", "without the number it is not drawn");
    const [one, two] = [await other.addStaff("facility-manager"), await other.addStaff("approver", "別の 職員")];
    const number = { kind: "public-number" as const, publicNumber: "38915.87", reason: "取引所の発表" };
    const { id: decisionId } = await other.perform(propose, { roundId: id, proposal: number }, { actor: one });
    const agree = (actor: typeof one, again: string) =>
      other.perform(decide, { decisionId, outcome: "agreed", again }, { actor });
    assert.equal(await refusalOf(agree(one, "38915.87")), "lottery.own-proposal");
    assert.equal(await refusalOf(agree(two, "38915.78")), "lottery.number-differs");
    await agree(two, "38915.87");
    await other.rounds.go("2026-12-01T18:00:00+09:00");
    assert.equal((await other.rounds.see(id)).state, "drawn");
    assert.equal((await findDraw(other.city.db, id))?.publicNumber, "38915.87");
  } finally {
    await other.close();
  }
});

test("a winner who gives a confirmed room back gets the refund by the rule, and the room does not become free at once", async () => {
  const other = await lotteryTown({
    change: (text) => text.replace("goesTo: next, confirmWithinDays: 2", "goesTo: first-come"),
  });
  try {
    const winner = await other.addResident("見本 あ");
    const entryId = await other.rounds.enter(winner);
    await other.rounds.go(january.draw);
    await other.rounds.go(january.result);
    const [win] = await other.rounds.winsOf([entryId]);
    assert.ok(win);
    const path = await other.perform(confirmWin, { winId: win.id, way: "online" }, { actor: winner });
    assert.match(path, /^\/payments\//);
    await other.payOnline(win.bookingId);
    assert.equal((await other.see(win.bookingId)).state, "confirmed");
    other.clock.set("2026-12-20T18:30:00+09:00");
    await other.perform(cancelOwnBooking, { bookingId: win.bookingId, expectedRefund: 400 }, { actor: winner });
    const { returnsAt } = await other.see(win.bookingId);
    assert.ok(returnsAt && returnsAt > new Date("2026-12-21T09:00:00+09:00"));
    assert.ok(returnsAt <= new Date("2026-12-22T17:00:00+09:00"));
    const friend = await other.addResident("見本 い");
    const grab = () => other.perform(holdSpace, { choice: saturday, use: practice }, { actor: friend });
    assert.equal(await refusalOf(grab()), "facility.taken");
    other.clock.set(returnsAt.toISOString());
    await other.runJob("facility.return-wins");
    assert.equal((await grab()).state, "held");
  } finally {
    await other.close();
  }
});

test("calling off needs two people, and everybody is told why; postponing keeps a day to answer before first come", async () => {
  const other = await lotteryTown();
  try {
    const anna = await other.addResident("見本 あ");
    await other.rounds.enter(anna);
    const { id } = await other.rounds.round();
    const [one, two] = [await other.addStaff("clerk"), await other.addStaff("approver", "別の 職員")];
    const far = { kind: "postpone" as const, drawAt: new Date("2026-12-09T03:00:00+09:00"), reason: "停電" };
    assert.equal(
      await refusalOf(other.perform(propose, { roundId: id, proposal: far }, { actor: one })),
      "lottery.postponed-too-far",
    );
    const near = { ...far, drawAt: new Date("2026-12-03T03:00:00+09:00") };
    const { id: postpone } = await other.perform(propose, { roundId: id, proposal: near }, { actor: one });
    assert.equal(
      await refusalOf(other.perform(decide, { decisionId: postpone, outcome: "agreed" }, { actor: one })),
      "forbidden",
    );
    await other.perform(decide, { decisionId: postpone, outcome: "agreed" }, { actor: two });
    const later = await other.rounds.see(id);
    assert.deepEqual(later.drawAt, near.drawAt);
    assert.deepEqual(later.resultAt, new Date("2026-12-04T10:00:00+09:00"));
    const off = { kind: "call-off" as const, reason: "グラウンドの工事" };
    const { id: callOff } = await other.perform(propose, { roundId: id, proposal: off }, { actor: two });
    const manager = await other.addStaff("facility-manager", "三人目 職員");
    await other.perform(decide, { decisionId: callOff, outcome: "agreed" }, { actor: manager });
    assert.equal((await other.rounds.see(id)).state, "called-off");
    await other.drain();
    assert.deepEqual(other.mailsTo(anna).slice(1), ["抽選の日が変わりました", "抽選を取りやめました"]);
    await other.rounds.go(january.result);
    assert.equal((await other.rounds.see(id)).state, "called-off");
  } finally {
    await other.close();
  }
});

test("what a form cannot say is refused: somebody else's group", async () => {
  const other = await lotteryTown();
  try {
    const [anna, ben] = [await other.addResident("見本 あ"), await other.addResident("見本 い")];
    const group = await other.addGroup([{ who: anna, role: "owner" }]);
    assert.equal(await refusalOf(other.rounds.enter(ben, [saturday], { groupId: group })), "facility.group-unknown");
    await other.rounds.enter(anna, [saturday], { groupId: group });
    await other.rounds.enter(anna);
    const { id } = await other.rounds.round();
    const twice = other.perform(
      enterLottery,
      { roundId: id, choices: [saturday], use: { ...practice, groupId: group } },
      { actor: anna },
    );
    assert.equal(await refusalOf(twice), "lottery.entered-already");
  } finally {
    await other.close();
  }
});

test("whoever may not use the room any more when it is drawn gets no booking, and the draw stands for all others", async () => {
  const other = await lotteryTown();
  try {
    const [anna, ben] = [await other.addResident("見本 あ"), await other.addResident("見本 い")];
    const group = await other.addGroup([{ who: anna, role: "owner" }]);
    await other.rounds.enter(anna, [saturday], { groupId: group });
    const second = await other.rounds.enter(ben, [{ ...saturday, on: "2027-01-10" }]);
    await other.rounds.go(january.closed);
    await sql`update lottery.entry set use = jsonb_set(use, '{categoryId}', '"gone"') where group_id = ${group}`.execute(
      other.city.db,
    );
    await other.rounds.go(january.draw);
    assert.equal((await other.rounds.round()).state, "drawn");
    assert.equal(await other.count(sql`select from lottery.win`), 1);
    assert.equal((await other.rounds.winsOf([second])).length, 1);
  } finally {
    await other.close();
  }
});
