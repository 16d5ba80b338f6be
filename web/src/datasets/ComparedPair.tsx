import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { PairSideFragment } from '../graphql/generated/graphql.ts';
import css from './ComparedPair.module.css';

graphql(`
  fragment PairSide on Trace {
    id
    promptStart
    finalAnswer
    steps {
      content
    }
  }
`);

type Side = PairSideFragment | null | undefined;

/** What two traces answer to one question, the chosen one first. */
export function ComparedPair(props: {
  chosen: Side;
  rejected: Side;
  chosenScore: number;
  rejectedScore: number;
}) {
  const sides = () => [
    { name: 'Chosen', trace: props.chosen, score: props.chosenScore },
    { name: 'Rejected', trace: props.rejected, score: props.rejectedScore },
  ];
  return (
    <article class={css['pair']} data-testid="pair">
      <strong dir="auto">{props.chosen?.promptStart}</strong>
      <div class={css['pair-sides']}>
        <For each={sides()}>
          {(side) => (
            <section aria-label={side.name}>
              <p>
                <A href={`/traces/${side.trace?.id}`}>{side.name}</A>{' '}
                <span class="faint">scores {side.score}</span>
              </p>
              <div class={css['pair-answer']} dir="auto" tabindex="0">
                {side.trace?.steps.map(({ content }) => `${content}\n`).join('')}
                <strong>{side.trace?.finalAnswer}</strong>
              </div>
            </section>
          )}
        </For>
      </div>
    </article>
  );
}
