import { personOf } from "../../../kernel/actor.ts";
import { type Content, type Html, html } from "../../../kernel/html.ts";
import { typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, errorAt, form, hidden, textField } from "../../../ui/index.ts";
import { findShownCode, spareKind } from "../commands.ts";
import { listLiveAccessesAt } from "../store/accesses.ts";
import type { Door } from "../store/doors.ts";
import type { DoorPageForm } from "./door-page.ts";
import { sayTime } from "./instants.ts";

/** A code for one opening, for somebody whose own code does not work. */
export async function drawSpareCodes(view: View, door: Door, { values, problems }: DoorPageForm): Promise<Html> {
  const { t } = view;
  const error = errorAt(t, problems, "why");
  const live = await listLiveAccessesAt(view.city.db, door.id, spareKind, view.now);
  const given = await Promise.all(live.map((spare) => drawSpare(view, door, spare)));
  return html`<p class="small">${t("door.staff.spare-hint")}</p>${form(view, {
    action: `/staff/doors/${door.id}/spare-codes`,
    content: html`${textField({ t, name: "why", label: t("door.staff.reason"), hint: t("door.staff.spare-reason-hint"), need: "required", value: typed(values, "why"), ...(error ? { error } : {}) })}${button({ label: t("door.staff.spare-give"), kind: "second" })}`,
  })}${given.length > 0 && html`<ul class="stack-s" role="list">${given}</ul>`}`;
}

async function drawSpare(
  view: View,
  door: Door,
  spare: { readonly subjectId: string; readonly until: Date; readonly isReady: boolean },
): Promise<Html> {
  const { t, city, now } = view;
  const personId = personOf(view.actor) ?? "";
  const shown = await findShownCode(city, { subject: { kind: spareKind, id: spare.subjectId }, personId, now });
  const until = sayTime(view, spare.until);
  return html`<li class="stack-s"><p>${t(spare.isReady ? "door.staff.spare-until" : "door.staff.spare-preparing", { until })}</p>${drawNumber(view, door, spare.subjectId, shown?.code)}</li>`;
}

function drawNumber(view: View, door: Door, spareId: string, code: string | undefined): Content {
  const { t } = view;
  if (code !== undefined) {
    return html`<p><span class="vh">${t("door.code")}</span><span class="door__digits">${code.slice(0, 3)} ${code.slice(3)}</span></p><p class="small">${t("door.staff.spare-told")}</p>`;
  }
  return form(view, {
    action: `/staff/doors/${door.id}/spare-codes/view`,
    content: html`${hidden("spare", spareId)}${button({ label: t("door.code.show"), kind: "second", size: "small" })}`,
  });
}
