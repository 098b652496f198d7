import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { empty, page, table } from "../../../../ui/index.ts";
import { type Awaited, awaitedOf } from "../../rules/evaluation/late.ts";
import { listSheets } from "../../store/sheet.ts";
import type { Round, Sheet } from "../../types/evaluation.ts";
import { getRound, type RoundParams } from "./round.ts";
import { leftText, roundPath, roundsPath, sectionNames, sectionOf, sheetPath, stepKeys, yearOf } from "./words.ts";

type Late = { readonly sheet: Sheet; readonly awaited: Awaited };

/** The longest late first. */
export function listLate(round: Pick<Round, "due">, sheets: readonly Sheet[], today: string): readonly Late[] {
  return sheets
    .flatMap((sheet) => {
      const awaited = awaitedOf(round, sheet.state, today);
      return awaited !== undefined && awaited.daysLeft < 0 ? [{ sheet, awaited }] : [];
    })
    .sort((a, b) => a.awaited.daysLeft - b.awaited.daysLeft || a.sheet.subject.localeCompare(b.sheet.subject));
}

/** だれのところで止まっているか. */
export async function showLate(view: View, { params }: RoundParams): Promise<Html> {
  const { t, city, today, locale } = view;
  const round = await getRound(view, params);
  const late = round.state === "open" ? listLate(round, await listSheets(city.db, round.id), today) : [];
  const sections = await sectionNames(view);
  const who = ({ sheet, awaited }: Late) =>
    ["write", "head", "answer"].includes(awaited.step)
      ? sectionOf(view, sections, sheet)
      : t.text(
          awaited.step === "review" || awaited.step === "discuss"
            ? "plan-evaluation.staff.board"
            : "plan-evaluation.staff.planners",
        );
  return page(view, {
    title: t.text("plan-evaluation.staff.late.title"),
    area: "staff",
    crumbs: [
      { label: t("plan-evaluation.staff.title"), href: roundsPath },
      { label: yearOf(view, round), href: roundPath(round.id) },
      { label: t("plan-evaluation.staff.late.title") },
    ],
    main: html`<div class="stack-l"><h1>${t("plan-evaluation.staff.late.title")}</h1>${
      late.length === 0
        ? empty(t("plan-evaluation.staff.late.none"), [
            html`<a href="${roundPath(round.id)}">${t("plan-evaluation.staff.late.back")}</a>`,
          ])
        : table<Late>({
            caption: t("plan-evaluation.staff.late.caption", { count: late.length }),
            rows: late,
            columns: [
              {
                label: t("plan-evaluation.staff.round.sheet"),
                head: true,
                cell: ({ sheet }) => html`<a href="${sheetPath(sheet)}">${sheet.subject}　${sheet.title}</a>`,
              },
              { label: t("plan-evaluation.staff.late.who"), cell: who },
              { label: t("plan-evaluation.staff.late.step"), cell: ({ awaited }) => t(stepKeys[awaited.step]) },
              { label: t("plan-evaluation.staff.late.due"), cell: ({ awaited }) => formatDate(awaited.dueOn, locale) },
              { label: t("plan-evaluation.staff.late.over"), cell: ({ sheet }) => leftText(view, round, sheet) },
            ],
          })
    }</div>`,
  });
}
