import type uPlot from 'uplot';
import type { Colors } from './colors.ts';
import type { ChartLine } from './line.ts';

/** The room right of the lines for their names, in pixels. */
export const NAME_ROOM = 88;

/** The least width of a chart that has that room. */
export const LEAST_NAMED = 420;

const MOST_NAMES = 4;
const LINE = 14;
const GAP = 6;

/** Writes the names of a few lines at their ends, so that no eye has to go to a legend; of more, none, nor in a narrow
 * chart. Names that would lie on one another stand one below the other. */
export function drawNames(plot: uPlot, lines: ChartLine[], color: Colors): void {
  if (plot.width < LEAST_NAMED || lines.length > MOST_NAMES) return;
  const { ctx, bbox } = plot;
  const height = LINE * devicePixelRatio;
  const names = placeNames(
    lines.flatMap((line) => {
      const end = endOf(line, plot);
      if (!end) return [];
      const y = plot.valToPos(end.value, 'y', true);
      return Number.isFinite(y) ? [{ line, y }] : [];
    }),
    { height, top: bbox.top + height / 2, bottom: bbox.top + bbox.height - height / 2 },
  );
  ctx.save();
  ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  const room = (NAME_ROOM - GAP) * devicePixelRatio;
  const x = bbox.left + bbox.width + GAP * devicePixelRatio;
  for (const { line, y } of names) {
    ctx.fillStyle = color(line.color);
    ctx.fillText(
      shorten(line.label, (text) => ctx.measureText(text).width <= room),
      x,
      y,
    );
  }
  ctx.restore();
}

/** Heights of names, each as near to where it is wanted as the others leave room, in the order of their heights. */
export function placeNames<Name extends { y: number }>(
  names: Name[],
  { height, top, bottom }: { height: number; top: number; bottom: number },
): Name[] {
  const placed = names.toSorted((one, other) => one.y - other.y).map((name) => ({ ...name }));
  let least = top;
  for (const name of placed) {
    name.y = Math.max(name.y, least);
    least = name.y + height;
  }
  let most = bottom;
  for (const name of placed.toReversed()) {
    name.y = Math.min(name.y, most);
    most = name.y - height;
  }
  return placed;
}

/** As much of a text as fits, with an ellipsis where that isn't all. */
function shorten(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  let end = text.length;
  while (end > 1 && !fits(`${text.slice(0, end)}…`)) end -= 1;
  return `${text.slice(0, end)}…`;
}

/** The last value that is seen of a line. */
function endOf({ steps, values }: ChartLine, plot: uPlot): { value: number } | null {
  const { min = -Infinity, max = Infinity } = plot.scales['x'] ?? {};
  for (let place = steps.length - 1; place >= 0; place--) {
    const [step, value] = [steps[place] ?? 0, values[place]];
    if (value != null && step >= (min ?? -Infinity) && step <= (max ?? Infinity)) return { value };
  }
  return null;
}
