import { numberText } from '../ui/format/number.ts';

type LineError = { line: number; message: string };

/** Rows with the same reason together, in the order of their first line. */
export function groupErrors(errors: LineError[]): { message: string; lines: number[] }[] {
  return [...Map.groupBy(errors, ({ message }) => message)].map(([message, group]) => ({
    message,
    lines: group.map(({ line }) => line),
  }));
}

const NAMED = 3;

/** Which rows, in few words: `row 2`, `rows 2, 5`, `rows 1, 2, 3 and 1,997 more`. */
export function placesText(lines: number[]): string {
  const named = lines.slice(0, NAMED).map(numberText).join(', ');
  const more = lines.length - NAMED;
  return `${lines.length === 1 ? 'row' : 'rows'} ${named}${more > 0 ? ` and ${numberText(more)} more` : ''}`;
}
