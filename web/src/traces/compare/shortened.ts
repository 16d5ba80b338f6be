import { numberText } from '../../ui/format/number.ts';
import type { Piece } from './diffWords.ts';

/** What stands for a text that both sides have. */
type Gap = { kind: 'gap'; text: string };

const LONG = 700;
const AROUND = 200;

/** Whether there is a text between differences that is long enough to leave out. */
export function isShortened(pieces: Piece[]): boolean {
  return pieces.some(isLong);
}

/** The pieces with what is far from every difference left out. */
export function shortened(pieces: Piece[]): (Piece | Gap)[] {
  return pieces.flatMap((piece, index): (Piece | Gap)[] => {
    if (!isLong(piece)) return [piece];
    const start = index === 0 ? '' : piece.text.slice(0, AROUND).toWellFormed();
    const end = index === pieces.length - 1 ? '' : piece.text.slice(-AROUND).toWellFormed();
    const left = piece.text.length - start.length - end.length;
    const gap: Gap = { kind: 'gap', text: `${numberText(left)} characters that are the same` };
    const around = (text: string): Piece[] => (text ? [{ kind: 'same', text }] : []);
    return [...around(start), gap, ...around(end)];
  });
}

function isLong({ kind, text }: Piece): boolean {
  return kind === 'same' && text.length > LONG;
}
