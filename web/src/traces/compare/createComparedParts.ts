import {
  type Accessor,
  batch,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
} from 'solid-js';
import { type ComparedPart, type ComparedSide, comparedParts } from './comparedParts.ts';

// What is compared and drawn at once: so much time, or so many pieces of text.
const MOST_MILLISECONDS = 8;
const MOST_PIECES = 400;

type StoredSide = ComparedSide & { id: string };

/** The parts of two traces, compared bit by bit, so that the page can react meanwhile. */
export function createComparedParts(sides: Accessor<[base: StoredSide, other: StoredSide]>) {
  const [parts, setParts] = createSignal<ComparedPart[]>([]);
  const [isDone, setIsDone] = createSignal(false);
  // A stored trace stays as it is: one that is read again has nothing new to compare.
  const ids = createMemo(() =>
    sides()
      .map(({ id }) => id)
      .join(),
  );
  createEffect(
    on(ids, () => {
      const left = comparedParts(...sides());
      let timer: ReturnType<typeof setTimeout> | undefined;
      onCleanup(() => clearTimeout(timer));
      const goOn = () => {
        const some = nextOf(left);
        batch(() => {
          setParts((before) => [...before, ...some]);
          setIsDone(some.length === 0);
        });
        if (some.length > 0) timer = setTimeout(goOn);
      };
      setParts([]);
      goOn();
    }),
  );
  return {
    /** Those that are compared so far. */
    parts,
    isDone,
  };
}

function nextOf(left: Iterator<ComparedPart>): ComparedPart[] {
  const some: ComparedPart[] = [];
  const start = performance.now();
  let pieces = 0;
  do {
    const { value, done } = left.next();
    if (done) break;
    some.push(value);
    pieces += value.diff.pieces.length;
  } while (pieces < MOST_PIECES && performance.now() - start < MOST_MILLISECONDS);
  return some;
}
