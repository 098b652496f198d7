export { defineDoors, findShownCode, hideCode, openDoor, requestCode, revokeCode, viewCode } from "./commands.ts";
export type { Adapters as DoorAdapters } from "./jobs.ts";
export { listenToDoors } from "./listener.ts";
export { type DoorUse, doorUseAt, openingStateAt } from "./rules.ts";
export { type AccessDoorView, type AccessView, findAccess } from "./store/access-view.ts";
export { type Door, listDoors } from "./store/doors.ts";
export { type Entry, listEntries } from "./store/entries.ts";
export { type AlarmView, listAlarms } from "./store/incidents.ts";
export type { CodeState, CommandState, DoorDefinition, EntryKind, LockAdapter, Subject } from "./types.ts";
