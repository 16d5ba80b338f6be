import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { TraceRowFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/number.ts';
import { Time } from '../ui/Time.tsx';
import { preview } from './preview.ts';

graphql(`
  fragment TraceRow on Trace {
    id
    createdAt
    prompt
    stepCount
    charCount
    source
    score {
      id
      score
    }
  }
`);

/** A trace in a line. */
export function TraceRow(props: {
  trace: TraceRowFragment;
  index: number;
  top: number;
  isSelected: boolean;
  select: (isRange: boolean) => void;
}) {
  const text = () => preview(props.trace.prompt);
  return (
    <tr
      class="trace-row"
      aria-rowindex={props.index + 2}
      data-selected={props.isSelected}
      style={{ transform: `translateY(${props.top}px)` }}
      data-testid="trace"
      data-index={props.index}
      data-trace={props.trace.id}
    >
      <td class="trace-choice">
        <input
          type="checkbox"
          aria-label={`Select ${text().slice(0, 60)}`}
          checked={props.isSelected}
          onClick={(event) => {
            props.select(event.shiftKey);
            // A range may leave the row as it was, which the browser does not know.
            event.currentTarget.checked = props.isSelected;
          }}
        />
      </td>
      <th scope="row" class="trace-prompt">
        <A href={`/traces/${props.trace.id}`}>{text() || '(blank)'}</A>
      </th>
      <td class="trace-source" title={props.trace.source ?? undefined}>
        {props.trace.source ?? '–'}
      </td>
      <td class="trace-number">
        {numberText(props.trace.stepCount)}
        <span class="trace-unit"> {props.trace.stepCount === 1 ? 'step' : 'steps'}</span>
      </td>
      <td class="trace-number">
        {numberText(props.trace.charCount)}
        <span class="trace-unit"> chars</span>
      </td>
      <td class="trace-number trace-score">
        <Show when={props.trace.score} fallback="–">
          {(score) => score().score.toFixed(2)}
        </Show>
      </td>
      <td class="trace-time">
        <Time at={props.trace.createdAt} />
      </td>
    </tr>
  );
}
