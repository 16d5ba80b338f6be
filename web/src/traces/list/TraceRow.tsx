import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { TraceRowFragment } from '../../graphql/generated/graphql.ts';
import { numberText } from '../../ui/format/number.ts';
import { Time } from '../../ui/Time.tsx';
import { Uncalibrated } from '../Uncalibrated.tsx';
import css from './TraceTable.module.css';

graphql(`
  fragment TraceRow on Trace {
    id
    createdAt
    promptStart
    stepCount
    charCount
    source
    score {
      id
      score
      isCalibrated
    }
    excerpt(search: $search) @include(if: $isSearch) {
      part
      step
      before
      match
      after
    }
  }
`);

/** A trace in a line. */
export function TraceRow(props: {
  trace: TraceRowFragment;
  index: number;
  isSelected: boolean;
  /** Whether Tab leads here; from there j and k lead to the others. */
  isStop: boolean;
  select: (isRange: boolean) => void;
}) {
  const text = () => props.trace.promptStart || '(blank)';
  return (
    <tr
      class={css['trace-row']}
      aria-rowindex={props.index + 2}
      data-selected={props.isSelected}
      data-testid="trace"
      data-index={props.index}
      data-trace={props.trace.id}
    >
      <td class={css['trace-choice']}>
        <input
          type="checkbox"
          aria-label={`Select ${text().slice(0, 60)}`}
          checked={props.isSelected}
          tabindex={props.isStop ? 0 : -1}
          onClick={(event) => {
            props.select(event.shiftKey);
            // A range may leave the row as it was, which the browser does not know.
            event.currentTarget.checked = props.isSelected;
          }}
        />
      </td>
      <th scope="row" class={css['trace-prompt']} dir="auto">
        <Subject trace={props.trace} text={text()} tabindex={props.isStop ? 0 : -1} />
      </th>
      <td class={css['trace-source']} dir="auto" title={props.trace.source ?? undefined}>
        {props.trace.source ?? '–'}
      </td>
      <td class={css['trace-number']}>
        {numberText(props.trace.stepCount)}
        <span class={css['trace-unit']}> {props.trace.stepCount === 1 ? 'step' : 'steps'}</span>
      </td>
      <td class={css['trace-number']}>
        {numberText(props.trace.charCount)}
        <span class={css['trace-unit']}> chars</span>
      </td>
      <td class={css['trace-number']} data-testid="trace-score">
        <Show when={props.trace.score} fallback="–">
          {(score) => (
            <>
              {score().score.toFixed(2)}
              <Show when={score().isCalibrated === false}>
                {' '}
                <Uncalibrated />
              </Show>
            </>
          )}
        </Show>
      </td>
      <td class={css['trace-time']}>
        <Time at={props.trace.createdAt} />
      </td>
    </tr>
  );
}

const PARTS = {
  PROMPT: 'prompt',
  STEP: 'step',
  ANSWER: 'answer',
  EXPECTED_ANSWER: 'expected answer',
  CONTEXT: 'earlier turn',
};

/** The prompt and, where something is searched, the place where it stands. */
function Subject(props: { trace: TraceRowFragment; text: string; tabindex: number }) {
  const href = () => `/traces/${props.trace.id}`;
  return (
    <Show
      when={props.trace.excerpt}
      fallback={
        <A href={href()} tabindex={props.tabindex}>
          {props.text}
        </A>
      }
    >
      {(excerpt) => (
        <Show
          when={excerpt().part === 'PROMPT'}
          fallback={
            <>
              <A
                href={excerpt().step == null ? href() : `${href()}#step-${excerpt().step}`}
                tabindex={props.tabindex}
              >
                {props.text}
              </A>
              <span class={css['trace-excerpt']} dir="auto">
                <bdi>
                  {PARTS[excerpt().part]} {excerpt().step}:
                </bdi>{' '}
                <Found excerpt={excerpt()} />
              </span>
            </>
          }
        >
          <A href={href()} tabindex={props.tabindex}>
            <Found excerpt={excerpt()} />
          </A>
        </Show>
      )}
    </Show>
  );
}

function Found(props: { excerpt: NonNullable<TraceRowFragment['excerpt']> }) {
  return (
    <>
      {props.excerpt.before}
      <mark>{props.excerpt.match}</mark>
      {props.excerpt.after}
    </>
  );
}
