import { A, useSearchParams } from '@solidjs/router';
import { createEffect, For, on, onCleanup, Show } from 'solid-js';
import { choice } from '../address/codec.ts';
import { createAddressValue } from '../address/createAddressValue.ts';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { JobItemFragment, JudgeOutcome } from '../graphql/generated/graphql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { numberText } from '../ui/format/number.ts';
import { Pager, pageOf } from '../ui/Pager.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { throttle } from '../ui/throttle.ts';
import css from './JobItems.module.css';
import { OutcomeWord } from './OutcomeWord.tsx';
import { VERDICT_OUTCOMES } from './outcomes.ts';
import '../ui/table.css';

const JobItemsDocument = graphql(`
  query JobItems(
    $id: ID!
    $outcome: JudgeOutcome
    $first: Int
    $after: String
    $last: Int
    $before: String
  ) {
    judgeJob(id: $id) {
      id
      items(outcome: $outcome, first: $first, after: $after, last: $last, before: $before) {
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
          endCursor
        }
        edges {
          node {
            ...JobItem
          }
        }
      }
    }
  }

  fragment JobItem on JudgeItem {
    position
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
    trace {
      id
      promptStart
    }
  }
`);

const REFRESH = 1_000;

export const OUTCOME_CODEC = choice(
  VERDICT_OUTCOMES.map(({ name }) => name),
  null,
);

/** What came of each trace of a job, of one outcome where the address says so. */
export function JobItems(props: {
  jobId: string;
  /** How many traces there are of each outcome. */
  counts: Record<JudgeOutcome, number>;
  itemCount: number;
}) {
  const [outcome] = createAddressValue('outcome', OUTCOME_CODEC);
  const [search] = useSearchParams();
  const query = createFreshQuery({
    query: JobItemsDocument,
    variables: () => ({ id: props.jobId, outcome: outcome(), ...pageOf(search) }),
  });
  const refresh = throttle(query.refetch, REFRESH);
  onCleanup(refresh.stop);
  createEffect(
    on(
      () => JSON.stringify(props.counts),
      () => refresh.call(),
      { defer: true },
    ),
  );
  const tabs = () => [
    { id: 'all', name: 'All', href: `/judges/jobs/${props.jobId}`, count: props.itemCount },
    ...VERDICT_OUTCOMES.map(({ name, word }) => ({
      id: name,
      name: word.charAt(0).toUpperCase() + word.slice(1),
      href: `/judges/jobs/${props.jobId}?outcome=${name}`,
      count: props.counts[name],
    })),
  ];
  return (
    <section class="page-part" aria-label="Traces of the job">
      <Tabs label="Outcomes" of={tabs()} shown={outcome() ?? 'all'} />
      <Loaded query={query} skeleton={<Skeleton width="40%" />}>
        {(data) => (
          <Show
            when={data().judgeJob?.items.edges.length}
            fallback={<p class="empty-note">No trace of the job has this outcome.</p>}
          >
            <div class="table-scroll">
              <table class={`table ${css['job-items']}`}>
                <thead>
                  <tr>
                    <th scope="col">Trace</th>
                    <th scope="col">Outcome</th>
                    <th scope="col">Verdict, or why there is none</th>
                    <th scope="col" class="table-number table-optional">
                      Tokens
                    </th>
                    <th scope="col" class="table-number table-optional">
                      Asked
                    </th>
                  </tr>
                </thead>
                <tbody>
                  <For each={data().judgeJob?.items.edges}>
                    {({ node }) => <ItemRow item={node} />}
                  </For>
                </tbody>
              </table>
            </div>
            <Show when={data().judgeJob}>
              {(job) => (
                <Pager pageInfo={job().items.pageInfo}>
                  {`${numberText(outcome() === null ? props.itemCount : props.counts[outcome() ?? 'SCORED'])} in all`}
                </Pager>
              )}
            </Show>
          </Show>
        )}
      </Loaded>
    </section>
  );
}

function ItemRow(props: { item: JobItemFragment }) {
  return (
    <tr data-testid="item" data-outcome={props.item.outcome ?? 'WAITING'}>
      <th scope="row" dir="auto">
        <Show when={props.item.trace} fallback={<span class="faint">deleted</span>}>
          {(trace) => (
            <A href={`/traces/${trace().id}`} title={trace().promptStart}>
              {trace().promptStart || '(blank)'}
            </A>
          )}
        </Show>
      </th>
      <td>
        <Show when={props.item.outcome} fallback={<span class="faint">waiting</span>}>
          {(outcome) => <OutcomeWord outcome={outcome()} />}
        </Show>
        <Show when={props.item.cause}>
          {(cause) => <div class="faint">{cause().toLowerCase().replace('_', ' ')}</div>}
        </Show>
      </td>
      <td class={css['job-verdict']}>
        <For each={props.item.verdicts}>
          {(verdict) => (
            <div>
              {verdict.criteria}: <strong>{verdict.label ?? verdict.score}</strong>
            </div>
          )}
        </For>
        {props.item.reason}
        <Show when={props.item.answer}>
          {(answer) => (
            <details>
              <summary>What the model said</summary>
              <pre dir="auto" tabindex="0">
                {answer()}
              </pre>
            </details>
          )}
        </Show>
      </td>
      <td class="table-number table-optional">
        {props.item.promptTokens == null
          ? '–'
          : `${numberText(props.item.promptTokens)} + ${numberText(props.item.completionTokens ?? 0)}`}
      </td>
      <td class="table-number table-optional">{props.item.attempts}×</td>
    </tr>
  );
}
