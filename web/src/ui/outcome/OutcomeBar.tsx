import { For, Show } from 'solid-js';
import { numberText } from '../format/number.ts';
import { shareText } from '../format/share.ts';
import css from './OutcomeBar.module.css';
import { type OutcomeCounts, type OutcomeKind, partsOf, totalOf } from './outcomes.ts';

/** What came of answers, as parts of a bar; in the head of a page with their shares beside it. */
export function OutcomeBar(props: {
  counts: OutcomeCounts;
  /** What can come of them; of answers to questions without it. */
  kinds?: readonly OutcomeKind[];
  hasShares?: boolean;
}) {
  const parts = () => partsOf(props.counts, props.kinds);
  const total = () => numberText(totalOf(props.counts, props.kinds));
  const words = () =>
    [...parts().map(({ word, count }) => `${word} ${numberText(count)}`), `n ${total()}`].join(
      ', ',
    );
  return (
    <div class={css['outcomes']}>
      <Show when={props.hasShares}>
        <ul class={css['outcome-shares']}>
          <For each={parts()}>
            {(part) => (
              <li>
                <span class={css['outcome-shape']} data-outcome={part.colour} aria-hidden="true">
                  {part.shape}
                </span>{' '}
                {part.word} {shareText(part.share)}
              </li>
            )}
          </For>
          <li class="faint">n {total()}</li>
        </ul>
      </Show>
      <div class={css['outcome-bar']} role="img" aria-label={words()} title={words()}>
        <For each={parts()}>
          {(part) => <span data-outcome={part.colour} style={{ flex: `${part.count} 0 2px` }} />}
        </For>
      </div>
    </div>
  );
}
