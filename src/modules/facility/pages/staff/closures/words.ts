import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatDate } from "../../../../../kernel/time/format-date.ts";
import { formatTimeRange } from "../../../../../kernel/time/wall-time.ts";
import type { StatusKind } from "../../../../../ui/index.ts";
import type { ClosureAsked, ClosureState } from "../../../types/closure.ts";
import type { Facility } from "../../../types/facility.ts";
import { say } from "../../words.ts";

export const closuresPath = "/staff/closures";
export const newClosurePath = `${closuresPath}/new`;
export const closurePath = (id: string): string => `${closuresPath}/${id}`;

/** 12月4日（金）から12月6日（日）まで　一日中 */
export function whenClosed({ t, locale }: View, { firstOn, lastOn, hours }: ClosureAsked): Html {
  const first = formatDate(firstOn, locale, { year: false });
  const days =
    firstOn === lastOn
      ? html`${first}`
      : t("facility.staff.closure.days", { first, last: formatDate(lastOn, locale, { year: false }) });
  return html`${days}　${hours === undefined ? t("facility.staff.closure.whole-days") : formatTimeRange(hours, locale)}`;
}

export function spacesClosed({ t }: View, facility: Facility | undefined, { spaceIds }: ClosureAsked): Html {
  const names = (facility?.spaces ?? []).filter(({ id }) => spaceIds.includes(id)).map(({ name }) => say(t, name));
  return html`${names.map((name, at) => html`${at > 0 && "、"}${name}`)}`;
}

export const closureLook: Readonly<Record<ClosureState, StatusKind>> = {
  planned: "held",
  "carrying-out": "held",
  done: "closed",
  lifted: "off",
};
