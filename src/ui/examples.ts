import { alarmShowcase } from "./alarm/alarm.examples.ts";
import { beadsShowcase } from "./beads/beads.examples.ts";
import { boardLegendShowcase, boardShowcase } from "./board/board.examples.ts";
import { buttonLinkShowcase, buttonShowcase } from "./button/button.examples.ts";
import { barChartShowcase, lineChartShowcase } from "./chart/chart.examples.ts";
import { crumbsShowcase } from "./crumbs/crumbs.examples.ts";
import { doorShowcase } from "./door/door.examples.ts";
import { emptyShowcase } from "./empty/empty.examples.ts";
import { errandsShowcase } from "./errands/errands.examples.ts";
import { errorSummaryShowcase } from "./error-summary/error-summary.examples.ts";
import type { AnyShowcase } from "./example.ts";
import { fieldShowcases } from "./field/field.examples.ts";
import { formShowcase, queryFormShowcase } from "./form/form.examples.ts";
import { helpShowcase } from "./help/help.examples.ts";
import { holdShowcase } from "./hold/hold.examples.ts";
import { horizonShowcase } from "./horizon/horizon.examples.ts";
import { iconShowcase } from "./icon/icon.examples.ts";
import { figureRowShowcase, verdictBoxShowcase } from "./indicator/indicator.examples.ts";
import { monthShowcase } from "./month/month.examples.ts";
import { noticeShowcase } from "./notice/notice.examples.ts";
import { numeralShowcase } from "./numeral/numeral.examples.ts";
import { openTodayShowcase } from "./open-today/open-today.examples.ts";
import { originShowcase } from "./origin/origin.examples.ts";
import { pageShowcase } from "./page/page.examples.ts";
import { pagerShowcase } from "./pager/pager.examples.ts";
import { paginationShowcase } from "./pagination/pagination.examples.ts";
import { papersShowcase } from "./papers/papers.examples.ts";
import { policiesShowcase, tallyShowcase } from "./policy/policy.examples.ts";
import { polishLineShowcase } from "./polish-line/polish-line.examples.ts";
import { priceShowcase } from "./price/price.examples.ts";
import { searchShowcase } from "./search/search.examples.ts";
import { sheetShowcases } from "./sheet/sheet.examples.ts";
import { slotListShowcase, spaceRowShowcase } from "./space-row/space-row.examples.ts";
import { pillShowcase, statusShowcase } from "./status/status.examples.ts";
import { stepsShowcase } from "./steps/steps.examples.ts";
import { summaryShowcase } from "./summary/summary.examples.ts";
import { tableShowcase } from "./table/table.examples.ts";
import { tabsShowcase } from "./tabs/tabs.examples.ts";
import { tagShowcase } from "./tag/tag.examples.ts";
import { telephoneShowcase } from "./telephone/telephone.examples.ts";
import { tilesShowcase } from "./tiles/tiles.examples.ts";
import { timelineShowcase } from "./timeline/timeline.examples.ts";
import { legendShowcase, weekShowcase } from "./week/week.examples.ts";

/** Every component with its examples: they feed the catalogue, the HTML tests and the accessibility tests. */
export const showcases: readonly AnyShowcase[] = [
  alarmShowcase,
  beadsShowcase,
  boardShowcase,
  boardLegendShowcase,
  buttonShowcase,
  buttonLinkShowcase,
  lineChartShowcase,
  barChartShowcase,
  crumbsShowcase,
  doorShowcase,
  emptyShowcase,
  errandsShowcase,
  errorSummaryShowcase,
  ...fieldShowcases,
  formShowcase,
  queryFormShowcase,
  helpShowcase,
  holdShowcase,
  horizonShowcase,
  iconShowcase,
  verdictBoxShowcase,
  figureRowShowcase,
  monthShowcase,
  noticeShowcase,
  numeralShowcase,
  openTodayShowcase,
  originShowcase,
  pageShowcase,
  pagerShowcase,
  paginationShowcase,
  papersShowcase,
  policiesShowcase,
  tallyShowcase,
  polishLineShowcase,
  priceShowcase,
  searchShowcase,
  ...sheetShowcases,
  spaceRowShowcase,
  slotListShowcase,
  statusShowcase,
  pillShowcase,
  stepsShowcase,
  summaryShowcase,
  tableShowcase,
  tabsShowcase,
  tagShowcase,
  telephoneShowcase,
  tilesShowcase,
  timelineShowcase,
  weekShowcase,
  legendShowcase,
];
