import { errand, page, type Route } from "../../kernel/http/route.ts";
import { sendAgain } from "./commands/send-again.ts";
import { showList } from "./pages/list-page.ts";
import { showOne } from "./pages/one-page.ts";
import { policy } from "./policy.ts";
import { listQuery, messagePath, nothing } from "./schema.ts";

export const routes: readonly Route[] = [
  page({
    path: "/staff/notices",
    who: policy.look,
    limit: "page",
    params: nothing,
    query: listQuery,
    show: (view, { query }) => showList(view, query),
  }),
  page({
    path: "/staff/notices/:id",
    who: policy.look,
    limit: "page",
    params: messagePath,
    query: nothing,
    show: (view, { params }) => showOne(view, params.id),
  }),
  errand({
    path: "/staff/notices/:id/send-again",
    who: policy.sendAgain,
    limit: "form",
    params: messagePath,
    form: nothing,
    run: (act, { params }) => sendAgain(act, { messageId: params.id }),
    then: (_, { params }) => ({ to: `/staff/notices/${params.id}`, flash: "notice.staff.sent-again" }),
    again: (view, { params, problems }) => showOne(view, params.id, problems),
  }),
];
