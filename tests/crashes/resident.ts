import { setTimeout as wait } from "node:timers/promises";
import type { SignedInResident } from "../../bench/residents.ts";
import { sampleCards } from "../../src/adapters/pay-demo/server/cards.ts";
import { makeFormKey } from "../../src/kernel/http/form-key.ts";
import type { Town } from "./town.ts";

/** What somebody wants, and how they behave on the provider's page. */
export type Wish = {
  readonly spaceId: string;
  readonly on: string;
  readonly slot: string;
  readonly category: string;
  readonly purpose: string;
  readonly way: "card" | "refused-then-card" | "slow-card" | "konbini" | "walk-away";
  readonly clicksTwice: boolean;
};

/** What the resident has seen. `bookingId` was shown to them: it must never be lost again. */
export type Memory = { readonly personId: string; bookingId?: string; hasPaid: boolean; outcome: string };

/** Books and pays as a browser does, and like a patient person sends the same form again when the site does not answer. */
export async function bookAndPay(town: Town, who: SignedInResident, wish: Wish, source: string): Promise<Memory> {
  const memory: Memory = { personId: who.personId, hasPaid: false, outcome: "gave up" };
  const browser = openBrowser(town, who, source);
  const held = await browser.send(
    `/spaces/${wish.spaceId}/use`,
    { on: wish.on, slots: wish.slot, category: wish.category, purpose: wish.purpose, people: "4" },
    wish.clicksTwice,
  );
  const bookingId = /^\/bookings\/([0-9a-f-]{36})\/check$/.exec(held.to ?? "")?.[1];
  if (bookingId === undefined) return { ...memory, outcome: `refused ${held.status}` };
  memory.bookingId = bookingId;
  let { to = "", status } = await browser.send(
    `/bookings/${bookingId}/check`,
    { way: "online", agree: "yes" },
    wish.clicksTwice,
  );
  for (let tries = 0; tries < 200 && /^\/payments\/[0-9a-f-]{36}$/.test(to); tries++) {
    await wait(300);
    ({ to = "", status } = await browser.send(`${to}/checkout`, {}, false));
  }
  if (!to.startsWith(town.env["PAY_URL"] ?? "")) return { ...memory, outcome: `no page to pay: ${status} ${to}` };
  memory.hasPaid = await payAt(to, wish.way);
  // Back to the site, if the browser is not closed first.
  if (memory.hasPaid && wish.clicksTwice) await browser.look(`/bookings/${bookingId}/done`);
  return { ...memory, outcome: memory.hasPaid ? "paid" : "walked away" };
}

/** The provider's page: true if the card was taken or the shop was paid. */
async function payAt(page: string, way: Wish["way"]): Promise<boolean> {
  const press = async (fields: Record<string, string>) => {
    const body = new URLSearchParams({ lang: "ja", ...fields });
    const answer = await fetch(page, { method: "POST", body, redirect: "manual" });
    await answer.arrayBuffer();
  };
  if (way === "walk-away") return false;
  if (way === "konbini") {
    await press({ do: "konbini" });
    await wait(500);
    await press({ do: "shop" });
    return true;
  }
  if (way === "refused-then-card") await press({ do: "card", number: sampleCards.refused });
  await press({ do: "card", number: way === "slow-card" ? sampleCards.slow : sampleCards.works });
  return true;
}

type Seen = { readonly status: number; readonly to: string | undefined };

function openBrowser({ city, address }: Town, who: SignedInResident, source: string) {
  const headers = {
    cookie: `browser=${who.browserId}; session=${who.sessionId}`,
    "x-forwarded-for": source,
    "sec-fetch-site": "same-origin",
  };
  const ask = async (path: string, init: RequestInit = {}): Promise<Seen> => {
    const answer = await fetch(address + path, {
      ...init,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(20_000),
    });
    await answer.arrayBuffer();
    return { status: answer.status, to: answer.headers.get("location") ?? undefined };
  };
  /** Again and again until somebody answers; the same bytes, so the same form key. */
  const insist = async (path: string, init?: RequestInit): Promise<Seen> => {
    for (let tries = 0; tries < 120; tries++) {
      const seen = await ask(path, init).catch(() => undefined);
      if (seen !== undefined && seen.status < 500) return seen;
      await wait(250);
    }
    throw new Error(`nobody answered ${path}`);
  };
  return {
    look: (path: string) => insist(path),
    async send(path: string, fields: Record<string, string>, twice: boolean): Promise<Seen> {
      const body = String(new URLSearchParams({ "form-key": makeFormKey(city.secrets, who, path), ...fields }));
      const type = { "content-type": "application/x-www-form-urlencoded" };
      const once = () => insist(path, { method: "POST", body: new Blob([body], { type: type["content-type"] }) });
      if (!twice) return once();
      const [first, second] = await Promise.all([once(), once()]);
      if (first.to !== second.to) throw new Error(`two clicks on ${path} led to ${first.to} and ${second.to}`);
      return first;
    },
  };
}
