import type { Act } from "../../../kernel/act.ts";
import { type Locale, type LocalText, localText } from "../../../kernel/i18n/locales.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { type CivilDate, partsOf } from "../../../kernel/time/civil-date.ts";
import { yearOf } from "../../../kernel/time/format-date.ts";
import { findSpace, listFacilitiesOn } from "../../facility/index.ts";
import { type NoticeKind, sendNotice } from "../../notice/index.ts";
import type { Entry, Round } from "../types.ts";

/** A mail to who made an entry. It names rooms and days only where somebody won them. */
export async function tellEntrant(
  act: Act,
  told: {
    round: Round;
    entry: Pick<Entry, "id" | "personId" | "code">;
    kind: Extract<NoticeKind, `lottery.${string}`>;
    deadline: Date;
    reason?: string;
  },
): Promise<void> {
  const { round, entry, kind, deadline, reason = "" } = told;
  await sendNotice(act, {
    to: { personId: entry.personId },
    kind,
    params: {
      lottery: await nameOfRound(act, round),
      month: monthName(round.month),
      number: entry.code,
      deadline: { by: deadline.toISOString() },
      reason,
    },
    subject: { kind: "lottery-entry", id: entry.id },
    link: `/my/lotteries/${entry.id}`,
  });
}

function monthName(month: CivilDate): LocalText {
  const name = (locale: Locale) =>
    translator(locale).marked("lottery.month", { year: yearOf(month, locale), month: partsOf(month).month }).marked;
  return { ja: name("ja"), en: name("en"), "ja-easy": name("ja-easy") };
}

/** 「玉里運動公園　テニスコート」: the facilities that are drawn for together. */
export async function nameOfRound(act: Pick<Act, "city" | "tx">, round: Round): Promise<LocalText> {
  const facilities = (await listFacilitiesOn(act.city, round.month, act.tx)).filter((facility) =>
    round.spaceIds.some((id) => findSpace(facility, id) !== undefined),
  );
  const join = (locale: "ja" | "en" | "ja-easy", mark: string) =>
    facilities.map(({ name }) => localText(name, locale)).join(mark);
  return { ja: join("ja", "、"), en: join("en", ", "), "ja-easy": join("ja-easy", "、") };
}
