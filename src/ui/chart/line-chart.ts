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

type LineChartProps = ChartFrame & {
  readonly points: readonly LinePoint[];
  readonly figure: (value: number) => string;
};

type Dot = LinePoint & { readonly x: number; readonly y: number };

/** A figure through time: from the baseline over the actuals to now, and the way to the goal as dots. */
export function lineChart(props: LineChartProps): Html {
  const { points, figure } = props;
  const rows = points.map(({ label, value }) => ({ label, figure: figure(value) }));
  return chartFrame(props, rows, (canvas) => draw(props, canvas));
}

function draw({ points, figure }: LineChartProps, { width, height, isPhone }: Canvas): Html {
  const values = points.map(({ value }) => value);
  const ticks = ticksOf(Math.min(...values), Math.max(...values));
  const [bottom, top] = [height - 66, 40];
  const y = scaleOf([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, top]);
  const last = Math.max(...points.map(({ at }, index) => at ?? index), 1);
  const x = scaleOf([0, last], [46, width - 22]);
  const dots: Dot[] = points.map((point, index) => ({ ...point, x: x(point.at ?? index), y: y(point.value) }));
  const settled = dots.filter(({ kind }) => kind === "base" || kind === "actual");
  const [base, goal] = [dots.find(({ kind }) => kind === "base"), dots.find(({ kind }) => kind === "goal")];
  const now = dots.find(({ kind }) => kind === "now");
  const names = dots.map((dot) => ({ x: dot.x, name: isPhone ? dot.short : dot.label }));
  return html`${axis({ ticks: ticks.map((tick) => ({ y: y(tick), name: figure(tick) })), names, width, bottom })}${base && goal && way("chart__path", [base, goal])}${now && way("chart__tonow", [settled.at(-1) ?? now, now])}${way("chart__actual", settled)}${dots.map(shape)}${dots.map((dot) => mark(dot, width))}`;
}

function way(name: string, dots: readonly Dot[]): Content {
  if (dots.length < 2) return undefined;
  return html`<path class="${name}" d="M${dots.map(({ x, y }) => `${x} ${y}`).join("L")}"/>`;
}

function shape({ kind, x, y }: Dot): Html {
  if (kind === "base") return html`<rect class="chart__base" x="${x - 6}" y="${y - 6}" width="12" height="12"/>`;
  if (kind === "goal") return html`<path class="chart__goal" d="M${x} ${y - 10}l10 10-10 10-10-10z"/>`;
  return html`<circle class="chart__${kind === "now" ? "now" : "dot"}" cx="${x}" cy="${y}" r="7"/>`;
}

/** Names stand below their points and to the right, where the line has gone on rising; the goal's and now's above. */
function mark({ mark: text, kind, x, y }: Dot, width: number): Content {
  if (text === undefined) return undefined;
  // Fifteen units a letter at most: a name that would leave the drawing ends at its edge.
  const isTight = x + 10 + text.length * 15 > width;
  const isAbove = kind === "goal" || kind === "now";
  return html`<text class="chart__strong" x="${isTight ? width - 4 : x + (kind === "base" ? -4 : 10)}" y="${isAbove ? y - 18 : y + 28}"${isTight ? html` text-anchor="end"` : ""}>${text}</text>`;
}
