export { type Alarm, alarms } from "./alarm/alarm.ts";
export { type AssetPaths, assetPaths, listAssets } from "./assets.ts";
export { type BoardBar, type BoardRoom, board } from "./board/board.ts";
export { button, buttonLink } from "./button/button.ts";
export type { Crumb } from "./crumbs/crumbs.ts";
export { doorCard } from "./door/door.ts";
export { empty } from "./empty/empty.ts";
export { errorSummary } from "./error-summary/error-summary.ts";
export {
  checkbox,
  checkboxField,
  errorAt,
  fileField,
  hidden,
  type Option,
  radioField,
  selectField,
  textArea,
  textField,
} from "./field/field.ts";
export { form, queryForm } from "./form/form.ts";
export { help } from "./help/help.ts";
export { hold } from "./hold/hold.ts";
export { icon } from "./icon/icon.ts";
export type { IconName } from "./icon/shapes.ts";
export { notice } from "./notice/notice.ts";
export { numeral } from "./numeral/numeral.ts";
export { type PageProps, page } from "./page/page.ts";
export { pager } from "./pager/pager.ts";
export { type PriceTableLine, price } from "./price/price.ts";
export { papers } from "./papers/papers.ts";
export { type SlotCell, slotList, spaceRow } from "./space-row/space-row.ts";
export { pill, type StatusKind, status } from "./status/status.ts";
export { steps } from "./steps/steps.ts";
export { type SummaryLine, summary } from "./summary/summary.ts";
export { type Column, table } from "./table/table.ts";
export { legend, type WeekCell, type WeekRow, week } from "./week/week.ts";
