import { after, before } from "node:test";
import type { Page } from "playwright-core";
import { type App, startApp } from "./app.fixture.ts";
import { openBrowser, openPage, type Screen } from "./browser.fixture.ts";
import { signIn, signInByHand, signInByMail } from "./sign-in.fixture.ts";

export { look, type Screen } from "./browser.fixture.ts";
export { choose, payByCard, waitForHeading, waitForWords } from "./steps.fixture.ts";

/**
 * A journey is an errand done by people in browsers, on the whole product as `npm start` runs it. A whole journey:
 *
 *     const town = openTown("2026-11-25T10:20:00+09:00");
 *
 *     for (const screen of screens)
 *       test(`a clerk ${screen.name} sees what she has to do`, async () => {
 *         const clerk = await town.signIn("青柳 恵", screen);
 *         await clerk.goto("/staff?day=2026-12-04");
 *         await look(clerk, "board");
 *         await clerk.getByRole("link", { name: "支払い" }).click();
 *         await waitForHeading(clerk, "支払い");
 *         await look(clerk, "payments");
 *       });
 *
 * - `openTown(at)` starts product and browser before the tests of the file and stops both after them; the clock shows
 *   `at` at the start and runs on. One town for a file: the tests share it, so each takes rooms or people of its own.
 * - `town.signIn(name, screen)` is a page in which that person of cities/<city>/people.yaml has signed in; the family name
 *   is enough. Staff with two jobs are two pages. `town.signInByHand` goes through the pages: staff with the sign-on of the
 *   city (PIN 5678), residents with a code by mail. `town.visit(screen)` is a page in which nobody has signed in.
 *   `town.signInHere(page, mail)` is for an errand that asks on its way.
 * - A screen is `{ width, scripts, language }`: a phone with scripts if it says nothing. `screens` is a phone with
 *   scripts and a desk without; a long journey takes `screensOf("phone")`.
 * - `look(page, name)` after each step: axe finds nothing, nothing sticks out to the side, there is a title. With
 *   SHOTS=folder in the environment it leaves a picture there as name-width.png, and one without scripts as
 *   name-width-plain.png. Look at them.
 * - `choose(page, labels)` checks radio buttons and boxes by their labels. `waitForHeading` waits for a page, also for
 *   one that renews itself. `waitForWords` looks again until the worker has done its part. `town.readMail(mail,
 *   subject)` is the mail that came. `town.restart(at)` is another day, with the same data and the same pages.
 *
 * One file: `node --test tests/journeys/counter.test.ts`, about 30 seconds.
 */
export function openTown(at: string): Town {
  let app: App;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  before(async () => {
    // One after the other: a browser whose town did not start would be left open, and the run would wait for it.
    app = await startApp({ at });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await app?.stop();
    app?.remove();
  });

  const visit: Town["visit"] = (screen) => openPage(browser, app.address, screen);
  return {
    get address() {
      return app.address;
    },
    visit,
    async signIn(name, screen) {
      const page = await visit(screen);
      await signIn(app, page, name);
      return page;
    },
    async signInByHand(name, screen) {
      const page = await visit(screen);
      await signInByHand(app, page, name);
      return page;
    },
    signInHere: (page, mail) => signInByMail(app, page, mail),
    readCode: (mail, since) => app.readCode(mail, since),
    readMail: (mail, subject, since) => app.readMail(mail, subject, since),
    async restart(then) {
      await app.stop();
      app = await startApp({ at: then, folder: app.folder, port: app.port });
    },
  };
}

export type Town = {
  /** Where the product is; pages know it, so `page.goto("/staff")` is enough. */
  readonly address: string;
  visit(screen?: Screen): Promise<Page>;
  signIn(name: string, screen?: Screen): Promise<Page>;
  signInByHand(name: string, screen?: Screen): Promise<Page>;
  signInHere(page: Page, mail: string): Promise<void>;
  /** The six digits of the newest sign-in mail to this address that came after `since`. */
  readCode(mail: string, since: Date): Promise<string>;
  /** The newest mail to this address whose subject has these words; with `since`, one that came after it. */
  readMail(mail: string, subject: string, since?: Date): Promise<{ subject: string; text: string }>;
  restart(at: string): Promise<void>;
};

const phone = { name: "on a phone", width: 390, scripts: true } as const;
const desk = { name: "on a desk, without scripts", width: 1280, scripts: false } as const;

export const screens = [phone, desk] as const;

/** `npm run journeys`, which has the time. */
export const isEveryScreen = process.env["JOURNEYS"] === "every-screen";

/**
 * For journeys that are long: `npm test` goes on the one that is named, `npm run journeys` on both. A minute of each is twenty
 * pages looked at by axe, and the machine has nothing else to do meanwhile.
 */
export function screensOf(usual: "phone" | "desk"): readonly (typeof phone | typeof desk)[] {
  if (isEveryScreen) return screens;
  return usual === "phone" ? [phone] : [desk];
}
