import { type Content, type Html, html } from "../../../kernel/html.ts";
import { noProblems, type Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { button, empty, form, page, status, table } from "../../../ui/index.ts";
import { spareKind } from "../commands.ts";
import { mayAt } from "../policy.ts";
import { type KeyUseAtCounter, listKeysAtCounter } from "../store/keys.ts";
import { nameDoor } from "./door-name.ts";
import { sayRange, sayWhen } from "./instants.ts";

const dayMs = 86_400_000;

/** The counter's list of keys: what is out, what is needed until tomorrow evening, what came back today. */
export async function showKeys(view: View, problems: Problems = noProblems): Promise<Html> {
  const { t, city, now } = view;
  const range = { from: new Date(+now - dayMs / 2), until: new Date(+now + 1.5 * dayMs) };
  const all = await listKeysAtCounter(city.db, range);
  const keys = all.filter(({ facilityId }) => mayAt(view, "see", facilityId));
  const isInBox = ({ places, state }: KeyUseAtCounter) => places.box === true && state === "waiting";
  const of = (state: KeyUseAtCounter["state"]) => keys.filter((key) => key.state === state && !isInBox(key));
  const inBox = keys.filter((key) => isInBox(key) && key.until > now);
  const section = (id: string, title: Html, list: readonly KeyUseAtCounter[], none: Html) =>
    html`<section class="stack-s" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${list.length === 0 ? html`<p class="muted">${none}</p>` : drawKeys(view, title, list)}</section>`;
  const main =
    keys.length === 0
      ? empty(t("door.desk.no-keys"), [t("door.desk.no-keys-why")])
      : html`<div class="stack-l">${section("out", t("door.desk.keys-out"), of("out"), t("door.desk.none-out"))}
${section("waiting", t("door.desk.keys-waiting"), of("waiting"), t("door.desk.none-waiting"))}
${inBox.length > 0 && html`<section class="stack-s" aria-labelledby="boxes"><h2 id="boxes">${t("door.desk.keys-in-box")}</h2><p>${t("door.desk.keys-in-box-why")}</p>${drawKeys(view, t("door.desk.keys-in-box"), inBox)}</section>`}
${section("back", t("door.desk.keys-back"), of("back"), t("door.desk.none-back"))}</div>`;
  return page(view, {
    title: t.text("door.desk.keys"),
    area: "staff",
    crumbs: [{ label: t("door.staff.title"), href: "/staff/doors" }, { label: t("door.desk.keys") }],
    problems,
    main: html`<div class="head"><h1>${t("door.desk.keys")}</h1><p>${t("door.desk.keys-lead")}</p></div>${main}`,
  });
}

function drawKeys(view: View, caption: Html, keys: readonly KeyUseAtCounter[]): Html {
  const { t } = view;
  return table({
    caption,
    captionHidden: true,
    rows: keys,
    columns: [
      {
        label: t("door.staff.door"),
        head: true,
        cell: ({ doorId, doorName, place }) =>
          html`<a href="/staff/doors/${doorId}">${nameDoor(view, { name: doorName, place })}</a>`,
      },
      {
        label: t("door.staff.window"),
        cell: (key) => sayRange(view, key),
      },
      { label: t("door.desk.whose"), cell: ({ subject }) => drawSubject(view, subject) },
      { label: t("door.desk.key-state"), cell: (key) => drawState(view, key) },
    ],
  });
}

/** Who booked stands on the booking's page, where the look is recorded. */
export function drawSubject({ t }: View, { kind, id }: { kind: string; id: string }): Content {
  if (kind === "booking") return html`<a href="/staff/bookings/${id}">${t("door.desk.booking")}</a>`;
  return t(kind === spareKind ? "door.desk.spare-subject" : "door.desk.other-subject");
}

function drawState(view: View, key: KeyUseAtCounter): Content {
  const { t, now } = view;
  if (key.state === "back") return t("door.desk.back-at", { time: key.backAt ? sayWhen(view, key.backAt) : "－" });
  const isLate = key.state === "out" && key.until <= now;
  const isInBox = key.places.box === true && key.state === "waiting";
  const box = isInBox && key.boxSetAt === undefined ? status("late", t("door.desk.box-unset")) : undefined;
  const since = key.outAt && t("door.desk.out-since", { time: sayWhen(view, key.outAt) });
  const words = isLate ? html`${status("late", t("door.desk.overdue"))}　${since}` : (box ?? since);
  if (!mayAt(view, "handKey", key.facilityId)) return words ?? t(isInBox ? "door.desk.in-box" : "door.desk.at-counter");
  const step = key.state === "out" ? "take" : "hand";
  if (step === "hand" && key.until <= now) return t("door.desk.not-fetched");
  const label = t(isInBox ? "door.desk.hand-from-box" : `door.desk.${step}`);
  return html`${words && html`<p>${words}</p>`}${form(view, {
    action: `/staff/keys/${key.id}/${step}`,
    class: "row",
    content: button({
      label,
      size: "small",
      ...(isInBox ? { kind: "second" as const } : {}),
      about: nameDoor(view, { name: key.doorName, place: key.place }),
    }),
  })}`;
}
