import { errand, feed, page, type Route } from "../../../kernel/http/route.ts";
import { applyDraft, dropDraft, planners } from "../commands/revision/draft.ts";
import { editNode } from "../commands/revision/edit-node.ts";
import { draftFile } from "../commands/revision/read-file.ts";
import { showEdit, showEditAgain, showParts } from "../pages/revision/edit.ts";
import { sendTemplate, showDraft, showDraftAgain, showImport, showImportAgain } from "../pages/revision/import.ts";
import { sendPlanXlsx, sendPlanYaml, showRevision, showRevisions } from "../pages/revision/revisions.ts";
import {
  applyForm,
  draftParams,
  dropForm,
  importForm,
  nodeForm,
  nodeParams,
  noParams,
  noQuery,
  planParams,
  revisionParams,
} from "../schema/revision/requests.ts";
import type { PlanOptions } from "../types/options.ts";

const open = { who: "anyone", limit: "page", query: noQuery } as const;
const look = { who: planners, limit: "page", query: noQuery } as const;
const send = { who: planners, limit: "form" } as const;

const draftPath = (id: string) => `/staff/plan/drafts/${id}`;

/** The plan as data: its revisions and exports for everybody, bringing and changing it for planners. */
export const revisionRoutes = (options: PlanOptions): readonly Route[] => [
  page({ ...open, path: "/plans/:plan/revisions", params: planParams, show: showRevisions }),
  page({ ...open, path: "/plans/:plan/revisions/:revision", params: revisionParams, show: showRevision }),
  feed({ ...open, path: "/plans/:plan/plan.yaml", params: planParams, respond: sendPlanYaml }),
  feed({ ...open, path: "/plans/:plan/plan.xlsx", params: planParams, respond: sendPlanXlsx }),

  feed({ ...look, path: "/staff/plan/template.xlsx", params: noParams, respond: sendTemplate }),
  page({ ...look, path: "/staff/plan/import", params: noParams, show: showImport }),
  errand({
    ...send,
    path: "/staff/plan/import",
    upload: true,
    params: noParams,
    form: importForm,
    run: (act, { form: { file } }) => draftFile(act, { file, planId: undefined }),
    then: (id) => ({ to: draftPath(id) }),
    again: showImportAgain,
  }),
  page({ ...look, path: "/staff/plan/:plan/import", params: planParams, show: showImport }),
  errand({
    ...send,
    path: "/staff/plan/:plan/import",
    upload: true,
    params: planParams,
    form: importForm,
    run: (act, { params, form: { file } }) => draftFile(act, { file, planId: params.plan }),
    then: (id) => ({ to: draftPath(id) }),
    again: showImportAgain,
  }),
  page({ ...look, path: "/staff/plan/drafts/:draft", params: draftParams, show: showDraft(options) }),
  errand({
    ...send,
    path: "/staff/plan/drafts/:draft",
    params: draftParams,
    form: applyForm,
    run: (act, { params, form: { seen, reason } }) => applyDraft(act, { draftId: params.draft, seen, reason }),
    then: ({ planId, revision }) => ({
      to: `/plans/${planId}/revisions/${revision}`,
      flash: "plan-data.staff.draft.applied",
    }),
    again: showDraftAgain(options),
  }),
  errand({
    ...send,
    path: "/staff/plan/drafts/:draft/drop",
    params: draftParams,
    form: dropForm,
    run: (act, { params }) => dropDraft(act, params.draft),
    then: () => ({ to: "/staff/plan", flash: "plan-data.staff.draft.dropped" }),
    again: showDraftAgain(options),
  }),
  page({ ...look, path: "/staff/plan/:plan/edit", params: planParams, show: showParts }),
  page({ ...look, path: "/staff/plan/:plan/edit/:code", params: nodeParams, show: showEdit }),
  errand({
    ...send,
    path: "/staff/plan/:plan/edit/:code",
    params: nodeParams,
    form: nodeForm,
    run: (act, { params, form }) => editNode(act, { planId: params.plan, code: params.code, ...form }),
    then: (id) => ({ to: draftPath(id) }),
    again: showEditAgain,
  }),
];
