/** A column to take away: cells over ascending steps. */
export type Column = { label: string; steps: number[]; cells: (number | string | null)[] };

const ROWS = 5_000;

/** Columns as one CSV (RFC 4180) with a row a step, in pieces; what is missing is empty. */
export function* csvOf(columns: Column[]): Generator<string> {
  const places = columns.map(() => 0);
  let lines = [['step', ...columns.map(({ label }) => label)].map(cell).join(',')];
  for (;;) {
    const step = Math.min(
      ...columns.map(({ steps }, index) => steps[places[index] ?? 0] ?? Number.POSITIVE_INFINITY),
    );
    if (step === Number.POSITIVE_INFINITY) break;
    const row = columns.map(({ steps, cells }, index) => {
      const place = places[index] ?? 0;
      if (steps[place] !== step) return '';
      places[index] = place + 1;
      return cell(cells[place] ?? '');
    });
    lines.push(`${step},${row.join(',')}`);
    if (lines.length < ROWS) continue;
    yield textOf(lines);
    lines = [];
  }
  yield textOf(lines);
}

/** The pieces of a file, made with pauses in which the page can react. */
export async function fileOf(pieces: Iterable<string>, type: string): Promise<Blob> {
  const made: string[] = [];
  for (const piece of pieces) {
    made.push(piece);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return new Blob(made, { type });
}

function textOf(lines: string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}

function cell(value: number | string): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
