import type { Facility, Space } from "../types/facility.ts";
import type { Words } from "../types/words.ts";
import { findPurpose, getArticle, getTerms } from "./facility.ts";
import { whereOf } from "./limits.ts";

/** The ordinance's rules for a space that are data and not notes: who may, how often, for what not. Each with its article. */
export function listRulesInWords(facility: Facility, space: Space): readonly Words[] {
  const { requires = [], limits = [], consecutiveDays, approval = [] } = getTerms(facility, space);
  const titleOf = (article: string) => getArticle(facility, article).title;
  const isHere = (spaces: readonly string[] | undefined) => spaces?.includes(space.id) ?? true;
  return [
    ...requires
      .filter(({ when }) => isHere(when?.spaces))
      .map(({ because, article }) => ({
        key: "facility.rule.requirement",
        params: { because, article: titleOf(article) },
      })),
    ...approval
      .filter(({ when }) => isHere(when?.spaces))
      .map(({ because, article, daysToDecide }) => ({
        key: "facility.rule.approval",
        params: { because, days: daysToDecide, article: titleOf(article) },
      })),
    ...limits
      .filter(({ spaces, when }) => isHere(Array.isArray(spaces) ? spaces : undefined) && isHere(when?.spaces))
      .map(({ per, count, most, spaces, entries = "bookings", article }) => ({
        key: "facility.rule.limit",
        params: {
          per: per === "fiscal-year" ? "fiscal" : per,
          count,
          most,
          where: whereOf({ spaces }),
          what: entries,
          article: titleOf(article),
        },
      })),
    ...(consecutiveDays === undefined
      ? []
      : [
          {
            key: "facility.rule.span",
            params: { most: consecutiveDays.most, article: titleOf(consecutiveDays.article) },
          },
        ]),
    ...facility.purposes.flatMap(({ id, name }) => {
      const forbidden = findPurpose(facility, id)?.forbidden;
      if (forbidden === undefined) return [];
      const { because, article } = forbidden;
      return [{ key: "facility.rule.forbidden", params: { purpose: name, because, article: titleOf(article) } }];
    }),
  ];
}
