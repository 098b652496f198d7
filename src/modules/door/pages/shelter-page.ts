import { personOf } from "../../../kernel/actor.ts";
import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { notFound } from "../../../kernel/refusal.ts";
import {
  button,
  errorAt,
  form,
  page,
  radioField,
  selectField,
  status,
  summary,
  table,
  textField,
} from "../../../ui/index.ts";
import { listPersons } from "../../identity/index.ts";
import { allPlaces, placeOf } from "../commands/shelter.ts";
import { may, mayAt } from "../policy.ts";
import { traitsOf } from "../rules.ts";
import { listDoors } from "../store/doors.ts";
import { findShelter, listShelterDoors, listShelters, type Shelter, type ShelterDoor } from "../store/shelters.ts";
import { nameDoor } from "./door-name.ts";
import { sayDayAndTime, sayWhen } from "./instants.ts";

type Sent = { readonly values: FormValues; readonly problems: Problems };
const nothingTyped: Sent = { values: {}, problems: noProblems };

/** 避難所: what is held open now, what was, and the form with which one person asks. */
export async function showShelters(view: View, sent: Sent = nothingTyped): Promise<Html> {
  const { t, city } = view;
  const shelters: Shelter[] = [];
  for (const shelter of await listShelters(city.db))
    if ((await listOwnShelterDoors(view, shelter.id)).own.length > 0) shelters.push(shelter);
  const title = t("door.desk.shelter");
  return page(view, {
    title: t.text("door.desk.shelter"),
    area: "staff",
    crumbs: [{ label: t("door.staff.title"), href: "/staff/doors" }, { label: title }],
    problems: sent.problems,
    main: html`<div class="head"><h1>${title}</h1><p>${t("door.desk.shelter-lead")}</p></div><div class="split"><div class="stack-l">
${may(view.actor, "shelter") && html`<section class="stack-s" aria-labelledby="ask"><h2 id="ask">${t("door.desk.shelter-ask")}</h2>${await drawAsking(view, sent)}</section>`}
<section class="stack-s" aria-labelledby="list"><h2 id="list">${t("door.desk.shelter-list")}</h2>${drawList(view, shelters)}</section>
</div></div>`,
  });
}

/** Of a shelter over several houses everybody sees the own doors; who may act on all of them takes the next step. */
async function listOwnShelterDoors(
  view: View,
  shelterId: string,
): Promise<{ readonly own: readonly ShelterDoor[]; readonly isWhole: boolean }> {
  const doors = await listShelterDoors(view.city.db, shelterId);
  return {
    own: doors.filter(({ facilityId }) => mayAt(view, "see", facilityId)),
    isWhole: doors.every(({ facilityId }) => mayAt(view, "shelter", facilityId)),
  };
}

async function drawAsking(view: View, { values, problems }: Sent): Promise<Html> {
  const { t, city } = view;
  const doors = (await listDoors(city.db)).filter(({ facilityId }) => mayAt(view, "shelter", facilityId));
  const places = [...new Set(doors.map(placeOf))];
  const error = (name: string) => {
    const words = errorAt(t, problems, name);
    return words ? { error: words } : {};
  };
  return form(view, {
    action: "/staff/shelter",
    content: html`${selectField({
      t,
      name: "place",
      label: t("door.desk.place"),
      need: "required",
      value: typed(values, "place"),
      options: [
        ...places.map((place) => ({ value: place, label: place })),
        { value: allPlaces, label: t.text("door.desk.all-places") },
      ],
      ...error("place"),
    })}${radioField({
      t,
      name: "kind",
      label: t("door.desk.kind"),
      need: "required",
      chosen: [typed(values, "kind")],
      options: [
        { value: "real", label: t("door.desk.kind.real"), note: t("door.desk.kind.real-hint") },
        { value: "drill", label: t("door.desk.kind.drill"), note: t("door.desk.kind.drill-hint") },
      ],
      ...error("kind"),
    })}${textField({ t, name: "reason", label: t("door.staff.reason"), hint: t("door.desk.shelter-reason-hint"), need: "required", value: typed(values, "reason"), ...error("reason") })}${button({ label: t("door.desk.shelter-send"), icon: "i-door" })}`,
  });
}

