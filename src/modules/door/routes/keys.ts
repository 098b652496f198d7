import { errand, page, type Route } from "../../../kernel/http/route.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { handKeyOut, setBoxNumber, takeKeyBack } from "../commands.ts";
import { showDoor } from "../pages/door-page.ts";
import { showKeys } from "../pages/keys-page.ts";
import { showViews } from "../pages/views-page.ts";
import { policy } from "../policy.ts";
import { boxForm, doorPath, keyPath, nothing, weekQuery } from "../schema.ts";

/** Keys over the counter, key boxes, and the report of looks at codes. */
export const keyRoutes: readonly Route[] = [
  // Before /staff/doors/:door, which would take "views" for a door.
  page({
    path: "/staff/doors/views",
    who: policy.seeViews,
    limit: "page",
    params: nothing,
    query: weekQuery,
    show: (view, { query }) => showViews(view, query.week as CivilDate | undefined),
  }),
  page({
    path: "/staff/keys",
    who: policy.see,
    limit: "page",
    params: nothing,
    query: nothing,
    show: (view) => showKeys(view),
  }),
  errand({
    path: "/staff/keys/:keyUse/hand",
    who: policy.handKey,
    limit: "form",
    params: keyPath,
    form: nothing,
    run: (act, { params }) => handKeyOut(act, { keyUseId: params.keyUse }),
    then: () => ({ to: "/staff/keys", flash: "door.desk.handed" }),
    again: (view, { problems }) => showKeys(view, problems),
  }),
  errand({
    path: "/staff/keys/:keyUse/take",
    who: policy.handKey,
    limit: "form",
    params: keyPath,
    form: nothing,
    run: (act, { params }) => takeKeyBack(act, { keyUseId: params.keyUse }),
    then: () => ({ to: "/staff/keys", flash: "door.desk.taken" }),
    again: (view, { problems }) => showKeys(view, problems),
  }),
  errand({
    path: "/staff/doors/:door/box",
    who: policy.handKey,
    limit: "form",
    params: doorPath,
    form: boxForm,
    run: (act, { params, form }) => setBoxNumber(act, { doorId: params.door, number: form.number }),
    then: (_, { params }) => ({ to: `/staff/doors/${params.door}`, flash: "door.desk.box-done" }),
    // The number that was typed is not written back into the page.
    again: (view, { params, problems }) => showDoor(view, params.door, { values: {}, problems }),
  }),
];
