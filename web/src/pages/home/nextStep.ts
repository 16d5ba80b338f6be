import { ADDRESSES } from '../../../../server/addresses.ts';
import { TINY_MODEL } from '../../../../server/manifests/fields.ts';
import { isFinal } from '../../../../server/runs/status.ts';
import type { NextTrainingFragment, RunKind } from '../../graphql/generated/graphql.ts';

/** What someone can do next, with code to do it. */
export type NextStage = {
  title: string;
  text: string;
  /** Where it can be done by hand. */
  page: { href: string; name: string };
  snippets: { title: string; code: string; isGraphql: boolean }[];
};

/** The step after the last stage that holds anything; null while the newest run is at work. */
export function nextStep({ counts, datasets, runs }: Stages, origin: string): NextStage | null {
  const [run] = runs.edges;
  if (run) return afterRun(run.node);
  const [newest] = datasets.edges;
  if (newest) return dryRun(newest.node.key);
  return counts.traces > 0 ? buildDataset : importTraces(origin);
}

type Stages = {
  counts: { traces: number };
  datasets: { edges: { node: { key: string } }[] };
  runs: { edges: { node: Run }[] };
};

type Run = NextTrainingFragment & {
  kind: RunKind;
  /** The training that an evaluation or an export is of. */
  startRun?: NextTrainingFragment | null;
};

const importTraces = (origin: string): NextStage => ({
  title: 'Import your first traces',
  text: 'Take a file of traces, or of rows of another tool, and see what becomes of it before it is stored. Without one at hand, begin with the samples.',
  page: { href: '/imports/new', name: 'Import traces' },
  snippets: [
    {
      title: 'Terminal',
      code: `curl -X POST --data-binary @traces.jsonl ${origin}${ADDRESSES.importTraces}`,
      isGraphql: false,
    },
    {
      title: 'A line of traces.jsonl',
      code: JSON.stringify({
        trace_version: '1.0',
        prompt: 'What is 17 + 25?',
        final_answer: '42',
        steps: [
          { i: 0, type: 'compute', content: '7 + 5 = 12: write 2, carry 1' },
          { i: 1, type: 'compute', content: '1 + 2 + 1 = 4' },
        ],
        meta: { source: 'example' },
      }),
      isGraphql: false,
    },
  ],
});

const buildDataset: NextStage = {
  title: 'Score the traces, and freeze a dataset',
  text: 'A dataset never changes once it is built: its digest proves what a model was trained on. This one takes the newest 100 traces.',
  page: { href: '/datasets/new', name: 'Build a dataset' },
  snippets: [
    {
      title: 'GraphQL',
      code: `mutation Curate {
  scoreTraces(input: {}) {
    ... on ScoreTracesPayload { scoredCount }
    ... on Error { message }
  }
  buildDataset(input: { name: "first", version: "v1", limit: 100 }) {
    ... on Dataset { key traceCount digest }
    ... on Error { message }
  }
}`,
      isGraphql: true,
    },
  ],
};

const dryRun = (datasetKey: string): NextStage => ({
  title: 'Check the training, without training',
  text: 'A dry run predicts what Tunix would do with the dataset: steps, rows it would drop, and what would fail. It needs neither Tunix nor an accelerator.',
  page: {
    href: `/manifests/new?${new URLSearchParams({ dataset: datasetKey, model: TINY_MODEL })}`,
    name: 'Write a manifest',
  },
  snippets: [
    {
      title: 'GraphQL',
      code: `mutation DryRun {
  startRun(input: {
    datasetKey: ${JSON.stringify(datasetKey)}
    modelId: "tunix-rt/tiny"
  }) {
    ... on Run { id status }
    ... on Error { message }
  }
}`,
      isGraphql: true,
    },
  ],
});

function afterRun(run: Run): NextStage | null {
  if (run.kind === 'SFT') return afterTraining(run);
  return isFinal(run.status) && run.startRun ? afterTraining(run.startRun) : null;
}

function afterTraining(run: NextTrainingFragment): NextStage | null {
  const { id, mode, status, datasetKey, isResumable } = run;
  const page = `/runs/${id}`;
  if (mode === 'DRY_RUN') {
    if (status === 'COMPLETED')
      return step(`Train on ${datasetKey}`, TRAIN, `/manifests/new?from=${id}`, 'Open the form');
    return status === 'FAILED'
      ? step('Mend what the dry run found', MEND, page, 'Read its checks')
      : null;
  }
  switch (status) {
    case 'COMPLETED':
      return afterCompletion(run);
    case 'FAILED':
    case 'TIMED_OUT':
      return step('See why the newest training ended early', CAUSE, page, 'Open the training');
    case 'CANCELLED':
      return isResumable
        ? step('Go on with the cancelled training', RESUME, page, 'Open the training')
        : null;
    default:
      return null;
  }
}

function afterCompletion({ id, evaluatedBy, modelVersions }: NextTrainingFragment): NextStage {
  const [version] = modelVersions;
  if (version)
    return step(KEPT, USE, `/models/${version.model.name}`, `Open ${version.model.name}`);
  if (evaluatedBy.length > 0)
    return step(EVALUATED, KEEP, `/runs/${id}?tab=checkpoints`, 'Open its checkpoints');
  return step('See what training came to', LOOK, `/runs/${id}`, 'Open the training');
}

const step = (title: string, text: string, href: string, name: string): NextStage => ({
  title,
  text,
  page: { href, name },
  snippets: [],
});

const TRAIN =
  'The newest dry run passed. The form has its values: Run with Tunix starts the training.';
const MEND =
  'Training would fail as it is. The checks say where, and the run can be duplicated with other values.';
const LOOK =
  'Its curves say how well it learned. An evaluation says how many questions it now answers that its base did not.';
const EVALUATED = 'Keep the checkpoint that did best';
const KEEP =
  'The training is evaluated. A checkpoint that is kept as a model stays when the training goes.';
const KEPT = 'Use the model that you kept';
const USE = 'It can be asked in the playground, exported to other tools, and trained further.';
const CAUSE =
  'Its page begins with the last error. It can be retried, resumed from a checkpoint, or duplicated with other values.';
const RESUME = 'It saved a checkpoint before it stopped: Resume continues from there.';
