import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { type CityConfig, cityConfig } from "../../../kernel/city-config.ts";
import { messages } from "../../../kernel/i18n/messages.ts";
import { type LetterContent, type Reader, textKey, writeLetter } from "../rules/letter.ts";
import type { NoticeKind } from "../types.ts";
import { drawLetterHtml } from "./letter-html.ts";
import { drawLetterText } from "./letter-text.ts";

const omitama = new URL("../../../../cities/omitama/city.yaml", import.meta.url);
const config: CityConfig = cityConfig.parse(parse(readFileSync(omitama, "utf8")));
const city = { config, address: "https://city.example.jp" };
const hanako: Reader = { name: "髙﨑 花子", locale: "ja" };

const confirmed: LetterContent = {
  kind: "facility.confirmed",
  params: {
    space: { ja: "風のホール", en: "Wind Hall" },
    day: { on: "2026-12-04" },
    time: { from: "18:00", to: "22:00" },
  },
  lines: [{ label: { key: "facility.notice.label.amount" }, value: { yen: 1570 } }],
  link: "/bookings/1?a=1&b=2",
  code: undefined,
};

async function draw(content: Partial<LetterContent> = {}, reader = hanako) {
  const letter = writeLetter({ ...confirmed, ...content }, reader, city);
  return { letter, text: drawLetterText(letter), html: String(await drawLetterHtml(letter)) };
}

/** Every kind that any module has words for. */
const kinds = Object.keys(messages.ja)
  .filter((key) => /\.notice\..+\.subject$/.test(key))
  .map((key) => key.replace(".notice.", ".").replace(/\.subject$/, "") as NoticeKind);

/** To staff at their work: in Japanese and English only. */
const isForStaff = (kind: NoticeKind) => /^(plan-(evaluation|budget)|door)\.|^facility\.requests-waiting$/.test(kind);

const paramsOfAll = kinds
  .map((kind) => messages.ja[textKey(kind, "body") as keyof typeof messages.ja] ?? "")
  .flatMap((body) => [...body.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""));

test("a letter greets by name, says what happened, lists the lines, has one link, says whom to ask and why it came", async () => {
  const { letter, text, html } = await draw();
  assert.equal(letter.subject, "予約できました");
  assert.equal(letter.greeting, "髙﨑 花子 さん");
  assert.equal(letter.opening[0], "12月4日（金）の18時から22時まで、風のホールを予約しました。");
  assert.match(text, /^使用料：1,570円$/m);
  assert.match(text, /^https:\/\/city\.example\.jp\/bookings\/1\?a=1&b=2$/m);
  assert.match(html, /<dt>使用料<\/dt><dd>1,570円<\/dd>/);
  assert.match(html, /<a class="go" href="https:\/\/city\.example\.jp\/bookings\/1\?a=1&amp;b=2">予約を見る<\/a>/);
  assert.equal(html.match(/<a /g)?.length, 1);
  for (const drawn of [text, html]) {
    assert.ok(drawn.includes(config.contact.telephone));
    assert.match(drawn.replace(/ \n/g, ""), /手続きの知らせとして自動で送っています/);
  }
});

test("a letter in やさしい日本語 has a reading in brackets behind each of its words in kanji", async () => {
  const space = { ja: "風のホール", en: "Wind Hall", "ja-easy": "風《かぜ》のホール" };
  const params = { ...confirmed.params, space };
  const { letter, text, html } = await draw({ params }, { name: "劇団《風》", locale: "ja-easy" });
  assert.equal(letter.subject, "予約（よやく）ができました");
  assert.equal(letter.greeting, "劇団《風》 さん", "a name is nobody's reading");
  assert.match(letter.opening[0] ?? "", /^12月4日（金曜日）.*、風（かぜ）のホールを予約（よやく）しました。$/);
  assert.match(text, /^払（はら）うお金（かね）：1,570円$/m);
  for (const drawn of [text, html]) assert.doesNotMatch(drawn.replaceAll("劇団《風》", ""), /[《》｜]/);
  const said = Object.fromEntries(paramsOfAll.map((name) => [name, "x"]));
  for (const kind of kinds.filter((each) => !isForStaff(each))) {
    const { letter: one } = await draw({ kind, lines: [], params: said }, { name: undefined, locale: "ja-easy" });
    for (const words of [one.subject, ...one.opening, ...one.rest, one.link?.words ?? "", one.why, one.sample ?? ""])
      assert.deepEqual(findBareKanji(words), [], kind);
  }
  assert.deepEqual(findBareKanji("予約（よやく）した人"), ["人"]);
});

