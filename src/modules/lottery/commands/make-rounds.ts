import { randomBytes, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { listFacilitiesOn, lotteryTimes } from "../../facility/index.ts";
import { sha256 } from "../rules/draw.ts";
import { insertRound } from "../store/round.ts";
import { listMonthsDue, listSets } from "./list-sets.ts";

/** The secret is sealed with the city's key for this and nothing else. */
export const secretPurpose = "lottery-secret";

/**
 * Announces the rounds that the ordinances ask for: each with the hash of its secret, before anybody can enter. Made a
 * second time, nothing happens: the constraint `round_once_a_month`.
 */
export async function makeRounds(act: Act): Promise<number> {
  const { city, now } = act;
  const { zone } = city.config;
  let made = 0;
  const inForce = listSets(await listFacilitiesOn(city, now.toISOString().slice(0, 10), act.tx));
  const months = new Set(inForce.flatMap(({ rule }) => listMonthsDue(rule, now, zone)));
  for (const month of [...months].sort()) {
    for (const set of listSets(await listFacilitiesOn(city, month, act.tx))) {
      if (!listMonthsDue(set.rule, now, zone).includes(month)) continue;
      const times = lotteryTimes(set.rule, month, zone);
      const secret = randomBytes(32).toString("hex");
      const id = randomUUID();
      const isNew = await insertRound(act.tx, {
        id,
        setId: set.id,
        month,
        spaceIds: set.places.map(({ space }) => space.id),
        rule: set.rule,
        announcedAt: now,
        ...times,
        commitment: sha256(secret),
        secretSealed: city.secrets.seal(secretPurpose, secret),
      });
      if (!isNew) continue;
      await audit(act, { what: "lottery.announced", subject: `lottery/${id}` });
      made += 1;
    }
  }
  return made;
}
