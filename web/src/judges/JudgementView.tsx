import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { JudgementFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import css from './JudgementView.module.css';
import { OutcomeWord } from './OutcomeWord.tsx';

graphql(`
  fragment Judgement on Judgement {
    outcome
    cause
    reason
    answer
    attempts
    promptTokens
    completionTokens
    verdicts {
      criteria
      score
      label
      explanation
    }
  }
`);

/** What came of asking a judge about a trace. */
export function JudgementView(props: { judgement: JudgementFragment }) {
  const tokens = () =>
    props.judgement.promptTokens == null
      ? 'The endpoint told of no tokens.'
      : `${numberText(props.judgement.promptTokens)} tokens of prompt, ${numberText(props.judgement.completionTokens ?? 0)} of answer`;
  return (
    <div class={css['judgement']} data-testid="judgement">
      <p>
        <OutcomeWord outcome={props.judgement.outcome} />
        <Show when={props.judgement.reason}>{(reason) => <>: {reason()}</>}</Show>
      </p>
      <ul>
        <For each={props.judgement.verdicts}>
          {(verdict) => (
            <li>
              {verdict.criteria}: <strong>{verdict.label ?? verdict.score}</strong>
              <Show when={verdict.explanation}>{(why) => <span class="faint"> {why()}</span>}</Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.judgement.answer}>
        {(answer) => (
          <details open>
            <summary>What the model said</summary>
            <pre dir="auto" tabindex="0">
              {answer()}
            </pre>
          </details>
        )}
      </Show>
      <p class="faint">
        {tokens()}
        {props.judgement.attempts > 1 ? `, asked ${props.judgement.attempts} times` : ''}
      </p>
    </div>
  );
}
