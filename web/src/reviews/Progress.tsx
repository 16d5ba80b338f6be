import { Show } from 'solid-js';
import { numberText } from '../ui/format/number.ts';
import css from './Progress.module.css';

/** How far a reviewer has come. */
export function Progress(props: {
  itemCount: number;
  progress: { judgedCount: number; skippedCount: number } | undefined;
}) {
  const judged = () => props.progress?.judgedCount ?? 0;
  const skipped = () => props.progress?.skippedCount ?? 0;
  return (
    <div class={css['progress']} data-testid="review-progress">
      <progress value={judged() + skipped()} max={props.itemCount || 1} aria-label="Items done" />
      <span>
        {numberText(judged())} of {numberText(props.itemCount)} judged
        <Show when={skipped() > 0}>, {numberText(skipped())} skipped</Show>
      </span>
    </div>
  );
}
