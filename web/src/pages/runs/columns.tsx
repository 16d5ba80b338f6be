import { type Accessor, createMemo, Show } from 'solid-js';
import { FIELDS } from '../../../../server/manifests/fields.ts';
import { isFinal } from '../../../../server/runs/status.ts';
import type { LastEvaluation } from '../../evaluations/createLastEvaluations.ts';
import { LastAccuracy } from '../../evaluations/LastAccuracy.tsx';
import type { RunRowFragment } from '../../graphql/generated/graphql.ts';
import type { Sparkline } from '../../metrics/createSparklines.ts';
import { LastLoss, RunLoss } from '../../metrics/RunLoss.tsx';
import { valueAt } from '../../runs/configuration.ts';
import { RunDuration } from '../../runs/RunDuration.tsx';
import { RunProgress } from '../../runs/RunProgress.tsx';
import type { RunColumn } from '../../runs/RunRow.tsx';
import { RunStatus } from '../../runs/RunStatus.tsx';
import { hasFailed } from '../../runs/runFacts.ts';
import { Time } from '../../ui/Time.tsx';
import css from './columns.module.css';

/** What the list of runs can show of each, beside its name. */
export function runColumns({
  runs,
  losses,
  metricNames,
  configurations,
  evaluations,
}: {
  /** The runs of the page. */
  runs: Accessor<Iterable<RunRowFragment>>;
  losses: Accessor<Map<string, Sparkline[]>>;
  /** Metrics that the runs of the page have, or that are shown. */
  metricNames: Accessor<string[]>;
  configurations: Accessor<Map<string, unknown>>;
  evaluations: Accessor<Map<string, LastEvaluation>>;
}): {
  usual: RunColumn[];
  measured: RunColumn[];
  settings: RunColumn[];
  metrics: Accessor<RunColumn[]>;
} {
  const lossOf = (id: string, name: string) =>
    losses()
      .get(id)
      ?.find((loss) => loss.name === name);
  // Of one dataset, whose losses can be held against one another.
  const trainLosses = createMemo(() => {
    const all = new Map<string, Sparkline[]>();
    for (const { id, datasetKey } of runs()) {
      const loss = lossOf(id, 'train/loss');
      if (loss) all.set(datasetKey, [...(all.get(datasetKey) ?? []), loss]);
    }
    return all;
  });
  return {
    usual: [
      {
        id: 'state',
        name: 'State',
        order: { field: 'STATUS' },
        isKept: true,
        cell: (run) => <RunStatus status={run().status} />,
      },
      {
        id: 'dataset',
        name: 'Dataset',
        order: { field: 'DATASET' },
        cell: (run) => <Name text={run().datasetKey} />,
      },
      {
        id: 'model',
        name: 'Model',
        order: { field: 'MODEL' },
        cell: (run) => <Name text={run().modelId} />,
      },
      {
        id: 'train-loss',
        name: 'Train loss',
        order: { field: 'TRAIN_LOSS' },
        isNumber: true,
        cell: (run) => (
          <RunLoss
            label="Train loss"
            loss={lossOf(run().id, 'train/loss')}
            beside={trainLosses().get(run().datasetKey) ?? []}
          />
        ),
      },
      {
        id: 'eval-loss',
        name: 'Eval loss',
        order: { field: 'EVAL_LOSS' },
        isNumber: true,
        cell: (run) => <LastLoss loss={lossOf(run().id, 'eval/loss')} />,
      },
      { id: 'progress', name: 'Progress or duration', isKept: true, cell: progress },
      {
        id: 'queued',
        name: 'Queued',
        order: { field: 'CREATED_AT' },
        cell: (run) => <Time at={run().createdAt} />,
      },
    ],
    measured: [
      {
        id: ACCURACY,
        name: 'Accuracy',
        order: { field: 'ACCURACY' },
        isNumber: true,
        cell: (run) => <LastAccuracy of={evaluations().get(run().id)} />,
      },
    ],
    metrics: createMemo(() =>
      metricNames()
        .filter((name) => !SHOWN_LOSSES.includes(name))
        .map((name) => ({
          id: `${METRIC}${name}`,
          name,
          order: { field: 'METRIC', metric: name },
          isNumber: true,
          cell: (run) => <LastLoss loss={lossOf(run().id, name)} />,
        })),
    ),
    settings: FIELDS.map(({ at, label }) => ({
      id: at,
      name: label,
      order: { field: 'SETTING', setting: at },
      cell: (run) => <Name text={valueAt(configurations().get(run().id), at) ?? '–'} />,
    })),
  };
}

const SHOWN_LOSSES = ['train/loss', 'eval/loss'];
const METRIC = 'metric:';
export const ACCURACY = 'accuracy';

/** The metric that a column shows, where it shows one beside the losses. */
export function metricOf(id: string): string | undefined {
  return id.startsWith(METRIC) ? id.slice(METRIC.length) : undefined;
}

/** Whether a column shows a value of the configuration. */
export function isSetting(id: string): boolean {
  return FIELDS.some(({ at }) => at === id);
}

function progress(run: Accessor<RunRowFragment>) {
  return (
    <div class={css['run-progress']}>
      <Show when={isFinal(run().status)} fallback={<RunProgress run={run()} isBrief />}>
        <Show when={hasFailed(run())} fallback={<RunDuration run={run()} />}>
          <p dir="auto" title={run().message}>
            {causeOf(run().message)}
          </p>
        </Show>
      </Show>
    </div>
  );
}

// The cause, which a narrow column would cut off behind it.
function causeOf(message: string): string {
  return message.replace(/^The trainer exited with code \d+: /, '');
}

function Name(props: { text: string }) {
  return (
    <code class={css['run-name']} title={props.text}>
      {props.text}
    </code>
  );
}
