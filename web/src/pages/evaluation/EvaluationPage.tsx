import { A, useParams } from '@solidjs/router';
import { createSubscription } from '@urql/solid';
import { createEffect, on, Show } from 'solid-js';
import { EvaluationNumbers } from '../../evaluations/EvaluationNumbers.tsx';
import { HarvestSamples } from '../../evaluations/HarvestSamples.tsx';
import { MarkBaseline } from '../../evaluations/MarkBaseline.tsx';
import { MetaGroups } from '../../evaluations/MetaGroups.tsx';
import { AnsweredRows } from '../../evaluations/rows/AnsweredRows.tsx';
import { SiblingSteps } from '../../evaluations/SiblingSteps.tsx';
import { subjectText } from '../../evaluations/subject.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { EvaluationQuery } from '../../graphql/generated/graphql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { KeepModel } from '../../models/KeepModel.tsx';
import { Missing } from '../../shell/Missing.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

const EvaluationDocument = graphql(`
  query Evaluation($id: ID!) {
    evaluation(id: $id) {
      id
      step
      status
      datasetKey
      seed
      pins
      sampleCount
      numbers {
        groups {
          path
          value
          rows
          accuracy {
            value
            low
            high
          }
        }
      }
      run {
        id
        name
        evaluations {
          ...SiblingStep
        }
      }
      startRun {
        ...KeptModels
      }
      ...EvaluationSubject
      ...EvaluationNumbers
      ...MarkBaseline
    }
  }
`);

type Found = NonNullable<EvaluationQuery['evaluation']>;

/** The evaluation of the base that the same run asked; none of the base itself. */
function baseOf({ step, run }: Found) {
  if (step === 0) return undefined;
  return run.evaluations.find((each) => each.step === 0 && each.status === 'COMPLETED');
}

const EvaluationRunDocument = graphql(`
  subscription EvaluationRun($id: ID!) {
    runUpdated(id: $id) {
      id
      status
      step
      sampleCount
    }
  }
`);

/** An evaluation: its number, what became of the samples, and each question with what was answered. */
export function EvaluationPage() {
  const params = useParams<{ id: string }>();
  const query = createFreshQuery({
    query: EvaluationDocument,
    variables: () => ({ id: params.id }),
  });
  const evaluation = () => query.data()?.evaluation;
  const [told] = createSubscription({
    query: EvaluationRunDocument,
    variables: () => ({ id: evaluation()?.run.id ?? '' }),
    pause: () => evaluation()?.status !== 'RUNNING',
  });
  createEffect(
    on(() => [told.data?.runUpdated.sampleCount, told.data?.runUpdated.status], query.refetch, {
      defer: true,
    }),
  );
  return (
    <Loaded query={query} skeleton={<Skeleton width="20ch" />}>
      {(data) => (
        <Show when={data().evaluation} fallback={<Missing noun="evaluation" name={params.id} />}>
          {(found) => (
            <article class="page" data-width="wide">
              <PageHeader
                title={`${subjectText(found())} on ${found().datasetKey}`}
                above={[{ href: '/evaluations', name: 'Evaluations' }]}
                actions={
                  <>
                    <Show when={baseOf(found())}>
                      {(base) => (
                        <A
                          class="button"
                          href={`/evaluations/compare?base=${base().id}&other=${found().id}`}
                        >
                          Compare with its base
                        </A>
                      )}
                    </Show>
                    <Show when={found().status === 'COMPLETED'}>
                      <MarkBaseline evaluation={found()} changed={query.refetch} />
                      <HarvestSamples id={found().id} datasetKey={found().datasetKey} />
                    </Show>
                    <Show when={found().step > 0 ? found().startRun : undefined}>
                      {(training) => (
                        <KeepModel runId={training().id} step={found().step} known={training()} />
                      )}
                    </Show>
                  </>
                }
              >
                <span>
                  Asked by <A href={`/runs/${found().run.id}`}>{found().run.name}</A>, questions of{' '}
                  <A href={`/datasets/${found().datasetKey}`}>{found().datasetKey}</A>
                  <Show when={found().startRun}>
                    {(training) => (
                      <>
                        , trained by <A href={`/runs/${training().id}`}>{training().name}</A>
                      </>
                    )}
                  </Show>
                </span>
              </PageHeader>
              <EvaluationNumbers evaluation={found()} />
              <SiblingSteps of={found().run.evaluations} current={found().step} />
              <AnsweredRows
                id={found().id}
                sampleCount={found().sampleCount}
                groups={found().numbers?.groups ?? []}
              />
              <Show when={(found().numbers?.groups.length ?? 0) > 0}>
                <section class="page-part" aria-labelledby="groups-title">
                  <h2 id="groups-title">By their fields</h2>
                  <MetaGroups groups={found().numbers?.groups ?? []} />
                </section>
              </Show>
            </article>
          )}
        </Show>
      )}
    </Loaded>
  );
}
