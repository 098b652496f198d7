// Recomputes a lottery of まちみがき from its public files. Needs nothing but Node 20 or a browser.
//
//   node recompute.mjs round.json entries.csv taken.csv
//
// It says whether the secret fits the commitment that was public before the first entry, whether the list is the one
// whose hash was public before the draw, and whether the draw gives the published result. It ends with 0 if all is so.

const text = new TextEncoder();
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (word) => Uint8Array.from(word.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const sha256 = async (word) => hex(await crypto.subtle.digest("SHA-256", text.encode(word)));

async function hmac(keyHex, word) {
  const key = await crypto.subtle.importKey("raw", bytes(keyHex), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, text.encode(word)));
}

const rowsOf = (csv) =>
  csv
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split(","));

/** All checks in their order: { name, right, expected, found }. */
export async function recompute(round, entriesCsv, takenCsv) {
  const listHash = await sha256(entriesCsv);
  const seed = await sha256(`machimigaki-lottery-1\n${round.secret}\n${listHash}\n${round.publicNumber}\n`);
  const result = await draw(seed, round.mostWins, rowsOf(entriesCsv), rowsOf(takenCsv));
  const check = (name, expected, found) => ({ name, right: expected === found, expected, found });
  return [
    check("commitment", round.commitment, await sha256(round.secret)),
    check("list", round.listHash, listHash),
    check("seed", round.seed, seed),
    check("result", round.result, result),
  ];
}

/** The result as text, one line a win: code,rank,turn,place. */
async function draw(seed, mostWins, entries, taken) {
  const choices = new Map();
  const ticketsOf = new Map();
  for (const [code, rank, , , , units, from, until, tickets = "1"] of entries) {
    if (!choices.has(code)) choices.set(code, []);
    ticketsOf.set(code, Number(tickets));
    choices.get(code).push({ rank: Number(rank), units: units.split(" "), from, until });
  }
  for (const list of choices.values()) list.sort((a, b) => a.rank - b.rank);
  const busy = taken.map(([unit, from, until]) => ({ unit, from, until }));
  const meets = (one, other) => one.from < other.until && other.from < one.until;
  const isFree = (choice) => !busy.some((one) => choice.units.includes(one.unit) && meets(one, choice));
  const lines = ["code,rank,turn,place"];
  for (let turn = 1; turn <= mostWins; turn++) {
    const order = [];
    // Who has several tickets stands where the best of them stands.
    for (const [code, tickets] of ticketsOf) {
      const values = [await hmac(seed, `${turn}:${code}`)];
      for (let ticket = 2; ticket <= tickets; ticket++) values.push(await hmac(seed, `${turn}:${code}:${ticket}`));
      order.push([values.sort()[0], code]);
    }
    order.sort((a, b) => (a.join() < b.join() ? -1 : 1));
    for (const [index, [, code]] of order.entries()) {
      const list = choices.get(code);
      const won = list.find(isFree);
      if (won === undefined) continue;
      for (const unit of won.units) busy.push({ unit, from: won.from, until: won.until });
      lines.push([code, won.rank, turn, index + 1].join(","));
    }
  }
  return `${lines.join("\n")}\n`;
}

if (globalThis.process?.argv[1]?.endsWith("recompute.mjs")) {
  const { readFile } = await import("node:fs/promises");
  const [, , roundFile, entriesFile, takenFile] = process.argv;
  const round = JSON.parse(await readFile(roundFile, "utf8"));
  const checks = await recompute(round, await readFile(entriesFile, "utf8"), await readFile(takenFile, "utf8"));
  for (const { name, right, expected, found } of checks) {
    process.stdout.write(`${right ? "right" : "WRONG"}  ${name}\n`);
    if (!right) process.stdout.write(`  published: ${expected}\n  computed:  ${found}\n`);
  }
  process.exitCode = checks.every(({ right }) => right) ? 0 : 1;
}
