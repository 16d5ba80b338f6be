/** How a text holds its rows. */
export type TextForm =
  | { container: 'jsonl' | 'json' }
  | { container: 'csv' | 'tsv'; delimiter: string };

// No row begins with a list; and where a line is a brace alone, an object goes over several.
const DOCUMENT = /^[\uFEFF\s]*(\[|\{[ \t]*\r?\n)/;
const DELIMITERS = ['\t', ',', ';'];

/** Whether a text is a list, or values that go over several lines, by how it begins. */
function isDocument(head: Uint8Array): boolean {
  return DOCUMENT.test(Buffer.from(head).toString());
}

/** How a text holds its rows, by how it begins; a file's name helps to choose only between commas and tabs. */
export function formOf(head: Uint8Array, name = ''): TextForm {
  if (isDocument(head)) return { container: 'json' };
  const text = Buffer.from(head).toString();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first] = lines;
  if (first === undefined || startsObject(first)) return { container: 'jsonl' };
  // Also where the first line is wrong.
  const cut = text.endsWith('\n') ? undefined : lines.at(-1);
  if (lines.some((line) => startsObject(line) && (line === cut || isJson(line))))
    return { container: 'jsonl' };
  const delimiter = delimiterOf(lines.join('\n'), name);
  return { container: delimiter === '\t' ? 'tsv' : 'csv', delimiter };
}

function startsObject(line: string): boolean {
  return /^[\uFEFF\s]*\{/.test(line);
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** What stands most often between the names in the first line. */
function delimiterOf(text: string, name: string): string {
  const names = headerOf(text);
  const counts = DELIMITERS.map((delimiter) => names.split(delimiter).length - 1);
  const hinted = /\.(tsv|tab)\b/i.test(name) ? '\t' : /\.csv\b/i.test(name) ? ',' : undefined;
  if (hinted && (names.includes(hinted) || Math.max(...counts) === 0)) return hinted;
  const most = DELIMITERS[counts.indexOf(Math.max(...counts))];
  return most && names.includes(most) ? most : ',';
}

/** The first row without what stands in quotes. */
function headerOf(text: string): string {
  const [header = ''] = text.replace(/"[^"]*("|$)/g, '').split('\n');
  return header;
}
