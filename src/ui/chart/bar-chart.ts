import { type Html, html } from "../../kernel/html.ts";
import { axis } from "./axis.ts";
import { type Canvas, type ChartFrame, chartFrame } from "./chart.ts";
import { scaleOf, ticksOf } from "./scale.ts";

export type Bar = {
  readonly label: string;
  readonly short: string;
  /** Not negative. */
  readonly value: number;
  /** Still counting: drawn with a dashed edge. */
  readonly isNow?: boolean;
};

type BarChartProps = ChartFrame & { readonly bars: readonly Bar[]; readonly figure: (value: number) => string };

/** Amounts side by side. The axis starts at zero, and each bar carries its figure. */
export function barChart(props: BarChartProps): Html {
  const { bars, figure } = props;
  const rows = bars.map(({ label, value }) => ({ label, figure: figure(value) }));
  return chartFrame(props, rows, (canvas) => draw(props, canvas));
}

function draw({ bars, figure }: BarChartProps, { width, height, isPhone }: Canvas): Html {
  const ticks = ticksOf(0, Math.max(...bars.map(({ value }) => value), 0));
  const bottom = height - 66;
  const y = scaleOf([0, ticks.at(-1) ?? 1], [bottom, 40]);
  const room = (width - 22 - 46) / Math.max(bars.length, 1);
  const thick = Math.min(56, room * 0.6);
  const middle = (index: number) => Math.round((46 + room * (index + 0.5)) * 10) / 10;
  const names = bars.map(({ label, short }, index) => ({ x: middle(index), name: isPhone ? short : label }));
  const drawn = bars.map(
    ({ value, isNow }, index) =>
      html`<rect class="chart__bar${isNow ? " chart__bar--now" : ""}" x="${middle(index) - thick / 2}" y="${y(value)}" width="${thick}" height="${bottom - y(value)}"/><text class="chart__strong" x="${middle(index)}" y="${y(value) - 8}" text-anchor="middle">${figure(value)}</text>`,
  );
  return html`${axis({ ticks: ticks.map((tick) => ({ y: y(tick), name: figure(tick) })), names, width, bottom })}${drawn}`;
}
