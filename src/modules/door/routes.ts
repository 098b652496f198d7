import { errand, page, type Route } from "../../kernel/http/route.ts";
import { giveSpareCode, staffLock, staffUnlock, takeAlarm, viewSpareCode } from "./commands.ts";
import { showDoor } from "./pages/door-page.ts";
import { showDoors } from "./pages/doors-page.ts";
import { policy } from "./policy.ts";
import { lockHook } from "./routes/hook.ts";
import { keyRoutes } from "./routes/keys.ts";
import { shelterRoutes } from "./routes/shelter.ts";
import { alarmPath, doorPath, nothing, operationForm, spareForm, spareViewForm } from "./schema.ts";

/** The resident's errands (open, see the code) are the facility's: only it knows whose booking it is. */
export const doorRoutes: readonly Route[] = [
  ...shelterRoutes,
  ...keyRoutes,
  lockHook,
  page({
    path: "/staff/doors",
    who: policy.see,
    limit: "page",
    params: nothing,
    query: nothing,
    show: (view) => showDoors(view),
  }),
  page({
    path: "/staff/doors/:door",
    who: policy.see,
    limit: "page",
    params: doorPath,
    query: nothing,
    show: (view, { params }) => showDoor(view, params.door),
  }),
  errand({
    path: "/staff/doors/:door/operate",
    who: policy.operate,
    limit: "form",
    params: doorPath,
    form: operationForm,
    run: (act, { params, form }) =>
      (form.what === "unlock" ? staffUnlock : staffLock)(act, { doorId: params.door, reason: form.reason }),
    then: (_, { params }) => ({ to: `/staff/doors/${params.door}`, flash: "door.staff.asked" }),
    again: (view, { params, ...sent }) => showDoor(view, params.door, sent),
  }),
  errand({
    path: "/staff/doors/:door/spare-codes",
    who: policy.handOut,
    limit: "form",
    params: doorPath,
    form: spareForm,
    run: (act, { params, form }) => giveSpareCode(act, { doorId: params.door, reason: form.why }),
    then: (_, { params }) => ({ to: `/staff/doors/${params.door}`, flash: "door.staff.spare-given" }),
    again: (view, { params, ...sent }) => showDoor(view, params.door, sent),
  }),
  errand({
    path: "/staff/doors/:door/spare-codes/view",
    who: policy.handOut,
    limit: "form",
    params: doorPath,
    form: spareViewForm,
    // The code is not handed on: what an errand gives back is stored with its form key.
    run: async (act, { params, form }) => {
      await viewSpareCode(act, { doorId: params.door, spareId: form.spare });
    },
    then: (_, { params }) => ({ to: `/staff/doors/${params.door}` }),
    again: (view, { params, ...sent }) => showDoor(view, params.door, sent),
  }),
  errand({
    path: "/staff/doors/:door/alarms/:alarm/take",
    who: policy.takeAlarm,
    limit: "form",
    params: alarmPath,
    form: nothing,
    run: (act, { params }) => takeAlarm(act, { doorId: params.door, alarmId: params.alarm }),
    then: () => ({ to: "/staff/doors", flash: "door.staff.alarm-taken" }),
    again: (view, { problems }) => showDoors(view, problems),
  }),
];
