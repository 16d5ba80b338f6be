import type uPlot from 'uplot';
import type { Colors } from './colors.ts';
import type { ChartLine } from './line.ts';

const MOST_NAMES = 4;
const LINE = 14;
const GAP = 4;

/** Writes the names of a few lines at their ends, so that no eye has to go to a legend; of more, none. Names that would
 * lie on one another stand one below the other. */
export function drawNames(plot: uPlot, lines: ChartLine[], color: Colors): void {
  if (lines.length < 2 || lines.length > MOST_NAMES) return;
  const { ctx, bbox } = plot;
  const height = LINE * devicePixelRatio;
  const names = placeNames(
    lines.flatMap((line) => {
      const end = endOf(line, plot);
      if (!end) return [];
      const y = plot.valToPos(end.value, 'y', true);
      return Number.isFinite(y) ? [{ line, y: y - height / 2 }] : [];
    }),
    { height, top: bbox.top + height / 2, bottom: bbox.top + bbox.height - height / 2 },
  );
  ctx.save();
  ctx.font = `${12 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = 3 * devicePixelRatio;
  ctx.strokeStyle = color('var(--surface)');
  for (const { line, y } of names) {
    const x = bbox.left + bbox.width - GAP * devicePixelRatio;
    ctx.strokeText(line.label, x, y);
    ctx.fillStyle = color(line.color);
    ctx.fillText(line.label, x, y);
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

/** The last value that is seen of a line. */
function endOf({ steps, values }: ChartLine, plot: uPlot): { value: number } | null {
  const { min = -Infinity, max = Infinity } = plot.scales['x'] ?? {};
  for (let place = steps.length - 1; place >= 0; place--) {
    const [step, value] = [steps[place] ?? 0, values[place]];
    if (value != null && step >= (min ?? -Infinity) && step <= (max ?? Infinity)) return { value };
  }
  return null;
}
