import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { look, openTown } from "./journey.fixture.ts";

/**
 * The booking errand for people who read English or やさしい日本語, on small screens: from the front page to a booking that is
 * paid at the counter, and then nearly cancelled.
 */
const english = {
  language: "English",
  lang: "en",
  when: "When do you need it?",
  find: "Find a free space",
  hall: "Kaze Hall",
  evening: /evening/i,
  goOn: "Continue with this time",
  mail: /Mail address|Email/,
  sendCode: "Send me a code",
  code: /Code/,
  signIn: "Sign in",
  use: "How will you use it?",
  toPrice: "Check the price",
  purpose: /Singing and music/,
  people: /How many people/,
  check: "Check your booking and the price",
  counter: /At the counter/,
  agree: /I have checked/,
  pay: "Continue to payment",
  reserved: "You have a provisional booking",
  mailed: "Pay for your booking",
  open: "See the booking",
  cancel: "Cancel the booking",
  cancelTitle: "Do you want to cancel this booking?",
  mine: "My bookings",
  /** What does not stand on a page for this reader. */
  foreign: /[々〆\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。（）]/u,
} as const;

/** The accessible names, in which readings stand in brackets; a pattern finds the words between them. */
const easy = {
  language: "やさしい日本語",
  lang: "ja",
  when: easily("いつ使いますか"),
  find: easily("空いている部屋を探す"),
  hall: "風のホール",
  evening: easily("夜"),
  goOn: easily("この時間で進む"),
  mail: /メールアドレス/,
  sendCode: easily("番号をメールでもらう"),
  code: easily("番号"),
  signIn: "ログインする",
  use: easily("使い方を教えてください"),
  toPrice: easily("お金を見る"),
  purpose: easily("歌や音楽"),
  people: easily("人数"),
  check: easily("お金と予約を見てください"),
  counter: easily("窓口で払う"),
  agree: easily("決まりを読みました"),
  pay: easily("払うページへ進む"),
  reserved: easily("仮予約ができました"),
  mailed: "お金（かね）を払（はら）ってください",
  open: easily("予約のページを見る"),
  cancel: easily("予約をやめる"),
  cancelTitle: easily("この予約をやめますか"),
  mine: easily("わたしの予約"),
  foreign: /[々〆\p{Script=Han}]/u,
} as const;

const readers = [
  { words: english, width: 390, mail: "maria@omitama.example", part: 1 },
  { words: easy, width: 320, mail: "lan@omitama.example", part: 2 },
] as const;

const days = ["2026-12-04", "2026-12-05", "2026-12-08", "2026-12-09"] as const;

const town = openTown("2026-11-25T10:20:00+09:00");

