import { createMemo, createSignal, For, Show } from 'solid-js';
import { numberText } from '../../ui/format/number.ts';
import { textLength } from '../textLength.ts';
import type { ComparedPart } from './comparedParts.ts';
import { isUnlike, type Piece } from './diffWords.ts';
import css from './PartPair.module.css';
import { isShortened, shortened } from './shortened.ts';
import comparison from './TraceComparison.module.css';

const UNITS = {
  word: '',
  sentence: 'compared by sentences, as too many words differ',
  whole: '',
} as const;

const UNLIKE = 'so few words are shared that none are marked';

// What both have is shown at once where it takes no more than a few lines.
const SHORT = 400;

/** A part of two traces: side by side where they differ, once where they do not. */
export function PartPair(props: { part: ComparedPart }) {
  return (
    <Show when={props.part.isSame} fallback={<Differing part={props.part} />}>
      <details class={css['part-same']} open={textOf(props.part).length <= SHORT}>
        <summary>
          <h2>{props.part.name}</h2> the same, {numberText(textLength(textOf(props.part)))}{' '}
          characters
        </summary>
        <p class={css['part-text']} dir="auto">
          {textOf(props.part)}
        </p>
      </details>
    </Show>
  );
}

function Differing(props: { part: ComparedPart }) {
  const [isWhole, setIsWhole] = createSignal(false);
  const diff = () => props.part.diff;
  // Once: it is asked for every word that differs, and counts all of them.
  const areUnlike = createMemo(() => isUnlike(diff()));
  const pieces = () => (isWhole() ? diff().pieces : shortened(diff().pieces));
  return (
    <section
      class={comparison['part-pair']}
      aria-label={props.part.name}
      tabindex="-1"
      data-testid="difference"
    >
      <header>
        <h2>{props.part.name}</h2>
        <p>
          <del>{numberText(diff().removedWords)}</del> <ins>{numberText(diff().addedWords)}</ins>{' '}
          {areUnlike() ? UNLIKE : UNITS[diff().unit]}
        </p>
        <Show when={isShortened(diff().pieces)}>
          <button type="button" data-look="link" onClick={() => setIsWhole(!isWhole())}>
            {isWhole() ? 'Only around the differences' : 'Show the whole text'}
          </button>
        </Show>
      </header>
      <Side pieces={pieces()} type={props.part.types[0]} own="removed" isUnlike={areUnlike()} />
      <Side pieces={pieces()} type={props.part.types[1]} own="added" isUnlike={areUnlike()} />
    </section>
  );
}

function Side(props: {
  pieces: (Piece | { kind: 'gap'; text: string })[];
  type: string | null;
  own: 'removed' | 'added';
  /** Whether the sides share too little for marks to be of use. */
  isUnlike: boolean;
}) {
  const shown = () =>
    props.pieces.filter(({ kind }) => kind === 'same' || kind === 'gap' || kind === props.own);
  return (
    <div class={css['part-text']} dir="auto" data-absent={props.type === null}>
      <Show when={props.type !== null} fallback="No such step.">
        <Show when={props.type}>{(type) => <h3 dir="auto">{type()}</h3>}</Show>
        <For each={shown()}>
          {(piece) => {
            if (props.isUnlike) return piece.text;
            if (piece.kind === 'removed') return <del>{piece.text}</del>;
            if (piece.kind === 'added') return <ins>{piece.text}</ins>;
            if (piece.kind === 'gap')
              return (
                <span class={css['part-gap']} dir="ltr">
                  {piece.text}
                </span>
              );
            return piece.text;
          }}
        </For>
      </Show>
    </div>
  );
}

function textOf(part: ComparedPart): string {
  return part.diff.pieces.map(({ text }) => text).join('');
}
