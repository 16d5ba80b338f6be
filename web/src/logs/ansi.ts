/** A stretch of a line that looks the same, as CSS; `style` is absent where nothing was set. */
export type Span = { text: string; style?: Record<string, string> };

const ESCAPE = String.fromCharCode(0x1b);
const BELL = String.fromCharCode(0x07);
const CONTROL = `[${String.fromCharCode(0)}-${String.fromCharCode(8)}${String.fromCharCode(10)}-${String.fromCharCode(31)}${String.fromCharCode(127)}]`;
const SEQUENCE = new RegExp(
  [
    `${ESCAPE}\\[([0-?]*)[ -/]*([@-~])`,
    `${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?`,
    `${ESCAPE}[PX^_][^${ESCAPE}]*(?:${ESCAPE}\\\\)?`,
    `${ESCAPE}[ -/]*[0-~]`,
    CONTROL,
  ].join('|'),
  'g',
);
const HAS_CONTROL = new RegExp(CONTROL);

/** A line as a terminal shows it, without what steers the terminal. */
export function plainText(line: string): string {
  return HAS_CONTROL.test(line) ? line.replace(SEQUENCE, '') : line;
}

// Not Anser, which leaves titles and half codes in the text, nor ansi-sequence-parser, to which `ESC[m` ends nothing.
/** The stretches of a line with the colours and weights that its ANSI codes set; other codes are left
 * out. `start` and `end` are a part of the line's plain text, which is all of it without them. */
export function spansOf(
  line: string,
  { start: from = 0, end: to = Number.POSITIVE_INFINITY } = {},
): Span[] {
  if (!HAS_CONTROL.test(line)) return [{ text: line.slice(from, to) }];
  const spans: Span[] = [];
  let state: State = {};
  let start = 0;
  let place = 0;
  const add = (all: string) => {
    const text = all.slice(Math.max(0, from - place), Math.max(0, to - place));
    place += all.length;
    if (text === '') return;
    const style = styleOf(state);
    spans.push(style ? { text, style } : { text });
  };
  for (const match of line.matchAll(SEQUENCE)) {
    add(line.slice(start, match.index));
    if (place >= to) return spans;
    start = match.index + match[0].length;
    if (match[2] === 'm') state = after(state, match[1] ?? '');
  }
  add(line.slice(start));
  return spans;
}

type State = {
  color?: string | undefined;
  background?: string | undefined;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  inverse?: boolean;
};

const FLAGS: Record<number, State> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  29: { strike: false },
  39: { color: undefined },
  49: { background: undefined },
};

function after(state: State, parameters: string): State {
  const codes = parameters.split(/[;:]/).map(Number);
  let next = state;
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0;
    const property =
      code === 38 || (code >= 30 && code <= 37) || (code >= 90 && code <= 97)
        ? 'color'
        : 'background';
    if (code === 0) next = {};
    else if (FLAGS[code]) next = { ...next, ...FLAGS[code] };
    else if ((code >= 30 && code <= 37) || (code >= 40 && code <= 47))
      next = { ...next, [property]: named(code % 10) };
    else if ((code >= 90 && code <= 97) || (code >= 100 && code <= 107))
      next = { ...next, [property]: named((code % 10) + 8) };
    else if (code === 38 || code === 48) {
      const [color, used] = extended(codes.slice(index + 1));
      if (color) next = { ...next, [property]: color };
      index += used;
    }
  }
  return next;
}

function extended([kind, ...values]: number[]): [color: string | null, used: number] {
  if (kind === 5) return [indexed(values[0] ?? 0), 2];
  if (kind === 2) return [`rgb(${values.slice(0, 3).map(byte).join(' ')})`, 4];
  return [null, 1];
}

const named = (index: number) => `var(--ansi-${index})`;
const byte = (value: number | undefined) => Math.min(255, Math.max(0, value ?? 0));

// The 256 colours of xterm: 16 with names, a cube of 6 by 6 by 6, and 24 greys.
function indexed(value: number): string {
  const index = byte(value);
  if (index < 16) return named(index);
  if (index >= 232)
    return `rgb(${Array(3)
      .fill(8 + (index - 232) * 10)
      .join(' ')})`;
  const level = (part: number) => (part === 0 ? 0 : 55 + part * 40);
  const cube = index - 16;
  return `rgb(${[Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level).join(' ')})`;
}

function styleOf(state: State): Record<string, string> | null {
  const { color, background, bold, dim, italic, underline, strike, inverse } = state;
  // On a coloured ground the page's own ink may not be read.
  const plain = background?.startsWith('var') ? 'var(--sunken)' : undefined;
  const front = inverse ? (background ?? 'var(--sunken)') : (color ?? plain);
  const back = inverse ? (color ?? 'var(--ink)') : background;
  const decoration = [underline && 'underline', strike && 'line-through'].filter(Boolean).join(' ');
  const style = {
    ...(front ? { color: front } : {}),
    ...(back ? { 'background-color': back } : {}),
    ...(bold ? { 'font-weight': '700' } : {}),
    ...(dim ? { opacity: '0.7' } : {}),
    ...(italic ? { 'font-style': 'italic' } : {}),
    ...(decoration ? { 'text-decoration': decoration } : {}),
  };
  return Object.keys(style).length > 0 ? style : null;
}
