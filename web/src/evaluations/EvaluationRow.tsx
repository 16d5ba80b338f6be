import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { EvaluationRowFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import { shareText } from '../ui/format/share.ts';
import { OutcomeBar } from '../ui/outcome/OutcomeBar.tsx';
import { Time } from '../ui/Time.tsx';
import { countsOf } from './outcomeCounts.ts';
import { intervalOf, subjectText } from './subject.ts';

graphql(`
  fragment EvaluationRow on Evaluation {
    id
    status
    createdAt
    datasetKey
    numbers {
      rows
      samplesPerRow
      accuracy {
        value
        low
        high
      }
    }
    ...EvaluationSubject
    ...OutcomeCounts
  }
`);

/** An evaluation in a line. */
export function EvaluationRow(props: { evaluation: EvaluationRowFragment }) {
  return (
    <tr data-testid="evaluation">
      <th scope="row">
        <A href={`/evaluations/${props.evaluation.id}`}>{subjectText(props.evaluation)}</A>
      </th>
      <td>
        <A href={`/datasets/${props.evaluation.datasetKey}`}>{props.evaluation.datasetKey}</A>
      </td>
      <td class="table-number">
        <Show
          when={props.evaluation.numbers?.accuracy}
          fallback={<Unfinished evaluation={props.evaluation} />}
        >
          {(accuracy) => shareText(accuracy().value, intervalOf(accuracy()))}
        </Show>
      </td>
      <td class="table-number">
        <Show when={props.evaluation.numbers} fallback="–">
          {(numbers) => `${numberText(numbers().rows)} × ${numbers().samplesPerRow}`}
        </Show>
      </td>
      <td>
        <OutcomeBar counts={countsOf(props.evaluation)} />
      </td>
      <td class="table-optional">
        <Time at={props.evaluation.createdAt} />
      </td>
    </tr>
  );
}

function Unfinished(props: { evaluation: EvaluationRowFragment }) {
  return (
    <span class="faint">
      {props.evaluation.status === 'RUNNING' ? 'asking' : 'not finished'}:{' '}
      {numberText(props.evaluation.sampleCount)} of {numberText(props.evaluation.plannedCount)}
    </span>
  );
}