for (const [index, { words, width, mail, part }] of readers.entries()) {
  test(`a reader of ${words.language} books a part of the hall at ${width} px and pays at the counter`, async () => {
    const page = await town.visit({ width });
    page.setDefaultTimeout(15_000);
    const wrong: string[] = [];
    const see = async (name: string) => {
      await look(page, `${index < 2 ? "en" : "easy"}-${name}`);
      wrong.push(...(await findWrong(page, words)).map((text) => `${name}: ${text}`));
    };
    await page.goto("/");
    await page.getByRole("contentinfo").getByRole("link", { name: words.language }).click();
    await see("01-front");
    await page.getByLabel(words.when).fill(days[index] ?? "");
    await page.getByRole("button", { name: words.find }).click();
    await see("02-search");

    const day = days[index] ?? "";
    await page.goto(`/spaces/minole-kaze?day=${day}`);
    await see("03-week");
    await page.goto(`/spaces/minole-kaze/days/${day}`);
    await see("04-day");
    await page.goBack();
    await page.goto(`/spaces?day=${day}`);
    await page.getByRole("list", { name: words.hall }).getByRole("link", { name: words.evening }).click();
    await see("05-choose-whole");
    await page.locator(".choose-list").first().getByRole("link").nth(part).click();
    await see("06-choose-part");
    await page.getByRole("link", { name: words.goOn }).click();

    const since = new Date(Date.now() - 1_000);
    await page.getByLabel(words.mail).fill(mail);
    await see("07-sign-in");
    await page.getByRole("button", { name: words.sendCode }).click();
    await page.getByLabel(words.code).fill(await town.readCode(mail, since));
    await see("08-code");
    await page.getByRole("main").getByRole("button", { name: words.signIn }).click();

    await page.getByRole("heading", { name: words.use, level: 1 }).waitFor();
    await see("09-use");
    await page.getByRole("button", { name: words.toPrice }).click();
    await page.getByRole("alert").waitFor();
    await see("10-use-errors");
    await page.getByRole("radio", { name: words.purpose }).check();
    await page.getByLabel(words.people).fill("20");
    await page.getByRole("button", { name: words.toPrice }).click();

    await page.getByRole("heading", { name: words.check, level: 1 }).waitFor();
    await see("11-check");
    await page.getByRole("radio", { name: words.counter }).check();
    await page.getByRole("checkbox", { name: words.agree }).check();
    await page.getByRole("button", { name: words.pay }).click();

    await page.getByRole("heading", { name: words.reserved, level: 1 }).waitFor();
    await see("12-reserved");
    const letter = (await town.readMail(mail, words.mailed, since)).text;
    if (words.lang === "en") assert.doesNotMatch(letter, /[ぁ-ん]/);
    else assert.match(letter.replaceAll(" \n", ""), /風（かぜ）のホール.*を取（と）っています/);
    await page.getByRole("link", { name: words.open }).click();
    await see("13-booking");
    await page.getByRole("link", { name: words.cancel }).click();
    await page.getByRole("heading", { name: words.cancelTitle, level: 1 }).waitFor();
    await see("14-cancel");
    await page.goto(`/my/bookings`);
    await page.getByRole("heading", { name: words.mine, level: 1 }).waitFor();
    await see("15-my-bookings");
    await page.goto(`/spaces/minole-kaze?day=2026-12-28`);
    await see("16-closed-week");
    await page.goto(`/spaces/minole-kaze/days/2026-12-30`);
    await see("17-closed-day");
    await page.goto(`/spaces/minole-kaze/book?on=2026-12-30&slots=am`);
    await see("18-refused");
    await page.goto(`/help`);
    await see("19-help");
    await page.goto(`/no-such-page`);
    await see("20-not-found");
    await page.goto(`/about/use`);
    await see("21-how-to-use");
    for (const path of [
      "",
      "/groups",
      "/groups/new",
      "/profile/edit",
      "/profile/mail",
      "/profile/delete",
      "/passkeys/new",
    ]) {
      await page.goto(`/my${path}`);
      await see(`22-my${path.replaceAll("/", "-")}`);
    }
    assert.deepEqual(wrong, []);
  });
}

/** A wrong `lang`, a mark of a reading that shows, and every text that this reader cannot read. */
async function findWrong(page: Page, { lang, foreign }: typeof english | typeof easy): Promise<readonly string[]> {
  const said = await page.locator("html").getAttribute("lang");
  const marks = (await page.content()).match(/[^<>"]*[《》][^<>"]*/gu) ?? [];
  const texts = await page.locator("body").evaluate(
    (body, [pattern, names]) => {
      const found: string[] = [];
      const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { textContent, parentElement } = walker.currentNode;
        const text = names.reduce((rest, name) => rest.replaceAll(name, ""), textContent ?? "");
        // A ruby has its reading; the choices of a list cannot have any, and languages are named in themselves.
        if (new RegExp(pattern, "u").test(text) && !parentElement?.closest("ruby, option, script, .languages"))
          found.push(text.trim());
      }
      return found;
    },
    [foreign.source, ownNames] as const,
  );
  return [...(said === lang ? [] : [`lang ${said}`]), ...marks, ...texts];
}

/** What people and groups are called stays as they wrote it. */
const people = readFileSync(new URL("../../cities/omitama/people.yaml", import.meta.url), "utf8");
const ownNames = [...people.matchAll(/\bname: ([^,}\n]+)/g)].map(([, name]) => name ?? "");

/** 使い方 as a browser names it, with a reading behind each of its kanji: 使つかい方かた. */
function easily(words: string): RegExp {
  return new RegExp([...words].join("[（）ぁ-んー\\s]*"));
}
