import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { decideApproval } from "../commands/decide-approval.ts";
import { approvalsPath, showApprovals } from "../pages/staff/approvals/list.ts";
import { showApproval, showApprovalAgain } from "../pages/staff/approvals/one.ts";
import { policy } from "../policy.ts";
import { approvalParams, approvalsQuery, decideApprovalForm } from "../schema/approval-requests.ts";
import { noParams, noQuery } from "../schema/requests.ts";

/** 使用の申請: what waits for a decision, and the decision. */
export const approvalRoutes: readonly Route[] = [
  page({
    who: policy.see,
    limit: "page",
    path: approvalsPath,
    params: noParams,
    query: approvalsQuery,
    show: showApprovals,
  }),
  page({
    who: policy.see,
    limit: "page",
    path: `${approvalsPath}/:approval`,
    params: approvalParams,
    query: noQuery,
    show: showApproval,
  }),
  errand({
    who: policy.decideApproval,
    limit: "form",
    path: `${approvalsPath}/:approval/decide`,
    params: approvalParams,
    form: decideApprovalForm,
    run: (act, { params, form: { together, ...form } }) =>
      decideApproval(act, { approvalId: params.approval, ...form, together: together === "yes" }),
    then: (_, { params }) => ({ to: `${approvalsPath}/${params.approval}`, flash: "facility.staff.approval.done" }),
    again: showApprovalAgain,
  }),
];
