/** The space that a sparkline is drawn in. */
export const WIDTH = 96;
export const HEIGHT = 24;
const INSET = 2;

/** The outline of a series, in SVG path commands. */
export function sparkPath(steps: number[], values: (number | null)[]): string {
  const finite = values.filter((value) => value !== null);
  const [left, right] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const x = (step: number) => INSET + ((step - left) / (right - left || 1)) * (WIDTH - 2 * INSET);
  const y = (value: number) =>
    high === low
      ? HEIGHT / 2
      : HEIGHT - INSET - ((value - low) / (high - low)) * (HEIGHT - 2 * INSET);
  let isOpen = false;
  return values
    .map((value, index) => {
      const command = isOpen ? 'L' : 'M';
      isOpen = value !== null;
      return value === null
        ? ''
        : `${command}${x(steps[index] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
}
