export { defineDoors } from "./commands/define-doors.ts";
export { giveSpareCode, spareKind, viewSpareCode } from "./commands/give-spare-code.ts";
export { openDoor, staffLock, staffUnlock } from "./commands/operate-door.ts";
export { requestCode } from "./commands/request-code.ts";
export { revokeCode } from "./commands/revoke-code.ts";
export { takeAlarm } from "./commands/take-alarm.ts";
export { findShownCode, hideCode, viewCode } from "./commands/view-code.ts";
