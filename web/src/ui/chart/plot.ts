import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { throttle } from '../throttle.ts';
import { type Colors, createColors, onThemeChange } from './colors.ts';
import { drawNames, LEAST_NAMED, NAME_ROOM } from './drawNames.ts';
import { createGutter } from './gutter.ts';
import { alignLines, type ChartColumn, type ChartLine, columnsOf, nearestStep } from './line.ts';
import { tickText } from './tickText.ts';
import { type ShownRange, zoomed } from './zoomed.ts';

/** The step at which all lines end before they reach what was planned, and a word for why. */
export type EarlyEnd = { step: number; word: string };

type Settings = {
  lines: ChartLine[];
  isLog: boolean;
  width: number;
  height: number;
  /** Charts of one key have one cursor and one gutter. */
  syncKey: string;
  /** The steps of all these charts, in ascending columns. */
  steps: () => number[][];
  /** From where to where all of them reach at least, measured or not. */
  reach: () => ShownRange;
  range: () => ShownRange | null;
  onRange: (range: ShownRange | null) => void;
  /** Where what was planned ended early, and how. */
  end: () => EarlyEnd | null;
  /** Tells the step that the cursor is at, the same in all these charts. */
  onHover: (step: number | null) => void;
};

const REDRAW = 100;
const GHOST = 0.45;
const BEHIND = 0.25;
const drawn: uPlot.Series.PathBuilder = uPlot.paths.linear?.() ?? (() => null);
// Between ticks of the steps: 1, 2, 5, 10, 20, 50 …
const WHOLE_STEPS = Array.from(
  { length: 30 },
  (_, index) => ([1, 2, 5][index % 3] ?? 1) * 10 ** Math.floor(index / 3),
);

/** Draws lines into an element, at most ten times a second. */
export function createPlot(host: HTMLElement, settings: Settings) {
  const color = createColors(host);
  let lines = settings.lines;
  const isLog =
    settings.isLog && lines.some(({ values }) => values.some((value) => Number(value) > 0));
  const columns = columnsOf(lines);
  const gutter = createGutter(settings.syncKey);

  const plot = new uPlot(
    {
      width: settings.width,
      height: settings.height,
      legend: { show: false },
      padding: [null, (plot) => (plot.width < LEAST_NAMED ? 8 : NAME_ROOM), null, null],
      cursor: {
        sync: { key: settings.syncKey, scales: ['x', null], setSeries: false },
        // At one height in every chart a line would mean nothing.
        y: false,
        drag: { x: true, y: false, setScale: false, dist: 5 },
        hover: { skip: [undefined, null] },
        points: { size: 7, width: 2, fill: () => color('var(--surface)') },
        bind: {
          dblclick: () => () => {
            settings.onRange(null);
            return null;
          },
        },
      },
      scales: {
        x: { time: false, range: () => settings.range() ?? extentOf(settings) },
        y: isLog ? { distr: 3, log: 10 } : {},
      },
      axes: [
        { ...axis(color), grid: { show: false }, size: 32, incrs: WHOLE_STEPS },
        {
          ...axis(color),
          ...(isLog ? { grid: { ...axis(color).grid, filter: powersOfTen } } : {}),
          size: (plot, labels) => gutter.widthFor(plot, widthOf(labels)),
          values: (_plot, splits) => splits.map((value) => (value == null ? '' : tickText(value))),
        },
      ],
      series: [
        {},
        ...columns.map(({ line, isGhost }, place) => ({
          ...seriesOf(line, isGhost, color),
          // Of the lines as they are by then: a line that began with few points has many later.
          points: { show: () => hasDots(columnsOf(lines)[place]), size: 6 },
          // Two dots are no course.
          paths: (plot: uPlot, at: number, from: number, to: number) =>
            isTooShort(columnsOf(lines)[place]) ? null : drawn(plot, at, from, to),
        })),
      ],
      hooks: {
        setSelect: [
          ({ select, posToVal }) => {
            if (select.width < 5) return;
            settings.onRange([
              posToVal(select.left, 'x'),
              posToVal(select.left + select.width, 'x'),
            ]);
            plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          },
        ],
        setCursor: [(plot) => settings.onHover(stepAt(plot, settings.steps()))],
        draw: [
          () => {
            drawMarks(plot, lines, color);
            drawNames(plot, lines, color);
            drawEnd(plot, settings.end(), color);
          },
        ],
      },
    },
    dataOf(lines, isLog),
    host,
  );

  const draw = throttle((data: uPlot.AlignedData) => plot.setData(data), REDRAW);
  const repaint = () => {
    color.forget();
    plot.redraw(false, true);
  };
  const stopWatching = onThemeChange(repaint);

  return {
    /** Draws other values of the same lines. */
    setLines(newer: ChartLine[]) {
      lines = newer;
      draw.call(dataOf(newer, isLog));
    },
    /** Lets the lines whose names begin so stand out; all alike without a name. */
    lift(label: string | null) {
      for (const [place, { line, isGhost }] of columnsOf(lines).entries()) {
        const series = plot.series[place + 1];
        const isBehind = label !== null && !line.label.startsWith(label);
        if (series) series.alpha = (isGhost ? GHOST : 1) * (isBehind ? BEHIND : 1);
      }
      plot.redraw(false);
    },
    setSize: (width: number, height: number) => plot.setSize({ width, height }),
    /** Puts the cursor on a neighbouring step. */
    moveCursor(by: number) {
      const steps = plot.data[0];
      const index = plot.cursor.idx ?? (by > 0 ? -1 : steps.length);
      const step = steps[Math.min(steps.length - 1, Math.max(0, index + by))];
      if (step !== undefined) plot.setCursor({ left: plot.valToPos(step, 'x'), top: 10 });
    },
    /** Shows a part around the cursor that is so many times as long as what is shown. */
    zoom(by: number) {
      const steps = plot.data[0];
      const all = extentOf(settings);
      const range = settings.range() ?? all;
      const at = steps[plot.cursor.idx ?? -1] ?? (range[0] + range[1]) / 2;
      settings.onRange(zoomed(range, { all, at, by }));
    },
    canvas: () => plot.ctx.canvas,
    resolve: color,
    destroy() {
      stopWatching();
      draw.stop();
      gutter.leave(plot);
      plot.destroy();
    },
  };
}

