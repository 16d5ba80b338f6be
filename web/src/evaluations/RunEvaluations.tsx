import { A } from '@solidjs/router';
import { createEffect, For, on, Show } from 'solid-js';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunEvaluationsQuery, SiblingStepFragment } from '../graphql/generated/graphql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { TableSkeleton } from '../ui/TableSkeleton.tsx';
import { conditionsText } from './conditionsText.ts';
import { SiblingSteps } from './SiblingSteps.tsx';
import { Timeline } from './Timeline.tsx';

const RunEvaluationsDocument = graphql(`
  query RunEvaluations($id: ID!) {
    run(id: $id) {
      id
      kind
      evaluations {
        ...SiblingStep
      }
      evaluatedBy {
        datasetKey
        pinsHash
        pins
        ...SiblingStep
      }
    }
  }
`);

type Evaluated = NonNullable<RunEvaluationsQuery['run']>['evaluatedBy'];

/** How checkpoints did by step: of an evaluation run those that it asked, of a training all of its own that were asked, apart for
 * each of the conditions. */
export function RunEvaluations(props: {
  runId: string;
  /** What changes when there is more to read. */
  version: string;
}) {
  const query = createFreshQuery({
    query: RunEvaluationsDocument,
    variables: () => ({ id: props.runId }),
  });
  createEffect(on(() => props.version, query.refetch, { defer: true }));
  return (
    <Loaded query={query} skeleton={<TableSkeleton rows={3} />}>
      {(data) => (
        <Show
          when={data().run?.kind === 'SFT'}
          fallback={
            <Show
              when={(data().run?.evaluations.length ?? 0) > 0}
              fallback={<p class="empty-note">The first samples are yet to come.</p>}
            >
              <StepsOverTime of={data().run?.evaluations ?? []} />
            </Show>
          }
        >
          <For
            each={alikeOf(data().run?.evaluatedBy ?? [])}
            fallback={
              <p class="empty-note">
                None of its checkpoints has been evaluated.{' '}
                <A href={`/evaluations/new?run=${props.runId}`}>Evaluate them</A> against the base.
              </p>
            }
          >
            {(alike) => (
              <section class="page-part">
                <h3>
                  <A href={`/datasets/${alike[0]?.datasetKey}`}>{alike[0]?.datasetKey}</A>{' '}
                  <span class="faint">{conditionsText(alike[0]?.pins)}</span>
                </h3>
                <StepsOverTime of={alike} />
              </section>
            )}
          </For>
        </Show>
      )}
    </Loaded>
  );
}

/** Those that were asked the same, as a table, and over the steps of their training where there are several. */
function StepsOverTime(props: { of: SiblingStepFragment[] }) {
  const counted = () => props.of.filter(({ numbers }) => numbers !== null).length;
  const trainingId = () =>
    counted() > 1 ? props.of.find(({ startRun }) => startRun)?.startRun?.id : undefined;
  return (
    <>
      <SiblingSteps of={props.of} />
      <Show when={trainingId()}>{(id) => <Timeline trainingId={id()} of={props.of} />}</Show>
    </>
  );
}

/** Evaluations under the same conditions together, the last of those of one step. */
function alikeOf(evaluations: Evaluated): Evaluated[] {
  const groups = Map.groupBy(evaluations, ({ pinsHash }) => pinsHash);
  return [...groups.values()].map((group) => [
    ...new Map(group.map((evaluation) => [evaluation.step, evaluation])).values(),
  ]);
}
