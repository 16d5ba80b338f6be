import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { AnsweredRowFragment } from '../../graphql/generated/graphql.ts';
import { numberText } from '../../ui/format/number.ts';
import { Outcome } from '../Outcome.tsx';
import css from './AnsweredRows.module.css';

graphql(`
  fragment AnsweredRow on AnsweredRow {
    question {
      row
      traceId
      prompt
      expected
    }
    samples {
      index
      completion
      finish
      tokens
      answer
      outcome
      reason
      meanLogprob
    }
  }
`);

/** A question in a line: what was expected, what was found, and what each answer came to. */
export function RowLine(props: { row: AnsweredRowFragment; isOpen: boolean; toggle: () => void }) {
  const extracted = () => [...new Set(props.row.samples.map(({ answer }) => answer ?? '–'))];
  const tokens = () =>
    props.row.samples.reduce((sum, each) => sum + each.tokens, 0) / (props.row.samples.length || 1);
  return (
    <tr id={`row-${props.row.question.row}`} data-open={props.isOpen} data-testid="answered-row">
      <th scope="row" class={css['question']}>
        <button
          type="button"
          data-look="link"
          aria-expanded={props.isOpen}
          onClick={() => props.toggle()}
          title={props.row.question.prompt}
          dir="auto"
        >
          {props.row.question.prompt}
        </button>
      </th>
      <td class={css['short']} title={props.row.question.expected} dir="auto">
        {props.row.question.expected}
      </td>
      <td class={css['short']} title={extracted().join(', ')} dir="auto">
        {extracted().join(', ')}
      </td>
      <td>
        <For each={props.row.samples}>{(sample) => <Outcome of={sample.outcome} />}</For>
      </td>
      <td class="table-number">{numberText(Math.round(tokens()))}</td>
    </tr>
  );
}

/** A question opened: the prompt, and one of its answers whole with what became of it and why. */
export function OpenRow(props: {
  row: AnsweredRowFragment;
  sample: number;
  choose: (sample: number) => void;
}) {
  const at = () => Math.min(props.sample, props.row.samples.length - 1);
  const sample = () => props.row.samples[at()];
  return (
    <tr class={css['open']}>
      <td colspan={5}>
        <div class={css['detail']} data-testid="open-row">
          <div>
            <h2>Question</h2>
            <p class={css['text']} dir="auto">
              {props.row.question.prompt}
            </p>
            <p class="faint">
              Expected <strong>{props.row.question.expected}</strong> ·{' '}
              <A href={`/traces/${props.row.question.traceId}`}>its trace</A>
            </p>
          </div>
          <Show when={sample()}>
            {(shown) => (
              <div>
                <h2>
                  <Show when={props.row.samples.length > 1} fallback="Answer">
                    Answer {at() + 1} of {props.row.samples.length}{' '}
                    <For each={props.row.samples}>
                      {(each, index) => (
                        <button
                          type="button"
                          data-look="chip"
                          aria-pressed={index() === at()}
                          onClick={() => props.choose(index())}
                        >
                          {index() + 1} <Outcome of={each.outcome} />
                        </button>
                      )}
                    </For>
                  </Show>
                </h2>
                <p class={css['text']} dir="auto">
                  {shown().completion || '(nothing)'}
                </p>
                <p class="faint">
                  <Outcome of={shown().outcome} hasWord />
                  <Show when={shown().answer !== null}>
                    {' '}
                    · found <strong>{shown().answer}</strong>
                  </Show>{' '}
                  · {shown().reason} · {numberText(shown().tokens)} tokens
                  {shown().finish === 'LENGTH' ? ', cut off' : ''}
                  <Show when={shown().meanLogprob}>
                    {(logprob) => ` · mean log probability ${logprob().toFixed(2)}`}
                  </Show>
                </p>
              </div>
            )}
          </Show>
        </div>
      </td>
    </tr>
  );
}
