import type { Page } from "playwright-core";
import { readPeople } from "../../src/modules/identity/people-file.ts";
import type { App } from "./app.fixture.ts";
import { look } from "./browser.fixture.ts";
import { openSession } from "./session.fixture.ts";

const { staff, residents } = await readPeople(new URL("../../cities/omitama/", import.meta.url));

/** The page of this person as if they had signed in a moment ago; on the machine that has the time, they do. */
export async function signIn(app: App, page: Page, name: string): Promise<void> {
  if (process.env["JOURNEYS"] === "every-screen") return signInByHand(app, page, name);
  const person = personCalled(name);
  await openSession(app, page, person.mail, "section" in person ? "/staff" : "/my");
}

/** As this person signs in from the sign-in page: staff at the sign-on of the city, residents by mail. */
export async function signInByHand(app: App, page: Page, name: string): Promise<void> {
  const person = personCalled(name);
  if ("section" in person) return signInAsStaff(page, person);
  await page.goto("/sign-in");
  await signInByMail(app, page, person.mail);
  await page.waitForURL(/\/my$/);
}

/** A person of cities/<city>/people.yaml; the family name is enough. */
function personCalled(name: string) {
  const found = [...staff, ...residents].filter((one) => one.name === name || one.name.split(" ")[0] === name);
  const [person] = found;
  if (person === undefined || found.length > 1)
    throw new Error(`${found.length} people are called ${name}: ${[...staff, ...residents].map((one) => one.name)}`);
  return person;
}

/** On a page that asks who it is, with the code that comes by mail. */
export async function signInByMail(app: App, page: Page, mail: string): Promise<void> {
  const since = new Date(Date.now() - 1_000);
  await page.getByLabel("メールアドレス").fill(mail);
  await look(page, "sign-in");
  await page.getByRole("button", { name: "番号をメールで受け取る" }).click();
  await page.getByLabel("番号").fill(await app.readCode(mail, since));
  await look(page, "sign-in-code");
  await page.getByRole("button", { name: "ログインする" }).click();
}

/** Staff show two factors at the sign-on of the city. */
async function signInAsStaff(page: Page, { name, pin }: { name: string; pin: string }): Promise<void> {
  await page.goto("/staff/sign-in");
  await look(page, "staff-sign-in");
  await page.getByRole("button", { name: /職員の認証/ }).click();
  await page.getByLabel(new RegExp(name)).check();
  await page.getByLabel(/暗証番号（4けた）/).fill(pin);
  await page.getByRole("button", { name: "この人として確認する" }).click();
  // The answer is redeemed by the worker, and a press of a button, not the way back, signs in.
  await page.getByRole("button", { name: "ログインする" }).click({ timeout: 20_000 });
  await page.waitForURL(/\/staff$/);
}
