import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import fc from "fast-check";
import { makeTestFolder } from "../../../kernel/test/folder.ts";
import { type DrawnWin, drawWins, orderOf, seedOf, sha256, type Taken, type Wish } from "./draw.ts";
import { type ListedWish, readEntries, readResult, writeEntries, writeResult, writeTaken } from "./list.ts";

const run = promisify(execFile);
const hour = (n: number) => `2026-12-04T${String(n).padStart(2, "0")}:00:00Z`;
const codeOf = (n: number) => `EAAAAA${String(n).padStart(2, "0")}`;
const seedNumber = (n: number) => sha256(`test ${n}`);

const anyWish = fc.record({
  units: fc.constantFrom(["a"], ["b"], ["c"], ["a", "b"], ["a", "b", "c"]),
  begin: fc.integer({ min: 9, max: 15 }),
  length: fc.integer({ min: 1, max: 3 }),
});
const anyEntries = fc
  .tuple(
    fc.array(fc.array(anyWish, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
    fc.option(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }), { nil: undefined }),
  )
  .map(([entries, tickets]) =>
    entries.flatMap((choices, n) =>
      choices.map(
        ({ units, begin, length }, index): ListedWish => ({
          code: codeOf(n),
          rank: index + 1,
          units,
          from: hour(begin),
          until: hour(begin + length),
          space: units.join("-"),
          on: "2026-12-04",
          slots: [String(begin)],
          ...(tickets && { tickets: tickets[n] ?? 1 }),
        }),
      ),
    ),
  );
const anyTaken: fc.Arbitrary<Taken[]> = fc
  .array(fc.record({ unit: fc.constantFrom("a", "b", "c"), begin: fc.integer({ min: 9, max: 17 }) }), { maxLength: 4 })
  .map((list) => list.map(({ unit, begin }) => ({ unit, from: hour(begin), until: hour(begin + 1) })));
const anyDraw = fc.record({
  seed: fc.nat().map(seedNumber),
  mostWins: fc.integer({ min: 1, max: 3 }),
  wishes: anyEntries,
  taken: anyTaken,
});

const wishOf = (wishes: readonly Wish[], win: DrawnWin): Wish => {
  const found = wishes.find(({ code, rank }) => code === win.code && rank === win.rank);
  assert.ok(found);
  return found;
};
const entriesOf = (wishes: readonly Wish[]) => [...new Map(wishes.map((wish) => [wish.code, wish])).values()];
const meets = (a: { from: string; until: string }, b: { from: string; until: string }) =>
  a.from < b.until && b.from < a.until;

test("the result does not depend on the order in which entries stand in the list", () => {
  fc.assert(
    fc.property(anyDraw, fc.infiniteStream(fc.nat()), (draw, keys) => {
      const shuffled = draw.wishes
        .map((wish) => ({ wish, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ wish }) => wish);
      assert.deepEqual(drawWins({ ...draw, wishes: shuffled }), drawWins(draw));
    }),
  );
});

test("no unit is won twice at a time, none that was taken is won, and nobody wins more than the rule allows", () => {
  fc.assert(
    fc.property(anyDraw, (draw) => {
      const wins = drawWins(draw);
      const won = wins.map((win) => wishOf(draw.wishes, win));
      for (const [index, one] of won.entries()) {
        assert.ok(!draw.taken.some((taken) => one.units.includes(taken.unit) && meets(one, taken)));
        const others = won.slice(index + 1);
        assert.ok(!others.some((other) => other.units.some((unit) => one.units.includes(unit)) && meets(one, other)));
      }
      for (const [, list] of Map.groupBy(wins, ({ code }) => code)) assert.ok(list.length <= draw.mostWins);
    }),
  );
});

test("nobody loses who could have had a free choice, and nobody gets a choice while an earlier one is free for them", () => {
  fc.assert(
    fc.property(anyDraw, (draw) => {
      const wins = drawWins(draw);
      const busy = [
        ...draw.taken,
        ...wins.flatMap((win) => {
          const { units, from, until } = wishOf(draw.wishes, win);
          return units.map((unit) => ({ unit, from, until }));
        }),
      ];
      const isFree = (wish: Wish) => !busy.some((one) => wish.units.includes(one.unit) && meets(one, wish));
      for (const [code, wishes] of Map.groupBy(draw.wishes, (wish) => wish.code)) {
        const count = wins.filter((win) => win.code === code).length;
        if (count < draw.mostWins) assert.ok(!wishes.some(isFree), `${code} could have had more`);
      }
    }),
  );
});

