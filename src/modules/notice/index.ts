export { sendNotice } from "./commands/send-notice.ts";
export type { NoticeKind, NoticeToSend, Said, SaidLine } from "./types.ts";
