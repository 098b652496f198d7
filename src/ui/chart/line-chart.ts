import { type Content, type Html, html } from "../../kernel/html.ts";
import { axis } from "./axis.ts";
import { type Canvas, type ChartFrame, chartFrame } from "./chart.ts";
import { scaleOf, ticksOf } from "./scale.ts";

export type LinePoint = {
  readonly label: string;
  /** R7: under a narrow chart. */
  readonly short: string;
  readonly value: number;
  /** base ■, actual ●, now ○ (not final), goal ◇ */
  readonly kind: "base" | "actual" | "now" | "goal";
  /** Steps along the axis, from 0; the default is the point's place in the list. */
  readonly at?: number;
  /** Named in place: 目標 450人. */
  readonly mark?: string;
};

export type Step = { readonly label: string; readonly short: string };
type PathPoint = { readonly at: number; readonly value: number };

type LineChartProps = ChartFrame & {
  readonly points: readonly LinePoint[];
  readonly figure: (value: number) => string;
  /** Names of the axis; without them each point's own. */
  readonly steps?: readonly Step[];
  /** Where the figure should be, as dots. Without it: straight from base to goal. */
  readonly path?: readonly PathPoint[];
  /** A thin upright from the path to the actual, with where it should be: あるべきところ 387人. */
  readonly gap?: PathPoint & { readonly from: number; readonly mark: string };
};

type Dot = LinePoint & { readonly x: number; readonly y: number };
type Place = (point: PathPoint) => { readonly x: number; readonly y: number };

/** A figure through time: from the baseline over the actuals to now, and the way to the goal as dots. */
export function lineChart(props: LineChartProps): Html {
  const { points, figure } = props;
  const rows = points.map(({ label, value }) => ({ label, figure: figure(value) }));
  return chartFrame(props, rows, (canvas) => draw(props, canvas));
}

/** The round figures of the axis; its first is what the caption says if it is not zero. */
export function lineChartTicks({ points, path = [] }: Pick<LineChartProps, "points" | "path">): readonly number[] {
  const values = [...points, ...path].map(({ value }) => value);
  return ticksOf(Math.min(...values), Math.max(...values));
}

function draw(props: LineChartProps, { width, height, isPhone }: Canvas): Html {
  const { points, figure, steps, gap } = props;
  const ticks = lineChartTicks(props);
  const [bottom, top] = [height - 66, 40];
  const y = scaleOf([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, top]);
  const last = Math.max(...points.map(({ at }, index) => at ?? index), (steps?.length ?? 0) - 1, 1);
  const names = ticks.map((tick) => figure(tick));
  const left = 12 + widthOf(names.reduce((one, other) => (widthOf(one) > widthOf(other) ? one : other), ""));
  const x = scaleOf([0, last], [Math.max(46, left), width - 22]);
  const place: Place = ({ at, value }) => ({ x: x(at), y: y(value) });
  const dots: Dot[] = points.map((point, index) => ({
    ...point,
    ...place({ at: point.at ?? index, value: point.value }),
  }));
  const settled = dots.filter(({ kind }) => kind === "base" || kind === "actual");
  const now = dots.find(({ kind }) => kind === "now");
  const start = settled.at(-1);
  const below =
    steps === undefined
      ? dots.map((dot) => ({ x: dot.x, name: isPhone ? dot.short : dot.label }))
      : steps.map(({ label, short }, at) => ({ x: x(at), name: isPhone || steps.length > 7 ? short : label }));
  return html`${axis({ ticks: ticks.map((tick, at) => ({ y: y(tick), name: names[at] ?? "" })), names: thinned(below, isPhone ? 7 : 10), left: x(0), width, bottom })}${way("chart__path", pathOf(props, dots, place))}${now && start && way("chart__tonow", [start, now])}${way("chart__actual", settled)}${gap && upright(gap, place)}${dots.map(shape)}${gap && gapMark(gap, place, dots)}${dots.map((dot) => mark(dot, dots, width))}`;
}

