import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { closeSpaces } from "../commands/close-spaces.ts";
import { hastenClosure, liftClosure, noteClosureCall } from "../commands/lift-closure.ts";
import { showClosure, showClosureAgain } from "../pages/staff/closures/closure.ts";
import { showClosures } from "../pages/staff/closures/list.ts";
import { showNewClosure, showNewClosureAgain } from "../pages/staff/closures/new.ts";
import { closurePath, closuresPath, newClosurePath } from "../pages/staff/closures/words.ts";
import { policy } from "../policy.ts";
import {
  closureCallParams,
  closureForm,
  closurePageQuery,
  closureParams,
  liftForm,
} from "../schema/closure-requests.ts";
import { emptyForm, noParams, noQuery } from "../schema/requests.ts";
import { answersQuery } from "../schema/staff-requests.ts";

const act = { who: policy.close, limit: "form" } as const;

/** 臨時休館: who is in the way, closing, how far it is, lifting it, and who was called. */
export const closureRoutes: readonly Route[] = [
  page({ who: policy.see, limit: "page", path: closuresPath, params: noParams, query: noQuery, show: showClosures }),
  page({
    who: policy.close,
    limit: "page",
    path: newClosurePath,
    params: noParams,
    query: answersQuery,
    show: showNewClosure,
  }),
  errand({
    ...act,
    path: newClosurePath,
    params: noParams,
    form: closureForm,
    run: (command, { form }) => closeSpaces(command, form),
    then: ({ id }) => ({ to: closurePath(id), flash: "facility.staff.closure.closed" }),
    again: showNewClosureAgain,
  }),
  page({
    who: policy.see,
    limit: "page",
    path: `${closuresPath}/:closure`,
    params: closureParams,
    query: closurePageQuery,
    show: showClosure,
  }),
  errand({
    ...act,
    path: `${closuresPath}/:closure/hasten`,
    params: closureParams,
    form: emptyForm,
    run: (command, { params }) => hastenClosure(command, { closureId: params.closure }),
    then: (_, { params }) => ({ to: closurePath(params.closure) }),
    again: showClosureAgain,
  }),
  errand({
    ...act,
    path: `${closuresPath}/:closure/lift`,
    params: closureParams,
    form: liftForm,
    run: (command, { params, form }) => liftClosure(command, { closureId: params.closure, reason: form.reason }),
    then: (_, { params }) => ({ to: closurePath(params.closure), flash: "facility.staff.closure.lifted" }),
    again: showClosureAgain,
  }),
  errand({
    ...act,
    path: `${closuresPath}/:closure/calls/:booking`,
    params: closureCallParams,
    form: emptyForm,
    run: (command, { params }) => noteClosureCall(command, { closureId: params.closure, bookingId: params.booking }),
    then: (_, { params }) => ({ to: `${closurePath(params.closure)}?names=1#calls` }),
    again: showClosureAgain,
  }),
];