function dataOf(lines: ChartLine[], isLog: boolean): uPlot.AlignedData {
  const { steps, columns } = alignLines(lines, { isLog });
  return [steps, ...columns];
}

function extentOf({ steps, reach }: Pick<Settings, 'steps' | 'reach'>): ShownRange {
  const [from, to] = reach();
  const columns = steps();
  const first = Math.min(from, ...columns.flatMap((steps) => steps[0] ?? []));
  const last = Math.max(to, ...columns.flatMap((steps) => steps.at(-1) ?? []));
  if (first > last) return [0, 1];
  return first === last ? [first - 1, first + 1] : [first, last];
}

function seriesOf(line: ChartLine, isGhost: boolean, color: Colors): uPlot.Series {
  return {
    label: line.label,
    stroke: () => color(line.color),
    width: isGhost ? 1 : 2,
    ...(isGhost ? { alpha: GHOST } : {}),
    ...(line.dash ? { dash: line.dash } : {}),
  };
}

/** Whether a line has dots, and too few of them to be joined. */
function isTooShort(column: ChartColumn | undefined): boolean {
  return column?.line.hasDots === true && column.line.steps.length < 3;
}

function hasDots(column: ChartColumn | undefined): boolean {
  if (!column || column.isGhost) return false;
  return column.line.hasDots || column.line.steps.length < 3;
}

function axis(color: Colors): uPlot.Axis {
  return {
    stroke: () => color('var(--ink-soft)'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: () => color('var(--line)'), width: 1 },
    ticks: { stroke: () => color('var(--line)'), width: 1, size: 4 },
    gap: 4,
  };
}

// A line for each ninth of them would hatch the chart.
function powersOfTen(_plot: uPlot, splits: number[]): (number | null)[] {
  return splits.map((split) => (Number.isInteger(Math.log10(split)) ? split : null));
}

/** What an axis takes for its labels, in pixels. */
function widthOf(labels: string[] | null): number {
  const longest = Math.max(3, ...(labels ?? []).map((label) => label?.length ?? 0));
  return 16 + 7.2 * longest;
}

function stepAt(plot: uPlot, columns: number[][]): number | null {
  const { left } = plot.cursor;
  if (left === undefined || left < 0) return null;
  return nearestStep(columns, plot.posToVal(left, 'x')) ?? null;
}

// A hairline, its word on the side that has room.
function drawEnd(plot: uPlot, end: EarlyEnd | null, color: Colors): void {
  if (!end) return;
  const { ctx, bbox } = plot;
  const x = plot.valToPos(end.step, 'x', true);
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  const gap = 4 * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = color('var(--line-strong)');
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.fillStyle = color('var(--ink-soft)');
  ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  const isLeft = x > bbox.left + bbox.width / 2;
  ctx.textAlign = isLeft ? 'right' : 'left';
  ctx.fillText(`${end.word} at ${end.step}`, isLeft ? x - gap : x + gap, bbox.top + gap);
  ctx.restore();
}

// A cross at the foot of the chart for each step without a finite number.
function drawMarks(plot: uPlot, lines: ChartLine[], color: Colors): void {
  const { ctx, bbox } = plot;
  const size = 4 * devicePixelRatio;
  const y = bbox.top + bbox.height - 2 * size;
  ctx.save();
  ctx.lineWidth = 2 * devicePixelRatio;
  for (const line of lines) {
    ctx.strokeStyle = color(line.color);
    ctx.beginPath();
    for (const [index, step] of line.steps.entries()) {
      if (line.texts[index] == null) continue;
      const x = plot.valToPos(step, 'x', true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      for (const side of [-1, 1]) {
        ctx.moveTo(x - size, y - size * side);
        ctx.lineTo(x + size, y + size * side);
      }
    }
    ctx.stroke();
  }
  ctx.restore();
}