test("who stands first in the order gets the first free choice of their own, whatever others asked for", () => {
  fc.assert(
    fc.property(anyDraw, (draw) => {
      const [first] = orderOf(draw.seed, 1, entriesOf(draw.wishes));
      const own = draw.wishes.filter(({ code }) => code === first).sort((a, b) => a.rank - b.rank);
      const free = own.find((wish) => !draw.taken.some((one) => wish.units.includes(one.unit) && meets(one, wish)));
      const won = drawWins(draw).find(({ code, turn }) => code === first && turn === 1);
      assert.equal(won?.rank, free?.rank);
    }),
  );
});

test("who names first what nobody else asked for gets it, in whatever order: nothing is drawn where one applies", () => {
  fc.assert(
    fc.property(anyDraw, (draw) => {
      const wins = drawWins(draw);
      const isAlone = (wish: Wish) =>
        ![...draw.wishes.filter(({ code }) => code !== wish.code), ...draw.taken].some(
          (one) =>
            meets(one, wish) && ("units" in one ? one.units : [one.unit]).some((unit) => wish.units.includes(unit)),
        );
      for (const wish of draw.wishes.filter((one) => one.rank === 1 && isAlone(one)))
        assert.ok(wins.some(({ code, rank, turn }) => code === wish.code && rank === 1 && turn === 1));
    }),
  );
});

/**
 * χ² with n − 1 degrees of freedom. The seeds are fixed, so this test says the same each time; the thresholds are those
 * that a fair draw stays under 999 times in 1,000 (12 − 1 = 11 degrees: 31.26; 29: 58.30).
 */
function chiSquare(counts: readonly number[], tickets = counts.map(() => 1)): number {
  const share = counts.reduce((sum, count) => sum + count, 0) / tickets.reduce((sum, n) => sum + n, 0);
  return counts.reduce(
    (sum, count, n) => sum + (count - share * (tickets[n] ?? 0)) ** 2 / (share * (tickets[n] ?? 0)),
    0,
  );
}

test("of 12 who want the same room each wins equally often: 12,000 draws, χ² below 31.26", () => {
  const wishes = Array.from({ length: 12 }, (_, n) => ({
    code: codeOf(n),
    rank: 1,
    units: ["a"],
    from: hour(9),
    until: hour(12),
  }));
  const counts = new Map(wishes.map(({ code }) => [code, 0]));
  for (let n = 0; n < 12_000; n++) {
    const [win] = drawWins({ seed: seedNumber(n), mostWins: 1, wishes, taken: [] });
    assert.ok(win);
    counts.set(win.code, (counts.get(win.code) ?? 0) + 1);
  }
  const found = chiSquare([...counts.values()]);
  assert.ok(found < 31.26, `χ² = ${found.toFixed(1)}`);
});

