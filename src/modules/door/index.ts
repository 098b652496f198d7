export {
  defineDoors,
  findShownCode,
  hideCode,
  openDoor,
  reenterDoor,
  requestCode,
  rescheduleCode,
  revokeCode,
  setBoxNumber,
  viewCode,
} from "./commands.ts";
export type { Adapters as DoorAdapters } from "./jobs.ts";
export { listenToDoors } from "./listener.ts";
export { drawAlarms } from "./pages/alarm-list.ts";
export { type DoorCardProps, drawDoorCard, isOpeningUnderWay } from "./pages/door-card.ts";
export { drawBattery, drawConnection } from "./pages/doors-page.ts";
export { listOwnAlarms, listOwnDoors } from "./pages/own-doors.ts";
export { type DoorUse, doorUseAt, openingStateAt, windowToShow } from "./rules.ts";
export { type AccessDoorView, type AccessKeyView, type AccessView, findAccess } from "./store/access-view.ts";
export { type Door, listDoors } from "./store/doors.ts";
export { type Entry, listEntries, type UseAsked, wasEntered } from "./store/entries.ts";
export { type AlarmView, listAlarms } from "./store/incidents.ts";
export type {
  AdapterName,
  CodeState,
  CommandState,
  DoorDefinition,
  EntryKind,
  KeyPlaces,
  LockAdapter,
  Subject,
  Window,
} from "./types.ts";
