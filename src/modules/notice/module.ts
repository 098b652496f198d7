import type { Module } from "../../kernel/module.ts";
import { forgetPerson } from "./commands/forget.ts";
import { deliverJob, type Post } from "./jobs/deliver.ts";
import { forgetJob } from "./jobs/forget.ts";
import { mailsSent } from "./metrics.ts";
import { routes } from "./routes.ts";
import { countMessagesTo } from "./store/messages.ts";

/** `sender` hands mails to a server, `from` is the address they come from. */
export function noticeModule(post: Post): Module {
  return {
    name: "notice",
    migrations: new URL("./migrations/", import.meta.url),
    routes,
    jobs: [deliverJob(post), forgetJob],
    constraints: {},
    metrics: [mailsSent],
    datasets: [],
    person: {
      reasonsToKeep: async () => [],
      describe: async (db, personId) => [
        { title: "notice.kept-of-person", count: await countMessagesTo(db, personId) },
      ],
      forget: forgetPerson,
    },
    menu: [{ side: "staff", group: "records", href: "/staff/notices", label: "notice.staff.title", order: 80 }],
  };
}
