import { A } from '@solidjs/router';
import { For, type JSX, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { EvaluationNumbersFragment } from '../graphql/generated/graphql.ts';
import { LeakMark } from '../models/LeakMark.tsx';
import { durationText } from '../ui/format/duration.ts';
import { countText, numberText } from '../ui/format/number.ts';
import { shareText, widthText } from '../ui/format/share.ts';
import { OutcomeBar } from '../ui/outcome/OutcomeBar.tsx';
import css from './EvaluationNumbers.module.css';
import { countsOf } from './outcomeCounts.ts';

graphql(`
  fragment EvaluationNumbers on Evaluation {
    status
    seconds
    leftOut
    warnings
    oracle {
      rows
      correct
      failures {
        row
        traceId
        expected
        reason
      }
    }
    numbers {
      rows
      samplesPerRow
      shortRows
      accuracy {
        value
        low
        high
        method
      }
      solvedIn {
        tries
        value
        rows
      }
      majority {
        value
        rows
      }
      tokens {
        all
        correct
        wrong
      }
      visibleDifference
      expectedLossPerToken
    }
    ...OutcomeCounts
    ...LeakMark
  }
`);

const METHODS = {
  WILSON: "Wilson's interval of a share, 95 %",
  CLUSTER_NORMAL: 'by the standard error over questions, 95 %',
  BOOTSTRAP: 'by drawing questions anew 10,000 times, 95 %',
};

/** The number with its interval, what became of the samples, and what else they come to. */
export function EvaluationNumbers(props: { evaluation: EvaluationNumbersFragment }) {
  const numbers = () => props.evaluation.numbers;
  const samples = () => numbers()?.samplesPerRow ?? 1;
  return (
    <section class={css['numbers']} aria-label="Numbers" data-testid="numbers">
      <div class={css['number']}>
        <Show
          when={numbers()?.accuracy}
          fallback={
            <p class="faint">
              {numberText(props.evaluation.sampleCount)} of{' '}
              {numberText(props.evaluation.plannedCount)} samples
              {props.evaluation.status === 'INCOMPLETE'
                ? '; the run ended before all were there'
                : ''}
            </p>
          }
        >
          {(accuracy) => (
            <p>
              <strong>{shareText(accuracy().value)}</strong>{' '}
              <span title={METHODS[accuracy().method]}>
                [{bounds(accuracy().low)}, {bounds(accuracy().high)}]
              </span>{' '}
              <span class="faint">
                {samples() > 1 ? `accuracy (mean of ${samples()})` : 'accuracy'}, n{' '}
                {numberText(numbers()?.rows ?? 0)} × {samples()}
              </span>{' '}
              <LeakMark of={props.evaluation} />
            </p>
          )}
        </Show>
        <OutcomeBar counts={countsOf(props.evaluation)} hasShares />
      </div>
      <dl class={css['facts']}>
        <For each={numbers()?.solvedIn.filter(({ tries }) => tries > 1)}>
          {(solved) => (
            <Fact name={`Solved in ${solved.tries} tries`}>{shareText(solved.value)}</Fact>
          )}
        </For>
        <Show when={numbers()?.majority}>
          {(majority) => (
            <Fact name={`Majority of ${samples()}`}>{shareText(majority().value)}</Fact>
          )}
        </Show>
        <Show when={numbers()?.tokens.all}>
          {(all) => (
            <Fact name="Tokens">
              {Math.round(all())}
              <Show when={numbers()?.tokens.wrong}>
                {(wrong) => <span class="faint">, of wrong ones {Math.round(wrong())}</span>}
              </Show>
            </Fact>
          )}
        </Show>
        <Show when={numbers()?.expectedLossPerToken}>
          {(loss) => <Fact name="Loss of the expected text">{loss().toPrecision(4)}</Fact>}
        </Show>
        <Show when={numbers()}>
          {(found) => <Fact name="Tells apart">over {widthText(found().visibleDifference)}</Fact>}
        </Show>
        <Show when={props.evaluation.oracle}>
          {(oracle) => (
            <Fact name="Expected answers pass">
              {numberText(oracle().correct)} of {numberText(oracle().rows)}
            </Fact>
          )}
        </Show>
        <Show when={props.evaluation.seconds}>
          {(seconds) => <Fact name="Took">{durationText(seconds())}</Fact>}
        </Show>
      </dl>
      <Show when={(numbers()?.shortRows ?? 0) > 0}>
        <p class="note">
          {countText(numbers()?.shortRows ?? 0, 'question')}{' '}
          {numbers()?.shortRows === 1 ? 'has' : 'have'} fewer than {samples()} verdicts: samples
          without a verdict are left out, not wrong.
        </p>
      </Show>
      <Show when={(props.evaluation.oracle?.failures.length ?? 0) > 0}>
        <details class={css['failures']}>
          <summary>
            Some expected answers fail when they are graded against themselves: these questions can
            not be answered right
          </summary>
          <ul>
            <For each={props.evaluation.oracle?.failures}>
              {(failure) => (
                <li>
                  <A href={`/traces/${failure.traceId}`}>line {failure.row + 1}</A>:{' '}
                  <code>{failure.expected}</code> — {failure.reason}
                </li>
              )}
            </For>
          </ul>
        </details>
      </Show>
      <For each={props.evaluation.warnings}>{(warning) => <p class="note">{warning}</p>}</For>
    </section>
  );
}

function Fact(props: { name: string; children: JSX.Element }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function bounds(share: number): string {
  return shareText(share).replace(' %', '');
}
