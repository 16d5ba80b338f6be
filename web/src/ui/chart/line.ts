/** A line on a chart: values over steps, of which null is a gap. */
export type ChartLine = {
  label: string;
  /** A CSS colour; it may be a variable. */
  color: string;
  steps: number[];
  values: (number | null)[];
  /** What a value is that is no finite number; null elsewhere. */
  texts: (string | null)[];
  /** The same steps before they were smoothed, faint behind the line. */
  ghost?: (number | null)[];
  /** Lengths of dashes and gaps, in pixels. */
  dash?: number[];
  hasDots?: boolean;
  /** What is to be said of the line beside its name. */
  note?: string;
};

/** What a line has at a step: a measured value, and the same smoothed where it was; or what it is instead. */
export type PointReading = {
  step: number;
  value: number | null;
  smoothed: number | null;
  text: string | null;
};

/** What a line has at the place among its own steps that is nearest to a step. */
export function readingAt(line: ChartLine, step: number): PointReading | null {
  const place = nearest(line.steps, step);
  const at = line.steps[place];
  if (at === undefined) return null;
  const drawn = line.values[place] ?? null;
  return {
    step: at,
    value: (line.ghost ? line.ghost[place] : drawn) ?? null,
    smoothed: line.ghost ? drawn : null,
    text: line.texts[place] ?? null,
  };
}

/** Of all the steps in ascending columns the one that is nearest to a place; undefined where there is none. */
export function nearestStep(columns: number[][], place: number): number | undefined {
  const found = columns
    .flatMap((steps) => steps[nearest(steps, place)] ?? [])
    .sort((a, b) => a - b);
  return found[nearest(found, place)];
}

/** The index of what is nearest to a number among ascending ones; of two as near, the lower. */
function nearest(ascending: number[], wanted: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [ascending[low - 1], ascending[low]];
  if (before === undefined) return low;
  return after === undefined || wanted - before <= after - wanted ? low - 1 : low;
}

/** What one column of a chart is drawn from. */
export type ChartColumn = { line: ChartLine; isGhost: boolean };

/** The columns of lines, each ghost before its line so that it lies behind. */
export function columnsOf(lines: ChartLine[]): ChartColumn[] {
  return lines.flatMap((line) => [
    ...(line.ghost ? [{ line, isGhost: true }] : []),
    { line, isGhost: false },
  ]);
}

/** Lines over the steps that any of them has; undefined where a line has none there, so that it goes on
 * across. On a logarithmic axis only values above zero are left. */
export function alignLines(lines: ChartLine[], { isLog }: { isLog: boolean }) {
  const steps = [...new Set(lines.flatMap(({ steps }) => steps))].sort((a, b) => a - b);
  const columns = columnsOf(lines).map(({ line, isGhost }) => {
    const values = (isGhost ? line.ghost : line.values) ?? [];
    const column: (number | null | undefined)[] = Array(steps.length);
    let place = 0;
    for (const [index, step] of line.steps.entries()) {
      while ((steps[place] ?? step) < step) place += 1;
      const value = values[index] ?? null;
      column[place] = isLog && value !== null && value <= 0 ? null : value;
    }
    return column;
  });
  return { steps, columns };
}

const WIDE = 50;

/** Whether values are so far apart that only a logarithmic axis shows the small ones: the greatest is over 50 times the
 * least, and all are above zero. */
export function isWide(lines: ChartLine[]): boolean {
  let [least, greatest] = [Number.POSITIVE_INFINITY, 0];
  for (const { values } of lines) {
    for (const value of values) {
      if (value === null) continue;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
  }
  return least > 0 && greatest / least > WIDE;
}

/** How many values of a line have no place on a logarithmic axis. */
export function countUnshown({ values }: ChartLine): number {
  return values.filter((value) => value !== null && value <= 0).length;
}