const findBareKanji = (text: string) =>
  text.replace(/[々\p{Script=Han}]+（[\p{Script=Hiragana}]+）/gu, "").match(/\p{Script=Han}+/gu) ?? [];

test("a letter to a person who reads English is English throughout", async () => {
  const { letter, text, html } = await draw({}, { name: "Ana Souza", locale: "en" });
  assert.equal(letter.subject, "Your booking is confirmed");
  assert.match(text, /^Dear Ana Souza,$/m);
  assert.match(text.replace(/ \n/g, ""), /You have booked Wind Hall on Friday 4 December, 18:00 to 22:00\./);
  assert.match(text, /^Fee: ¥1,570$/m);
  assert.match(html, /<html lang="en">/);
  assert.doesNotMatch(text.replaceAll(config.contact.office.ja, ""), /[ぁ-ん]/);
});

test("script, line breaks and look-alike headers in any value stay text, in one line", async () => {
  const evil = "<script>alert('canary')</script>\r\n\r\nBcc: all@example.jp\u202e";
  const { letter, text, html } = await draw(
    {
      kind: "facility.cancelled-by-staff",
      params: { ...confirmed.params, reason: evil, space: { ja: evil } },
      lines: [{ label: evil, value: evil }],
    },
    { name: `花子${evil}`, locale: "ja" },
  );
  assert.doesNotMatch(html, /<script|\u202e/);
  assert.match(html, /&lt;script&gt;alert\(&#39;canary&#39;\)/);
  assert.doesNotMatch(text, /^Bcc:/m);
  assert.doesNotMatch(text, /\u202e/);
  assert.equal(letter.rest.length, 1);
  assert.equal(letter.greeting, "こんにちは。");
});

test("the words of a city file are escaped too", async () => {
  const evil = { ...config, name: { ja: "<b>市</b>" }, contact: { ...config.contact, office: { ja: "<i>課</i>\n" } } };
  const html = String(await drawLetterHtml(writeLetter(confirmed, hanako, { ...city, config: evil })));
  assert.doesNotMatch(html, /<b>市|<i>課/);
});

test("the HTML has no table, picture, script, inline style or foreign address", async () => {
  const { html } = await draw();
  assert.doesNotMatch(html, /<(table|img|script|link|iframe|form)|\sstyle=|url\(|@import/);
  const addresses = html.match(/https?:\/\/[^\s"<]+/g) ?? [];
  assert.ok(addresses.every((address) => address.startsWith("https://city.example.jp/")));
});

test("the sign-in code stands in the body, never in the subject, and in no other kind's words", async () => {
  const { letter, text, html } = await draw({
    kind: "identity.code",
    code: "804213",
    params: { minutes: 10 },
    lines: [],
    link: undefined,
  });
  assert.match(text, /^804213$/m);
  assert.match(html, /<p class="code">804213<\/p>/);
  assert.doesNotMatch(letter.subject, /\d/);
  assert.equal(html.match(/804213/g)?.length, 1);
});

test("every kind has subject and body in Japanese and English, and no subject has a placeholder", () => {
  assert.ok(kinds.length >= 9);
  for (const kind of kinds) {
    const [module, ...rest] = kind.split(".");
    for (const locale of ["ja", "en"] as const) {
      const texts: Record<string, string> = messages[locale];
      const subject = texts[`${module}.notice.${rest.join(".")}.subject`];
      const body = texts[`${module}.notice.${rest.join(".")}.body`];
      assert.ok(subject && body, `${kind} in ${locale}`);
      assert.doesNotMatch(subject, /[{}\d]/, kind);
      assert.doesNotMatch(body, /\{(code|pin|name|mail|address)\}/, kind);
    }
  }
});

test("the agreed placeholders are all that the words ask for", async () => {
  const params = {
    ...confirmed.params,
    amount: { yen: 1 },
    refund: { yen: 2 },
    deadline: { at: "2026-12-01T00:00:00Z" },
    late: 1,
    decide: { at: "2026-12-01T00:00:00Z" },
    facility: "f",
    reason: "r",
    minutes: 10,
    group: "g",
    step: "s",
    due: "d",
    year: "y",
    project: "p",
    count: 1,
    lottery: "l",
    month: "m",
    number: "n",
    kind: "k",
    missing: "m",
    words: "w",
    from: "f",
    until: "u",
    people: 2,
  };
  for (const kind of kinds) {
    for (const locale of ["ja", "en"] as const) {
      const { text } = await draw({ kind, params }, { name: "花子", locale });
      assert.doesNotMatch(text, /[{}]|undefined/, kind);
    }
  }
});
