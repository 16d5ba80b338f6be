import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { conditionsText } from '../../evaluations/conditionsText.ts';
import { intervalOf, subjectText } from '../../evaluations/subject.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { LeaderboardGroupFragment } from '../../graphql/generated/graphql.ts';
import { LeakMark } from '../../models/LeakMark.tsx';
import { leakText } from '../../models/leakText.ts';
import { IntervalDot } from '../../ui/chart/IntervalDot.tsx';
import { axisOf } from '../../ui/chart/interval.ts';
import { pointsText, shareText } from '../../ui/format/share.ts';
import '../../ui/table.css';

graphql(`
  fragment LeaderboardGroup on LeaderboardGroup {
    leftOut
    baseline {
      id
      name
    }
    entries {
      rank
      repeatCount
      difference {
        difference {
          value
          low
          high
        }
      }
      evaluation {
        id
        pins
        numbers {
          accuracy {
            value
            low
            high
          }
        }
        ...LeakMark
        ...EvaluationSubject
      }
    }
  }
`);

/** Those that were asked in the same way, the best first. */
export function LeaderboardGroup(props: { group: LeaderboardGroupFragment }) {
  const axis = () =>
    axisOf(
      props.group.entries.flatMap(({ evaluation }) =>
        evaluation.numbers?.accuracy ? [intervalOf(evaluation.numbers.accuracy)] : [],
      ),
    );
  return (
    <section class="page-part" data-testid="leaderboard-group">
      <h2>{conditionsText(props.group.entries[0]?.evaluation.pins)}</h2>
      <div class="table-scroll">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Rank</th>
              <th scope="col">Model</th>
              <th scope="col" class="table-number">
                Accuracy
              </th>
              <th scope="col">95 % interval</th>
              <th scope="col" class="table-number">
                Against {props.group.baseline?.name ?? 'a baseline'}
              </th>
              <th scope="col" class="table-optional">
                Learned before
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.group.entries}>
              {(entry) => (
                <tr>
                  <td>{entry.rank}</td>
                  <th scope="row">
                    <A href={`/evaluations/${entry.evaluation.id}`}>
                      {subjectText(entry.evaluation)}
                    </A>
                  </th>
                  <td class="table-number">
                    <Show when={entry.evaluation.numbers?.accuracy} fallback="–">
                      {(accuracy) => shareText(accuracy().value, intervalOf(accuracy()))}
                    </Show>
                  </td>
                  <td>
                    <Show when={entry.evaluation.numbers?.accuracy}>
                      {(accuracy) => (
                        <IntervalDot
                          label={shareText(accuracy().value, intervalOf(accuracy()))}
                          value={accuracy().value}
                          interval={intervalOf(accuracy())}
                          axis={axis()}
                        />
                      )}
                    </Show>
                  </td>
                  <td class="table-number">
                    <Show when={entry.difference} fallback="–">
                      {(difference) =>
                        pointsText(
                          difference().difference.value,
                          intervalOf(difference().difference),
                        )
                      }
                    </Show>
                  </td>
                  <td class="table-optional">
                    <Show when={leakText(entry.evaluation.leaks)} fallback="–">
                      <LeakMark of={entry.evaluation} />
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
      <Show when={props.group.leftOut > 0}>
        <p class="note">{props.group.leftOut} more stand below these.</p>
      </Show>
    </section>
  );
}
