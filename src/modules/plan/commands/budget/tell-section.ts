import type { Act } from "../../../../kernel/act.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { listStaffRoles } from "../../../identity/index.ts";
import { sendNotice } from "../../../notice/index.ts";
import { recipientsOf } from "../../rules/evaluation/recipients.ts";
import { getRequest, listRequests, type StoredRequest } from "../../store/budget.ts";
import { findProject } from "../../store/plan.ts";

/** `occasion` names the event: whoever was told of it is not told again when the job runs a second time. */
type Occasion = { readonly occasion: string };

/** 課にもどす: the section's writers and its head are told that the request is with them again; why stands on its page. */
export async function tellOfReturnedRequest(
  act: Act,
  { requestId, occasion }: Occasion & { readonly requestId: string },
): Promise<void> {
  const request = await getRequest(act.tx, requestId);
  if (request.state !== "drafted") return;
  const project = await findProject(act.tx, request.planId, request.project);
  for (const personId of await listSectionPeople(act, request)) {
    await sendNotice(act, {
      to: { personId },
      kind: "plan-budget.returned",
      params: { project: project?.name ?? request.project, year: yearOf(request.year) },
      link: `/staff/budget/requests/${request.id}`,
      subject: { kind: "request", id: request.id },
      once: `plan.request-returned/${occasion}/${personId}`,
    });
  }
}

/** 公表: each who asked gets one mail, however many of the section's requests were answered; amounts stand on the page. */
export async function tellOfAnswers(
  act: Act,
  { planId, year, requestIds, occasion }: Occasion & { planId: string; year: number; requestIds: readonly string[] },
): Promise<void> {
  const answered = (await listRequests(act.tx, planId, year, { state: "published" })).filter(({ id }) =>
    requestIds.includes(id),
  );
  const counts = new Map<string, number>();
  for (const request of answered) {
    for (const personId of await listSectionPeople(act, request)) {
      counts.set(personId, (counts.get(personId) ?? 0) + 1);
    }
  }
  for (const [personId, count] of counts) {
    await sendNotice(act, {
      to: { personId },
      kind: "plan-budget.answered",
      params: { year: yearOf(year), count },
      link: `/staff/budget/${planId}/${year}/requests`,
      once: `plan.answers-published/${occasion}/${personId}`,
    });
  }
}

async function listSectionPeople(act: Act, { sectionId }: StoredRequest): Promise<ReadonlySet<string>> {
  const staff = await listStaffRoles(act.tx, act.now);
  return new Set(recipientsOf("answer", { sectionId }, staff).map(({ id }) => id));
}

function yearOf(year: number) {
  return { ja: formatFiscalYear(year, "ja"), en: formatFiscalYear(year, "en") };
}