function pathOf({ path }: LineChartProps, dots: readonly Dot[], place: Place) {
  if (path !== undefined) return path.map(place);
  const [base, goal] = [dots.find(({ kind }) => kind === "base"), dots.find(({ kind }) => kind === "goal")];
  return base && goal ? [base, goal] : [];
}

function way(name: string, dots: readonly { readonly x: number; readonly y: number }[]): Content {
  if (dots.length < 2) return undefined;
  return html`<path class="${name}" d="M${dots.map(({ x, y }) => `${x} ${y}`).join("L")}"/>`;
}

/** Ends short of both points, so that neither is crossed. */
function upright(gap: PathPoint & { from: number }, place: Place): Content {
  const [should, is] = [place(gap), place({ at: gap.at, value: gap.from })];
  const room = is.y - should.y;
  if (Math.abs(room) < 26) return undefined;
  const sign = Math.sign(room);
  return html`<line class="chart__gap" x1="${should.x}" x2="${should.x}" y1="${should.y + 6 * sign}" y2="${is.y - 11 * sign}"/>`;
}

function shape({ kind, x, y }: Dot): Html {
  if (kind === "base") return html`<rect class="chart__base" x="${x - 6}" y="${y - 6}" width="12" height="12"/>`;
  if (kind === "goal") return html`<path class="chart__goal" d="M${x} ${y - 10}l10 10-10 10-10-10z"/>`;
  return html`<circle class="chart__${kind === "now" ? "now" : "dot"}" cx="${x}" cy="${y}" r="7"/>`;
}

/** On the side of the path that is away from the actual. */
function gapMark(gap: PathPoint & { from: number; mark: string }, place: Place, dots: readonly Dot[]): Html {
  const { x, y } = place(gap);
  const isAbove = gap.value >= gap.from;
  const isEarly = x - widthOf(gap.mark) < (dots[0]?.x ?? 0);
  return html`<text x="${isEarly ? x + 6 : x - 6}" y="${isAbove ? y - 14 : y + 24}"${isEarly ? "" : html` text-anchor="end"`}>${gap.mark}</text>`;
}

/** Names stand on the side of the line that is free: above where the line goes down, below where it rises. */
function mark({ mark: text, kind, x, y }: Dot, dots: readonly Dot[], width: number): Content {
  if (text === undefined) return undefined;
  const [base, goal] = [dots[0], dots.at(-1)];
  const falls = base !== undefined && goal !== undefined && goal.y > base.y;
  const room = widthOf(text);
  if (kind === "now") {
    const isTight = isHeroTight({ x }, text, width);
    return html`<text class="chart__hero" x="${isTight ? width - 2 : x + 14}" y="${isTight ? y + (falls ? -20 : 34) : y + 7}"${isTight ? html` text-anchor="end"` : ""}>${text}</text>`;
  }
  const isAbove = (kind === "goal") !== falls;
  const now = dots.find((dot) => dot.kind === "now");
  // The name of now takes the line below if it has no room beside its point.
  const isCrowded = kind === "actual" && now?.mark !== undefined && isHeroTight(now, now.mark, width);
  const from = kind === "base" ? x - 4 : x + 10;
  const isTight = from + room > width;
  return html`<text class="chart__strong" x="${isTight ? width - 4 : from}" y="${isAbove ? y - 18 - (isCrowded ? 22 : 0) : y + 28 + (isCrowded ? 22 : 0)}"${isTight ? html` text-anchor="end"` : ""}>${text}</text>`;
}

/** Its letters are half again as wide as the others'. */
function isHeroTight({ x }: { readonly x: number }, text: string, width: number): boolean {
  return x + 14 + widthOf(text) * 1.45 > width;
}

/** In units of the drawing: 15 for a wide letter, 9 for a narrow one. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[ -~]/.test(letter) ? 9 : 15), 0);
}

/** As many names as there is room for; the first and the last always. */
function thinned<Name>(names: readonly Name[], most: number): readonly Name[] {
  const every = Math.ceil(names.length / most);
  return names.filter(
    (_, at) => every === 1 || at === names.length - 1 || (at % every === 0 && at < names.length - every / 2),
  );
}
