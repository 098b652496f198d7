import { type Html, html } from "../../../../../kernel/html.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { closedTo } from "../../../../../kernel/workplace.ts";
import { buttonLink, page, status, table } from "../../../../../ui/index.ts";
import { may, policy } from "../../../policy.ts";
import { listClosures } from "../../../store/closure.ts";
import { listFacilitiesOn } from "../../../store/facility.ts";
import { say } from "../../words.ts";
import { closureLook, closurePath, newClosurePath, spacesClosed, whenClosed } from "./words.ts";

/** All closures, the newest first. */
export async function showClosures(view: View): Promise<Html> {
  const { t, city, today, actor } = view;
  const closures = await listClosures(city.db, { closed: closedTo(view, policy.see) });
  const facilities = new Map((await listFacilitiesOn(city, today)).map((one) => [one.id, one]));
  const rows = closures.map((closure) => ({ closure, facility: facilities.get(closure.facilityId) }));
  return page(view, {
    title: t.text("facility.staff.closure.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.closure.title") }],
    main: html`<div class="head row row--between"><h1>${t("facility.staff.closure.title")}</h1>${may(actor, "close") && buttonLink({ label: t("facility.staff.closure.new"), href: newClosurePath, size: "small" })}</div>
${
  rows.length === 0
    ? html`<p class="muted">${t("facility.staff.closure.none")}</p>`
    : table({
        caption: t("facility.staff.closure.title"),
        captionHidden: true,
        rows,
        columns: [
          {
            label: t("facility.field.when"),
            head: true,
            cell: ({ closure }) => html`<a href="${closurePath(closure.id)}">${whenClosed(view, closure)}</a>`,
          },
          {
            label: t("facility.field.space"),
            cell: ({ closure, facility }) =>
              facility && html`${say(t, facility.name)}<br>${spacesClosed(view, facility, closure)}`,
          },
          { label: t("facility.staff.reason"), cell: ({ closure }) => closure.words },
          {
            label: t("facility.my.state"),
            cell: ({ closure }) =>
              status(closureLook[closure.state], t(`facility.staff.closure.state-${closure.state}`)),
          },
        ],
      })
}`,
  });
}