function drawList(view: View, shelters: readonly Shelter[]): Html {
  const { t } = view;
  if (shelters.length === 0) return html`<p class="muted">${t("door.desk.no-shelters")}</p>`;
  return table({
    caption: t("door.desk.shelter-list"),
    captionHidden: true,
    rows: shelters,
    columns: [
      {
        label: t("door.desk.asked-at"),
        head: true,
        cell: ({ id, askedAt }) => html`<a href="/staff/shelter/${id}">${sayDayAndTime(view, askedAt)}</a>`,
      },
      { label: t("door.desk.kind"), cell: ({ isDrill }) => t(`door.desk.kind.${isDrill ? "drill" : "real"}`) },
      { label: t("door.staff.reason"), cell: ({ reason }) => reason },
      { label: t("door.desk.shelter-state"), cell: (shelter) => sayState(view, shelter) },
    ],
  });
}

function stateOf(shelter: Shelter): "ended" | "withdrawn" | "end-asked" | "open" | "asked" {
  if (shelter.endedAt !== undefined) return "ended";
  if (shelter.withdrawnAt !== undefined) return "withdrawn";
  if (shelter.endAskedAt !== undefined) return "end-asked";
  return shelter.confirmedAt === undefined ? "asked" : "open";
}

function sayState({ t }: View, shelter: Shelter): Html {
  const state = stateOf(shelter);
  return t(`door.desk.shelter.${state === "open" && shelter.isDrill ? "drill-open" : state}`);
}

/** One of them: what the second person must do, and each door, those first that need somebody. */
export async function showShelter(view: View, id: string, problems: Problems = noProblems): Promise<Html> {
  const { t, city } = view;
  const shelter = await findShelter(city.db, id);
  const { own: doors, isWhole } = await listOwnShelterDoors(view, id);
  if (shelter === undefined || doors.length === 0) throw notFound();
  const state = stateOf(shelter);
  const isUnderWay = shelter.confirmedAt !== undefined;
  const needsHands = isUnderWay ? doors.filter((door) => isByHand(door) || door.lastFailure) : [];
  const title = t(`door.desk.shelter-of.${shelter.isDrill ? "drill" : "real"}`);
  return page(view, {
    title: t.text(`door.desk.shelter-of.${shelter.isDrill ? "drill" : "real"}`),
    area: "staff",
    crumbs: [
      { label: t("door.staff.title"), href: "/staff/doors" },
      { label: t("door.desk.shelter"), href: "/staff/shelter" },
      { label: title },
    ],
    problems,
    main: html`<div class="head"><h1>${title}</h1><p>${sayState(view, shelter)}</p></div><div class="stack-l">
<p>${t("door.desk.shelter-why", { reason: shelter.reason })}</p>
${isWhole && drawSteps(view, shelter, state)}
${needsHands.length > 0 && html`<section class="stack-s" aria-labelledby="hands"><h2 id="hands">${t("door.desk.needs-hands", { count: needsHands.length })}</h2><p>${t("door.desk.needs-hands-why")}</p>${drawDoors(view, t("door.desk.needs-hands", { count: needsHands.length }), needsHands, shelter)}</section>`}
<section class="stack-s" aria-labelledby="doors"><h2 id="doors">${t("door.desk.shelter-doors", { count: doors.length })}</h2>${drawDoors(view, t("door.desk.shelter-doors", { count: doors.length }), doors, shelter)}</section>
<section class="stack-s" aria-labelledby="steps"><h2 id="steps">${t("door.desk.shelter-steps")}</h2>${await drawRecord(view, shelter)}</section></div>`,
  });
}

