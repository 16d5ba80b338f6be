import { CsvError, parse } from 'csv-parse/sync';
import { type JsonValue, readJson } from '../../json.ts';
import { type Bytes, refusal } from './bytes.ts';
import type { Line } from './lines.ts';
import type { Row } from './row.ts';
import { readTableLines } from './tableLines.ts';

type Cells = { cells: string[] } | { problem: string };

/** Reads a table, whose first line names its columns: a cell is a text, a list or an object where it is one as JSON, and
 * absent where it is empty. @throws ValidationError when the first line can't name columns */
export async function* readTable(
  source: Bytes,
  { delimiter, maxBytes }: { delimiter: string; maxBytes: number },
): AsyncGenerator<Row[]> {
  let names: string[] | undefined;
  for await (const lines of readTableLines(source, { delimiter, maxBytes })) {
    const [header] = names ? [] : lines.splice(0, 1);
    if (header) names = namesIn(header, delimiter);
    if (names && lines.length > 0) yield rowsOf(lines, { names, delimiter });
  }
}

function namesIn(line: Line, delimiter: string): string[] {
  const [read] = line.problem ? [{ problem: line.problem }] : cellsOf([line.text], delimiter);
  const place = `in line ${line.number}`;
  if (!read || 'problem' in read)
    throw refusal(`Expected names of columns ${place}: ${read?.problem}`);
  const names = read.cells.map((name) => name.trim());
  const unnamed = names.indexOf('');
  if (unnamed >= 0)
    throw refusal(
      `Expected a name for each column ${place}, got none for column ${unnamed + 1} of ${names.length}`,
    );
  const repeated = names.findIndex((name, index) => names.indexOf(name) < index);
  const name = names[repeated];
  if (name !== undefined)
    throw refusal(
      `Expected each column to have its own name ${place}, got \`${name}\` for columns ${names.indexOf(name) + 1} and ${repeated + 1}`,
    );
  return names;
}

function rowsOf(
  lines: Line[],
  { names, delimiter }: { names: string[]; delimiter: string },
): Row[] {
  const good = lines.filter(({ problem }) => !problem);
  const read = cellsOf(
    good.map(({ text }) => text),
    delimiter,
  )[Symbol.iterator]();
  return lines.map(({ number, problem }) => {
    if (problem) return { number, problem };
    const row = read.next().value;
    if (!row || 'problem' in row) return { number, problem: row?.problem ?? LONE_RETURN };
    const { length } = row.cells;
    if (length !== names.length)
      return {
        number,
        problem: `Expected as many cells as the header has, ${names.length}, got ${length}`,
      };
    const filled = names.flatMap((name, index) => {
      const cell = row.cells[index];
      return cell ? [[name, contentOf(cell)] as const] : [];
    });
    return { number, value: Object.fromEntries(filled) };
  });
}

/** A cell as what it is: text, unless it is a whole list or object in JSON. */
function contentOf(cell: string): JsonValue {
  const trimmed = cell.trim();
  if (!['[]', '{}'].includes(`${trimmed[0]}${trimmed.at(-1)}`)) return cell;
  const reading = readJson(cell);
  return 'problem' in reading ? cell : reading.value;
}

/** The cells of each row, or what is wrong with it. */
function cellsOf(texts: string[], delimiter: string): Cells[] {
  const together = parseRows(texts.join('\n'), delimiter);
  if ('rows' in together && together.rows.length === texts.length)
    return together.rows.map((cells) => ({ cells }));
  return texts.map((text) => {
    const alone = parseRows(text, delimiter);
    if ('problem' in alone) return alone;
    const [cells, ...more] = alone.rows;
    return cells && more.length === 0 ? { cells } : { problem: LONE_RETURN };
  });
}

function parseRows(text: string, delimiter: string): { rows: string[][] } | { problem: string } {
  try {
    const rows = parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // Tables with tabs are mostly written without quotes, so that there one is text.
      relax_quotes: delimiter === '\t',
    });
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { problem: QUOTE_PROBLEMS[error.code] ?? error.message };
  }
}

const LONE_RETURN = 'Expected lines that end in LF or CRLF, got CR alone: convert them';

const QUOTE_PROBLEMS: Partial<Record<CsvError['code'], string>> = {
  CSV_INVALID_CLOSING_QUOTE:
    'Expected the end of the cell after the quote that closes it, got more text: double the quotes that are part of a text',
  INVALID_OPENING_QUOTE:
    'Expected a quote at the beginning of a cell alone, got one inside: put the whole cell in quotes, and double those that are part of its text',
};
