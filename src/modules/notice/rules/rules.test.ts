import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { messageStates } from "../types.ts";
import { findAddress, maskAddress } from "./address.ts";
import { cleanLine, greetableName } from "./clean.ts";
import { nextTryAfter } from "./retry.ts";
import { sayValue } from "./said.ts";
import { canBecome, stateAfter, transitions } from "./states.ts";

test("a message that was sent or has failed changes only by 'send again'", () => {
  assert.deepEqual(transitions.sent, ["queued"]);
  assert.deepEqual(transitions.failed, ["queued"]);
  for (const state of messageStates) assert.ok(!canBecome(state, state) || state === "retrying", state);
  assert.equal(canBecome("sent", "retrying"), false);
});

test("a deferred mail is tried again as long as there is a next time; a refused one never", () => {
  const later = new Date();
  assert.equal(stateAfter("deferred", later), "retrying");
  assert.equal(stateAfter("deferred", undefined), "failed");
  assert.equal(stateAfter("refused", later), "failed");
  assert.equal(stateAfter("unsent", later), "failed");
  assert.equal(stateAfter("sent", undefined), "sent");
});

test("tries are spread over a day, ever further apart, and end", () => {
  const queuedAt = new Date("2026-11-25T00:00:00Z");
  let now = queuedAt;
  const waits: number[] = [];
  for (let tries = 1; ; tries++) {
    const next = nextTryAfter(tries, { now, queuedAt, until: undefined });
    if (next === undefined) break;
    waits.push((next.getTime() - now.getTime()) / 1000);
    now = next;
  }
  assert.deepEqual(waits.slice(0, 10), [10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 3600]);
  assert.equal(waits.length, 30);
  assert.ok(now.getTime() - queuedAt.getTime() <= 24 * 3600_000);
});

test("a mail that must come before an instant is not tried at it or after", () => {
  const queuedAt = new Date("2026-11-25T00:00:00Z");
  const until = new Date(queuedAt.getTime() + 10_000);
  assert.equal(nextTryAfter(1, { now: queuedAt, queuedAt, until }), undefined);
  assert.ok(nextTryAfter(1, { now: queuedAt, queuedAt, until: new Date(until.getTime() + 1) }));
});

test("whatever is typed becomes one line without controls, bidi overrides or zero-width characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const line = cleanLine(text);
      assert.ok(line.isWellFormed());
      assert.doesNotMatch(line, /[\p{Cc}\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
      assert.equal(cleanLine(line), line);
    }),
  );
  assert.equal(cleanLine("a\r\nBcc: x\t b"), "a Bcc: x b");
  assert.equal(cleanLine("あ\u3000い"), "あ\u3000い");
});

test("names keep every character: variation selectors, surrogates, joined emoji, composed dakuten", () => {
  for (const name of ["葛󠄀城 髙﨑", "𠮷野", "👨‍👩‍👧", "O’Brien", "Null", "J.R.R. Tolkien", "ｶﾅ 山々"]) {
    assert.equal(greetableName(name), name.normalize("NFC"));
  }
  assert.equal(cleanLine("か\u3099"), "が");
});

test("a long text is cut between characters as people count them", () => {
  assert.equal(cleanLine("葛󠄀".repeat(300), 3), "葛󠄀葛󠄀…");
  assert.equal(cleanLine("葛󠄀".repeat(3), 3), "葛󠄀".repeat(3));
});

test("a name that a mail program would make a link of is not greeted", () => {
  for (const name of [
    "http://evil.example",
    "win at evil.example",
    "www",
    "a@b",
    "１２.ｃｏ.ｊｐ",
    "t.co",
    "",
    " ",
    "\u202e",
  ]) {
    assert.equal(greetableName(name), name === "www" ? "www" : undefined, name);
  }
  assert.equal(greetableName(undefined), undefined);
});

test("a value that a stranger typed is no link and no address to a mail program; a city file's is left as it is", () => {
  const said = (value: Parameters<typeof sayValue>[0]) => sayValue(value, "ja", "Asia/Tokyo");
  assert.equal(said("当選 https://win.example/a@b"), "当選 https：//win．example/a＠b");
  assert.equal(said("風のホール 2.5時間 J.R."), "風のホール 2.5時間 J.R.");
  assert.equal(said({ ja: "city.example.jp" }), "city.example.jp");
});

test("an address is one address: no list, no name, no line break, no header", () => {
  const good = ["a@example.jp", "a.b+c@sub.example.co.jp", "a..b.@docomo.ne.jp", "'x'@example.jp"];
  for (const address of good) assert.equal(findAddress(address), address);
  const lists = ["a@example.jp,b@example.jp", "a@example.jp b@example.jp", "a@b@example.jp", "<a@example.jp>"];
  const broken = ["", "a", "a@b", "a b@example.jp", "a@example.jp\r\nBcc: b@example.jp", "日@example.jp", "a@-."];
  for (const address of [...lists, ...broken, undefined]) assert.equal(findAddress(address), undefined, address);
});

test("a masked address shows the first letter and the domain", () => {
  assert.equal(maskAddress("hanako@example.jp"), "h•••@example.jp");
});

test("a value is put into words in the reader's language", () => {
  const said = (value: Parameters<typeof sayValue>[0]) =>
    (["ja", "ja-easy", "en"] as const).map((locale) => sayValue(value, locale, "Asia/Tokyo"));
  assert.deepEqual(said({ yen: 1570 }), ["1,570円", "1,570円", "¥1,570"]);
  assert.deepEqual(said({ on: "2026-12-04" }), ["12月4日（金）", "12月4日（金曜日）", "Friday 4 December"]);
  assert.deepEqual(said({ from: "09:30", to: "24:00" }), [
    "9時30分から24時まで",
    "9時30分から24時まで",
    "09:30 to 24:00",
  ]);
  assert.deepEqual(said({ at: "2026-12-03T15:05:00Z" })[0], "12月4日（金）0時5分");
  assert.deepEqual(said({ at: "2026-12-03T15:05:00Z" })[2], "Friday 4 December, 00:05");
  assert.deepEqual(said({ by: "2026-12-03T15:00:00Z" })[0], "12月3日（木）");
  assert.deepEqual(said({ by: "2026-12-03T15:00:00Z" })[2], "Thursday 3 December");
  assert.deepEqual(said({ by: "2026-12-03T09:00:00Z" })[0], "12月3日（木）18時");
  assert.deepEqual(said({ ja: "風のホール", en: "Wind Hall" }), ["風のホール", "風のホール", "Wind Hall"]);
  assert.deepEqual(said({ ja: "風のホール" })[2], "風のホール");
  assert.deepEqual(said("a\nb"), ["a b", "a b", "a b"]);
});