/** Who did what, when: each step of both people, as it stands in the database. */
async function drawRecord(view: View, shelter: Shelter): Promise<Html> {
  const { t, city } = view;
  const steps = [
    { what: "asked", by: shelter.askedBy, at: shelter.askedAt },
    { what: "confirmed", by: shelter.confirmedBy, at: shelter.confirmedAt },
    { what: "withdrawn", by: shelter.withdrawnBy, at: shelter.withdrawnAt },
    { what: "end-asked", by: shelter.endAskedBy, at: shelter.endAskedAt },
    { what: "ended", by: shelter.endedBy, at: shelter.endedAt },
  ] as const;
  const taken = steps.flatMap(({ what, by, at }) => (by === undefined || at === undefined ? [] : { what, by, at }));
  const people = await listPersons(city.db, [...new Set(taken.map(({ by }) => by))]);
  return summary(
    t,
    taken.map(({ what, by, at }) => ({
      label: t(`door.desk.shelter-step.${what}`),
      value: html`${people.find(({ id }) => id === by)?.name ?? t("door.desk.gone")}　${sayDayAndTime(view, at)}`,
    })),
    { plain: true },
  );
}

function drawSteps(view: View, shelter: Shelter, state: ReturnType<typeof stateOf>): Content {
  const { t, actor } = view;
  const me = personOf(actor);
  const step = (what: "confirm" | "withdraw" | "ask-end" | "end", kind?: "second") =>
    form(view, {
      action: `/staff/shelter/${shelter.id}/${what}`,
      class: "row",
      content: button({ label: t(`door.desk.shelter-${what}`), ...(kind ? { kind } : {}) }),
    });
  switch (state) {
    case "asked":
      return html`${me === shelter.askedBy ? html`<p><b>${t("door.desk.wait-for-second")}</b></p>` : html`<p>${t(`door.desk.confirm-words.${shelter.isDrill ? "drill" : "real"}`)}</p>${step("confirm")}`}${step("withdraw", "second")}`;
    case "open":
      return html`<p>${t(`door.desk.end-words.${shelter.isDrill ? "drill" : "real"}`)}</p>${step("ask-end", "second")}`;
    case "end-asked":
      return me === shelter.endAskedBy
        ? html`<p><b>${t("door.desk.wait-for-second")}</b></p>`
        : html`<p>${t(`door.desk.end-confirm-words.${shelter.isDrill ? "drill" : "real"}`)}</p>${step("end")}`;
    default:
      return undefined;
  }
}

function drawDoors(view: View, caption: Content, doors: readonly ShelterDoor[], shelter: Shelter): Html {
  const { t } = view;
  const hasBegun = shelter.confirmedAt !== undefined;
  return table({
    caption,
    captionHidden: true,
    rows: doors,
    columns: [
      {
        label: t("door.staff.door"),
        head: true,
        cell: ({ doorId, doorName, place }) =>
          html`<a href="/staff/doors/${doorId}">${nameDoor(view, { name: doorName, place })}</a>`,
      },
      { label: t("door.desk.door-state"), cell: (door) => drawState(view, door, shelter) },
      { label: t("door.desk.changed-at"), cell: ({ changedAt }) => (hasBegun ? sayWhen(view, changedAt) : "－") },
    ],
  });
}

/** Nothing of ours opens or closes it. At the end its state is "closed" like the others': it is the shelter's no more. */
function isByHand({ adapter }: ShelterDoor): boolean {
  return !traitsOf(adapter).opensFromAfar;
}

function drawState({ t }: View, door: ShelterDoor, shelter: Shelter): Content {
  const { isDrill, lastFailure } = door;
  const kind = isDrill ? "drill-door" : "shelter-door";
  if (isByHand(door)) {
    const isOver = shelter.endedAt !== undefined && !isDrill;
    return status("late", t(isOver ? "door.desk.shelter-door.lock-by-hand" : `door.desk.${kind}.by-hand`));
  }
  // Until the second person has confirmed it, nobody has spoken to the locks.
  if (shelter.confirmedAt === undefined)
    return t(`door.desk.${kind}.${shelter.withdrawnAt === undefined ? "not-yet" : "never"}`);
  const words = t(`door.desk.${kind}.${door.state}`);
  return lastFailure === undefined ? words : html`${status("bad", t(`door.staff.failure.${lastFailure}`))}　${words}`;
}
