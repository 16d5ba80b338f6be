import { styleText } from 'node:util';

export type Terminal = ReturnType<typeof createTerminal>;

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

const WIDEST = 110;
const LABEL_WIDTH = 20;
const INDENT = 3;
const PLAIN_PROGRESS_INTERVAL = 2_000;
const CLEAR_LINE = '\r\u001b[2K';

/** Writes the report: stations with rows below them, in columns. Progress is one line that changes
 * where a person looks on, and a plain line every two seconds elsewhere. Styles honour NO_COLOR. */
export function createTerminal(output: Output & NodeJS.WritableStream = process.stdout) {
  const width = Math.max(60, Math.min(output.columns ?? WIDEST, WIDEST));
  let [stationCount, isProgressShown, lastProgress] = [0, false, performance.now()];
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    styleText(format, text, { stream: output });

  function clear() {
    if (isProgressShown) output.write(CLEAR_LINE);
    isProgressShown = false;
  }

  function line(text = '') {
    clear();
    output.write(`${text}\n`);
  }

  return {
    line,
    /** Leaves the report as it is, so that something else can be written below it. */
    end() {
      clear();
      if (stationCount > 0) output.write('\n');
    },
    title: (text: string) => line(style('bold', text)),
    /** Opens the part of the report about one station of the loop, which began at `since`. */
    station({ name, operations, since }: { name: string; operations: string[]; since: number }) {
      stationCount += 1;
      const heading = `${String(stationCount).padEnd(INDENT)}${name.padEnd(LABEL_WIDTH)}`;
      const spent = elapsedText(performance.now() - since);
      line();
      line(
        `${style('bold', heading)}${style('cyan', operations.join(', '))}  ${style('dim', spent)}`,
      );
      lastProgress = performance.now();
    },
    /** A row of the report; a long text goes on below itself. */
    row(label: string, text: string, format: Parameters<typeof styleText>[0] = 'dim') {
      const [first = '', ...others] = wrapped(text, width - INDENT - LABEL_WIDTH);
      line(`${' '.repeat(INDENT)}${style(format, label.padEnd(LABEL_WIDTH))}${first}`);
      for (const other of others) line(`${' '.repeat(INDENT + LABEL_WIDTH)}${other}`);
    },
    progress(text: string) {
      if (output.isTTY) {
        output.write(`${CLEAR_LINE}${style('dim', `… ${text}`.slice(0, width - 1))}`);
        isProgressShown = true;
      } else if (performance.now() - lastProgress >= PLAIN_PROGRESS_INTERVAL) {
        output.write(`… ${text}\n`);
        lastProgress = performance.now();
      }
    },
  };
}

/** A time in milliseconds as people read it. */
export function elapsedText(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** A number of bytes as people read it. */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A count with its noun, thousands set apart. */
export function countText(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** A number with its thousands set apart. */
export function grouped(number: number): string {
  return new Intl.NumberFormat('en').format(number);
}

function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
