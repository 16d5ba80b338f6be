import { A, useParams, useSearchParams } from '@solidjs/router';
import { createSubscription } from '@urql/solid';
import { createMemo, Match, Show, Suspense, Switch } from 'solid-js';
import { hasEnded, isFinal } from '../../../../server/runs/status.ts';
import { textThat } from '../../address/codec.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { DeleteCheckpoint } from '../../checkpoints/DeleteCheckpoint.tsx';
import { RunArtifacts } from '../../checkpoints/RunArtifacts.tsx';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { RunCause } from '../../logs/RunCause.tsx';
import { ExportModel } from '../../models/ExportModel.tsx';
import { KeepModel } from '../../models/KeepModel.tsx';
import { AfterTraining } from '../../runs/AfterTraining.tsx';
import { RunPreflight } from '../../runs/preflight/RunPreflight.tsx';
import { RunConfiguration } from '../../runs/RunConfiguration.tsx';
import { RunHeader } from '../../runs/RunHeader.tsx';
import { hasTab, RunTabs, tabName, tabOf } from '../../runs/RunTabs.tsx';
import { RunTime } from '../../runs/RunTime.tsx';
import { hasFailed } from '../../runs/runFacts.ts';
import { statusWord } from '../../runs/statusLooks.ts';
import { lazyPart } from '../../shell/lazyPart.tsx';
import { Missing } from '../../shell/Missing.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import css from './RunPage.module.css';

const RunCharts = lazyPart(async () => (await import('../../metrics/RunCharts.tsx')).RunCharts);
const RunEvaluations = lazyPart(
  async () => (await import('../../evaluations/RunEvaluations.tsx')).RunEvaluations,
);
const RunExport = lazyPart(async () => (await import('../../models/RunExport.tsx')).RunExport);
const RunLog = lazyPart(async () => (await import('../../logs/RunLog.tsx')).RunLog);
const RunCheckpoints = lazyPart(
  async () => (await import('../../checkpoints/RunCheckpoints.tsx')).RunCheckpoints,
);

const RunPageDocument = graphql(`
  query RunPage($id: ID!) {
    run(id: $id) {
      ...RunDetail
    }
  }

  fragment RunDetail on Run {
    ...RunHeader
    ...RunTabs
    ...RunTime
    checkpointCount
    sampleCount
    plannedSteps
    resumedFromId
  }
`);

const RunWatchedDocument = graphql(`
  subscription RunWatched($id: ID!) {
    runUpdated(id: $id) {
      ...RunDetail
    }
  }
`);

/** A run: what it is doing, what it has measured, printed and saved. */
export function RunPage() {
  const params = useParams();
  return (
    <div class={`page ${css['run-page']}`} data-width="wide">
      <Show when={params['id']} keyed>
        {(id) => <OneRun id={id} />}
      </Show>
    </div>
  );
}

function OneRun(props: { id: string }) {
  const [search] = useSearchParams();
  const query = createFreshQuery({ query: RunPageDocument, variables: () => ({ id: props.id }) });
  // The cache puts each change into what the query has read.
  createSubscription({
    query: RunWatchedDocument,
    variables: () => ({ id: props.id }),
    pause: () => !query.data()?.run,
  });
  createWaiting(() => query.data()?.run?.status === 'DELETING', query.refetch);
  return (
    <Loaded query={query} skeleton={<Skeleton width="24ch" />}>
      {(data) => (
        <Show when={data().run} fallback={<Missing noun="run" name={props.id} />}>
          {(run) => {
            const tab = createMemo(() => tabOf(search['tab'], run()));
            const isEnded = () => hasEnded(run().status);
            return (
              <>
                <RunHeader run={run()} />
                <Show when={hasFailed(run())}>
                  <RunCause runId={props.id} lineCount={run().logLineCount} />
                </Show>
                <Show
                  when={
                    run().mode === 'LOCAL' && run().kind === 'SFT' && run().status === 'COMPLETED'
                  }
                >
                  <AfterTraining runId={props.id} />
                </Show>
                <LeftOut of={{ tab: textThat((text) => hasTab(run(), text)) }} />
                <RunTabs run={run()} tab={tab()} />
                <h2 class="visually-hidden">{tabName(tab())}</h2>
                <Suspense fallback={<Skeleton width="40%" />}>
                  <Switch>
                    <Match when={tab() === 'metrics'}>
                      <RunCharts
                        runId={props.id}
                        isEnded={isEnded()}
                        plannedSteps={run().plannedSteps ?? null}
                        endWord={isEnded() ? statusWord(run().status) : null}
                        isResumed={run().resumedFromId != null}
                      />
                      <RunTime run={run()} />
                    </Match>
                    <Match when={tab() === 'evaluations'}>
                      <RunEvaluations
                        runId={props.id}
                        version={`${run().sampleCount} ${run().status}`}
                      />
                    </Match>
                    <Match when={tab() === 'export'}>
                      <RunExport runId={props.id} status={run().status} />
                    </Match>
                    <Match when={tab() === 'preflight'}>
                      <RunPreflight runId={props.id} isEnded={isEnded()} />
                    </Match>
                    <Match when={tab() === 'log'}>
                      <RunLog runId={props.id} lineCount={run().logLineCount} isEnded={isEnded()} />
                    </Match>
                    <Match when={tab() === 'checkpoints'}>
                      <RunCheckpoints
                        runId={props.id}
                        count={run().checkpointCount}
                        isEnded={isEnded()}
                        actions={(checkpoint) => (
                          <div class={css['checkpoint-actions']}>
                            <A
                              class="button"
                              data-look="link"
                              href={`/playground?run=${props.id}&step=${checkpoint.step}`}
                            >
                              Try it
                            </A>
                            <A
                              class="button"
                              data-look="link"
                              href={`/evaluations/new?run=${props.id}&steps=0,${checkpoint.step}`}
                            >
                              Evaluate…
                            </A>
                            <KeepModel runId={props.id} step={checkpoint.step} look="link" />
                            <ExportModel
                              of={{ runId: props.id, step: checkpoint.step }}
                              isAdapter={checkpoint.isAdapter}
                              look="link"
                            />
                            <Show when={isFinal(run().status)}>
                              <DeleteCheckpoint runId={props.id} checkpoint={checkpoint} />
                            </Show>
                          </div>
                        )}
                      />
                    </Match>
                    <Match when={tab() === 'files'}>
                      <RunArtifacts runId={props.id} isEnded={isEnded()} />
                    </Match>
                    <Match when={tab() === 'configuration'}>
                      <RunConfiguration runId={props.id} />
                    </Match>
                  </Switch>
                </Suspense>
              </>
            );
          }}
        </Show>
      )}
    </Loaded>
  );
}