test("with two wins each and ten rooms for 30, everybody's wins are equally many on average: 6,000 draws, χ² below 58.30", () => {
  const wishes = Array.from({ length: 30 }, (_, n) => n).flatMap((n) =>
    [0, 1, 2].map((k) => ({
      code: codeOf(n),
      rank: k + 1,
      units: [`u${(n + k) % 10}`],
      from: hour(9),
      until: hour(12),
    })),
  );
  const counts = new Map(wishes.map(({ code }) => [code, 0]));
  for (let n = 0; n < 6_000; n++) {
    for (const { code } of drawWins({ seed: seedNumber(n), mostWins: 2, wishes, taken: [] }))
      counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const found = chiSquare([...counts.values()]);
  assert.ok(found < 58.3, `χ² = ${found.toFixed(1)}`);
});

test("with one to four tickets each wins as often as its tickets say: 6,000 draws, χ² of 7 degrees below 24.32", () => {
  const tickets = [1, 1, 1, 2, 2, 3, 4, 1];
  const wishes = tickets.map((n, index) => ({
    ...{ code: codeOf(index), rank: 1, units: ["a"], from: hour(9), until: hour(12) },
    ...(n === 1 ? {} : { tickets: n }),
  }));
  const counts = new Map(wishes.map(({ code }) => [code, 0]));
  for (let n = 0; n < 6_000; n++) {
    const [win] = drawWins({ seed: seedNumber(n), mostWins: 1, wishes, taken: [] });
    counts.set(win?.code ?? "", (counts.get(win?.code ?? "") ?? 0) + 1);
  }
  const found = chiSquare([...counts.values()], tickets);
  assert.ok(found < 24.32, `χ² = ${found.toFixed(1)}`);
  assert.ok(chiSquare([...counts.values()]) > 1_000, "equal chances they are not");
});

test("one ticket each is the order that there was before there were weights, and nobody's ticket moves another's place", () => {
  fc.assert(
    fc.property(fc.nat().map(seedNumber), fc.integer({ min: 1, max: 9 }), (seed, more) => {
      const codes = Array.from({ length: 12 }, (_, n) => ({ code: codeOf(n) }));
      const plain = orderOf(seed, 1, codes);
      assert.deepEqual(
        orderOf(
          seed,
          1,
          codes.map((one) => ({ ...one, tickets: 1 })),
        ),
        plain,
      );
      const favoured = orderOf(
        seed,
        1,
        codes.map((one, n) => (n === 0 ? { ...one, tickets: more } : one)),
      );
      const without = (order: readonly string[]) => order.filter((code) => code !== codeOf(0));
      assert.deepEqual(without(favoured), without(plain));
      assert.ok(favoured.indexOf(codeOf(0)) <= plain.indexOf(codeOf(0)), "more tickets never make it worse");
    }),
  );
});

test("an unfair order would be found (control): who stands first in the list and always wins gives a χ² in the thousands", () => {
  assert.ok(chiSquare([12_000, ...Array.from({ length: 11 }, () => 0)]) > 100_000);
  const skewed = Array.from({ length: 12 }, (_, n) => (n === 0 ? 1_250 : 977));
  assert.ok(chiSquare(skewed) > 31.26, "a quarter more for one is found");
});

test("each part of the seed changes the order: the secret, the list and the public number", () => {
  const parts = { secret: "s", listHash: "l", publicNumber: "38915.87" };
  const seeds = [
    parts,
    { ...parts, secret: "t" },
    { ...parts, listHash: "m" },
    { ...parts, publicNumber: "38915.88" },
  ].map(seedOf);
  assert.equal(new Set(seeds).size, 4);
});

test("what is written to the public files is read back the same", () => {
  fc.assert(
    fc.property(anyEntries, (wishes) => {
      assert.deepEqual(readEntries(writeEntries(wishes)), wishes);
    }),
  );
  const wins = [{ code: "A", rank: 2, turn: 1, place: 3 }];
  assert.deepEqual(readResult(writeResult(wins)), wins);
});

const script = fileURLToPath(new URL("../scripts/recompute.mjs", import.meta.url));

test("the standalone script gets the same result from the public files, and finds whatever was changed in them", async () => {
  const folder = makeTestFolder("recompute");
  const examples = fc.sample(anyDraw, { numRuns: 4, seed: 4 });
  for (const [index, draw] of examples.entries()) {
    const secret = sha256(`secret ${index}`);
    const entries = writeEntries(draw.wishes);
    const taken = writeTaken(draw.taken);
    const listHash = sha256(entries);
    const publicNumber = "38915.87";
    const seed = seedOf({ secret, listHash, publicNumber });
    const { mostWins, wishes } = draw;
    const result = writeResult(drawWins({ seed, mostWins, wishes, taken: draw.taken }));
    const round = { commitment: sha256(secret), secret, listHash, publicNumber, seed, mostWins, result };
    const check = async (change: object, entriesText = entries) => {
      const files = {
        "round.json": JSON.stringify({ ...round, ...change }),
        "entries.csv": entriesText,
        "taken.csv": taken,
      };
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
      const paths = Object.keys(files).map((name) => join(folder, name));
      return run(process.execPath, [script, ...paths]).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
      );
    };
    assert.deepEqual(await check({}), {
      code: 0,
      stdout: "right  commitment\nright  list\nright  seed\nright  result\n",
    });
    const [firstLine = ""] = entries.split("\n").slice(1);
    const wrong = [
      await check({ secret: sha256("another") }),
      await check({ publicNumber: "1" }),
      await check({ result: `${result}EAAAAAZZ,1,1,1\n` }),
      await check({}, entries.replace(`${firstLine}\n`, "")),
    ];
    for (const { code, stdout } of wrong) {
      assert.equal(code, 1);
      assert.match(stdout, /WRONG/);
    }
  }
});
