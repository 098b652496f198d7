import assert from "node:assert/strict";
import { type Given, type Site, startSite } from "../site.fixture.ts";

/** The form of 使い方, as somebody fills it in who wants 練習室1 on a Friday morning. */
export const usePath = "/spaces/minole-practice-1/use";
export const useForm = {
  on: "2026-12-04",
  slots: "am",
  category: "resident-person",
  purpose: "music",
  people: "5",
} as const;

/** A site with two residents and a clerk, each in a browser of their own. */
export async function openSite(options: Parameters<typeof startSite>[0] = {}) {
  const site = await startSite(options);
  const haru = await site.addResident("山口 はる");
  const mika = await site.addResident("佐藤 みのり");
  const clerk = await site.addStaff("clerk");
  return {
    ...site,
    haru: { ...haru, browser: await site.signIn(haru) },
    mika: { ...mika, browser: await site.signIn(mika) },
    clerk: { ...clerk, browser: await site.signIn(clerk) },
  };
}

/** Nothing was written, whatever was answered. */
export async function changesNothing<Value>(
  site: Pick<Site, "footprint">,
  attack: () => Promise<Value>,
  words?: string,
): Promise<Value> {
  const before = await site.footprint();
  const answer = await attack();
  assert.deepEqual(await site.footprint(), before, words);
  return answer;
}

/** A page of ours that says what is wrong, and nothing of what is inside. */
export function assertPlain({ text, headers }: Given): void {
  assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert.doesNotMatch(text, /\bat \w+.*\.ts:\d+|node_modules|select .* from|pgboss|kysely/i);
}
