/** A line on a chart: values over steps, of which null is a gap. */
export type ChartLine = {
  label: string;
  /** A CSS colour; it may be a variable. */
  color: string;
  steps: number[];
  values: (number | null)[];
  /** The same steps before they were smoothed, faint behind the line. */
  ghost?: (number | null)[];
  /** Lengths of dashes and gaps, in pixels. */
  dash?: number[];
  hasDots?: boolean;
  /** Steps at which there was no finite number. */
  marks?: number[];
};

/** What one column of a chart is drawn from. */
export type ChartColumn = { line: ChartLine; isGhost: boolean };

/** The columns of lines, each ghost before its line so that it lies behind. */
export function columnsOf(lines: ChartLine[]): ChartColumn[] {
  return lines.flatMap((line) => [
    ...(line.ghost ? [{ line, isGhost: true }] : []),
    { line, isGhost: false },
  ]);
}

/**
 * Lines over the steps that any of them has; undefined where a line has none there, so that it goes on
 * across. On a logarithmic axis only values above zero are left.
 */
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
