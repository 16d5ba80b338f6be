import { continuesCharacter, decodeOutput } from '../../logs/decode.ts';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const LONGEST_LINE = 16 * 2 ** 20;

/** Splits what a process prints into lines, which end in LF, CRLF, or CR alone: that stays in the text, as the next line
 * overwrites it. A line of more than 16 MiB comes in pieces. */
export function createLineSplitter() {
  // Pieces of a line without end are put together when it ends, or is too long: else each would be read again with the next.
  let pieces: Buffer[] = [];
  let pending = 0;

  function split(isLast: boolean): string[] {
    const lines: string[] = [];
    let rest = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    let start = 0;
    for (let index = nextEnd(rest, 0); index >= 0; index = nextEnd(rest, start)) {
      const isReturn = rest[index] === RETURN;
      // A carriage return at the very end may be the first half of a line's end.
      if (isReturn && index === rest.length - 1 && !isLast) break;
      const isPair = isReturn && rest[index + 1] === NEWLINE;
      const line = rest.subarray(start, isReturn && !isPair ? index + 1 : index);
      lines.push(decodeOutput(cutInto(lines, line)));
      start = index + (isPair ? 2 : 1);
    }
    rest = cutInto(lines, rest.subarray(start));
    if (isLast && rest.length > 0) {
      lines.push(decodeOutput(rest));
      rest = Buffer.alloc(0);
    }
    pieces = rest.length > 0 ? [rest] : [];
    pending = rest.length;
    return lines;
  }

  return {
    push(piece: Buffer): string[] {
      const goesOn = pending > 0 && nextEnd(piece, 0) < 0 && !endsInReturn(pieces);
      pieces.push(piece);
      pending += piece.length;
      return goesOn && pending <= LONGEST_LINE ? [] : split(false);
    },
    end: (): string[] => split(true),
    pending: () => pending,
  };
}

function endsInReturn(pieces: Buffer[]): boolean {
  return pieces.at(-1)?.at(-1) === RETURN;
}

function nextEnd(bytes: Buffer, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  const within = newline < 0 ? bytes : bytes.subarray(0, newline);
  const carriageReturn = within.indexOf(RETURN, from);
  return carriageReturn < 0 ? newline : carriageReturn;
}

/** Cuts pieces off a line while it is too long, and answers what is left of it. */
function cutInto(lines: string[], line: Buffer): Buffer {
  let left = line;
  while (left.length > LONGEST_LINE) {
    const end = characterEnd(left, LONGEST_LINE);
    lines.push(decodeOutput(left.subarray(0, end)));
    left = left.subarray(end);
  }
  return left;
}

/** The last place up to `end` where no character of UTF-8 is cut in two. */
function characterEnd(bytes: Buffer, end: number): number {
  const start = [end, end - 1, end - 2, end - 3].find((at) => !continuesCharacter(bytes[at]));
  return start ?? end;
}
