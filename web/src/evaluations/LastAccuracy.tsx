import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { shareText } from '../ui/format/share.ts';
import type { LastEvaluation } from './createLastEvaluations.ts';

/** The accuracy that was measured last of a run, and of which step. */
export function LastAccuracy(props: { of: LastEvaluation | undefined }) {
  return (
    <Show when={props.of} fallback={<span class="faint">–</span>}>
      {(evaluation) => (
        <A
          href={`/evaluations/${evaluation().id}`}
          title={`Step ${evaluation().step} on ${evaluation().datasetKey}`}
        >
          {shareText(evaluation().numbers?.accuracy?.value ?? null)}
        </A>
      )}
    </Show>
  );
}
