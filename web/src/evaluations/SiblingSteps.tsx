import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { SiblingStepFragment } from '../graphql/generated/graphql.ts';
import { IntervalDot } from '../ui/chart/IntervalDot.tsx';
import { axisOf } from '../ui/chart/interval.ts';
import { shareText } from '../ui/format/share.ts';
import { Icon } from '../ui/Icon.tsx';
import { OutcomeBar } from '../ui/outcome/OutcomeBar.tsx';
import { countsOf } from './outcomeCounts.ts';
import { intervalOf, subjectText } from './subject.ts';
import '../ui/table.css';

graphql(`
  fragment SiblingStep on Evaluation {
    id
    step
    status
    numbers {
      accuracy {
        value
        low
        high
      }
      solvedIn {
        tries
        value
      }
      cutOffShare
      tokens {
        all
      }
    }
    ...EvaluationSubject
    ...OutcomeCounts
  }
`);

/** The base and checkpoints that were asked the same, by step and on one scale; the best has a star where others are worse. */
export function SiblingSteps(props: { of: SiblingStepFragment[]; current?: number | undefined }) {
  const best = () =>
    props.of.every((each) => accuracyOf(each) === accuracyOf(props.of[0]))
      ? undefined
      : props.of.reduce<SiblingStepFragment | undefined>(
          (best, each) => (accuracyOf(each) > accuracyOf(best) ? each : best),
          undefined,
        );
  const intervals = () =>
    props.of.flatMap(({ numbers }) => (numbers?.accuracy ? [intervalOf(numbers.accuracy)] : []));
  return (
    <Show when={props.of.length > 1 || props.current === undefined}>
      <div class="table-scroll">
        <table class="table" data-testid="steps">
          <thead>
            <tr>
              <th scope="col">Checkpoint</th>
              <th scope="col" class="table-number">
                Accuracy
              </th>
              <th scope="col">95 % interval</th>
              <th scope="col">Outcomes</th>
              <th scope="col" class="table-number">
                Tokens
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.of}>
              {(each) => (
                <tr data-current={each.step === props.current}>
                  <th scope="row">
                    <Show
                      when={each.step !== props.current}
                      fallback={<span>{subjectText(each)} (this one)</span>}
                    >
                      <A href={`/evaluations/${each.id}`}>{subjectText(each)}</A>
                    </Show>
                    <Show when={each === best()}>
                      {' '}
                      <span title="The best of these">
                        <Icon name="star" />
                        <span class="visually-hidden">best</span>
                      </span>
                    </Show>
                  </th>
                  <td class="table-number">
                    <Show when={each.numbers?.accuracy} fallback="–">
                      {(accuracy) => shareText(accuracy().value, intervalOf(accuracy()))}
                    </Show>
                  </td>
                  <td>
                    <Show when={each.numbers?.accuracy}>
                      {(accuracy) => (
                        <IntervalDot
                          label={shareText(accuracy().value, intervalOf(accuracy()))}
                          value={accuracy().value}
                          interval={intervalOf(accuracy())}
                          axis={axisOf(intervals())}
                          isUnfinished={each.status !== 'COMPLETED'}
                        />
                      )}
                    </Show>
                  </td>
                  <td>
                    <OutcomeBar counts={countsOf(each)} />
                  </td>
                  <td class="table-number">{Math.round(each.numbers?.tokens.all ?? 0) || '–'}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </Show>
  );
}

function accuracyOf(evaluation: SiblingStepFragment | undefined): number {
  return evaluation?.numbers?.accuracy?.value ?? -1;
}
