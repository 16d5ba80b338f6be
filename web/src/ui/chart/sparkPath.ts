/** The space that a sparkline is drawn in. */
export const WIDTH = 96;
export const HEIGHT = 20;
const INSET = 2;

/** From which value to which a sparkline reaches. */
export type Scale = readonly [low: number, high: number];

/** What all of these series lie within, so that one is seen to fall further than another. */
export function scaleOf(all: readonly (readonly (number | null)[])[]): Scale {
  const finite = all.flat().filter((value) => value !== null);
  return [Math.min(...finite), Math.max(...finite)];
}

/** The outline of a series, in SVG path commands; a point alone between gaps is a dot. */
export function sparkPath(
  steps: number[],
  values: (number | null)[],
  [low, high]: Scale = scaleOf([values]),
): string {
  const x = placing(steps);
  // Halved, since the greatest numbers lie further apart than a number can say.
  const y = (value: number) =>
    high === low
      ? HEIGHT / 2
      : HEIGHT - INSET - ((value / 2 - low / 2) / (high / 2 - low / 2)) * (HEIGHT - 2 * INSET);
  let isOpen = false;
  return values
    .map((value, index) => {
      const isFirst = !isOpen;
      isOpen = value !== null;
      if (value === null) return '';
      const place = `${x(steps[index] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`;
      if (!isFirst) return `L${place}`;
      return values[index + 1] == null ? `M${place}h0` : `M${place}`;
    })
    .join('');
}

/** A cross at the foot for each gap in a series, in SVG path commands. */
export function crossPath(steps: number[], values: (number | null)[]): string {
  const x = placing(steps);
  return steps
    .filter((_, index) => values[index] === null)
    .map((step) => `M${(x(step) - CROSS / 2).toFixed(1)} ${HEIGHT - INSET - CROSS}${CROSS_PATH}`)
    .join('');
}

function placing(steps: number[]): (step: number) => number {
  const [left, right] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  return (step) => INSET + ((step - left) / (right - left || 1)) * (WIDTH - 2 * INSET);
}

const CROSS = 4;
const CROSS_PATH = `l${CROSS} ${CROSS}m0 -${CROSS}l-${CROSS} ${CROSS}`;
