import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { VersionEvaluationsFragment } from '../graphql/generated/graphql.ts';
import { shareText } from '../ui/format/share.ts';
import { LeakMark } from './LeakMark.tsx';
import { leakText } from './leakText.ts';
import css from './VersionEvaluations.module.css';

graphql(`
  fragment VersionEvaluations on ModelVersion {
    evaluations {
      id
      datasetKey
      status
      numbers {
        accuracy {
          value
          low
          high
        }
      }
      ...LeakMark
    }
  }
`);

type Evaluation = VersionEvaluationsFragment['evaluations'][number];

/** The newest accuracy of a version, with what it was measured on. */
export function newestAccuracyText(version: VersionEvaluationsFragment): string {
  const found = version.evaluations.find(({ numbers }) => numbers?.accuracy);
  if (!found) return 'not evaluated';
  const leak = leakText(found.leaks);
  return `${accuracyText(found)} on ${found.datasetKey}${leak ? `, ${leak}` : ''}`;
}

/** How a version does, by each evaluation of exactly its checkpoint, the newest first. */
export function VersionEvaluations(props: { version: VersionEvaluationsFragment }) {
  return (
    <Show
      when={props.version.evaluations.length > 0}
      fallback={<p class="faint">Not evaluated yet.</p>}
    >
      <ul class={css['evaluations']} aria-label="Evaluations">
        <For each={props.version.evaluations}>
          {(evaluation) => (
            <li>
              <A href={`/evaluations/${evaluation.id}`}>{accuracyText(evaluation)}</A> on{' '}
              {evaluation.datasetKey} <LeakMark of={evaluation} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

function accuracyText({ status, numbers }: Evaluation): string {
  const accuracy = numbers?.accuracy;
  if (!accuracy) return status === 'RUNNING' ? 'at work' : 'no numbers';
  const { value, low, high } = accuracy;
  return shareText(value, [low ?? 0, high ?? 1]);
}
