import { createMemo, For, Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { ComparedRowFragment } from '../../graphql/generated/graphql.ts';
import { diffWords, isUnlike, type Piece } from '../../traces/compare/diffWords.ts';
import { Outcome } from '../Outcome.tsx';
import css from './Comparison.module.css';

graphql(`
  fragment ComparedRow on PairedRow {
    pair
    baseShare
    otherShare
    question {
      row
      prompt
      expected
    }
    baseSamples {
      index
      completion
      answer
      outcome
      tokens
    }
    otherSamples {
      index
      completion
      answer
      outcome
      tokens
    }
  }
`);

/** A question with the first answer of both sides, their words compared. */
export function ComparedRow(props: { row: ComparedRowFragment; isOpen: boolean }) {
  const base = () => props.row.baseSamples[0];
  const other = () => props.row.otherSamples[0];
  const diff = createMemo(() => diffWords(base()?.completion ?? '', other()?.completion ?? ''));
  const areUnlike = createMemo(() => isUnlike(diff()));
  return (
    <details class={css['row']} open={props.isOpen} data-testid="compared-row">
      <summary>
        <span class={css['question']} dir="auto" title={props.row.question.prompt}>
          {props.row.question.prompt}
        </span>
        <span class={css['marks']}>
          A <For each={props.row.baseSamples}>{(sample) => <Outcome of={sample.outcome} />}</For> ·
          B <For each={props.row.otherSamples}>{(sample) => <Outcome of={sample.outcome} />}</For> ·
          expected <strong>{props.row.question.expected}</strong>
        </span>
      </summary>
      <div class={css['sides']}>
        <Side
          name="A"
          sample={base()}
          pieces={diff().pieces}
          own="removed"
          isUnlike={areUnlike()}
        />
        <Side name="B" sample={other()} pieces={diff().pieces} own="added" isUnlike={areUnlike()} />
      </div>
    </details>
  );
}

function Side(props: {
  name: string;
  sample: ComparedRowFragment['baseSamples'][number] | undefined;
  pieces: Piece[];
  own: 'removed' | 'added';
  isUnlike: boolean;
}) {
  return (
    <div>
      <p class="faint">
        {props.name}{' '}
        <Show when={props.sample} fallback="has no answer">
          {(sample) => (
            <>
              <Outcome of={sample().outcome} hasWord />
              {sample().answer === null ? '' : `, found ${sample().answer}`}, {sample().tokens}{' '}
              tokens
            </>
          )}
        </Show>
      </p>
      <p class={css['text']} dir="auto">
        <For each={props.pieces.filter(({ kind }) => kind === 'same' || kind === props.own)}>
          {(piece) => {
            if (props.isUnlike || piece.kind === 'same') return piece.text;
            return piece.kind === 'removed' ? <del>{piece.text}</del> : <ins>{piece.text}</ins>;
          }}
        </For>
      </p>
    </div>
  );
}
