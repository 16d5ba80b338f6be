import { createSignal } from 'solid-js';
import { createMutation } from '../../../../graphql/createMutation.ts';
import { type Granted, placeOf } from '../../../../graphql/failure.ts';
import { graphql } from '../../../../graphql/generated/gql.ts';
import type {
  ExportTunixMutation,
  ManifestTunixMutation,
} from '../../../../graphql/generated/graphql.ts';
import { trainingFor } from './trainingFor.ts';

const ExportTunixDocument = graphql(`
  mutation ExportTunix($input: ExportDatasetInput!) {
    outcome: exportDataset(input: $input) {
      __typename
      ... on DatasetExport {
        filename
        recordCount
        bytes
        sha256
        url
        forgedTurns {
          row
          traceId
        }
      }
      ...TunixRefusal
    }
  }
`);

const ManifestTunixDocument = graphql(`
  mutation ManifestTunix($input: CreateManifestInput!) {
    outcome: createManifest(input: $input) {
      __typename
      ... on Manifest {
        id
        message
        yaml
        url
      }
      ...TunixRefusal
    }
  }
`);

const StartTunixRunDocument = graphql(`
  mutation StartTunixRun($input: StartRunInput!) {
    outcome: startRun(input: $input) {
      __typename
      ... on Run {
        id
      }
      ...TunixRefusal
    }
  }
`);

graphql(`
  fragment TunixRefusal on Error {
    message
    ... on ValidationError {
      issues {
        path
        message
      }
    }
  }
`);

export type ExportedFile = Granted<ExportTunixMutation['outcome']>;
export type MadeManifest = Granted<ManifestTunixMutation['outcome']>;

const WORDS = {
  export: 'Export failed',
  manifest: 'Manifest generation failed',
  run: 'Run failed',
};

/** What can be done with a dataset and a model, and what came of it. */
export function createTunixActions(props: {
  subject: () => { datasetKey: string; modelId: string; outputDir: string };
  showRun: (id: string | undefined) => void;
}) {
  const { mutate, isPending, failure } = createMutation();
  const [work, setWork] = createSignal<keyof typeof WORDS>('run');
  const [exported, setExported] = createSignal<ExportedFile>();
  const [manifest, setManifest] = createSignal<MadeManifest>();
  return {
    busy: () => (isPending() ? work() : undefined),
    failure,
    /** What it is that failed. */
    failed: () => WORDS[work()],
    exported,
    manifest,
    /** What is wrong, by the name of the field. */
    problems: () =>
      Object.fromEntries(
        (failure()?.issues ?? []).map(({ path, message }) => [placeOf(path), message]),
      ) as Record<string, string>,

    async exportDataset() {
      setWork('export');
      setExported(undefined);
      const { datasetKey } = props.subject();
      setExported(
        await mutate(ExportTunixDocument, { input: { datasetKey, format: 'TUNIX_SFT' } }),
      );
    },

    async createManifest() {
      setWork('manifest');
      setManifest(undefined);
      const subject = props.subject();
      const training = trainingFor(subject.modelId);
      setManifest(await mutate(ManifestTunixDocument, { input: { ...subject, training } }));
    },

    async startRun(mode: 'DRY_RUN' | 'LOCAL') {
      setWork('run');
      props.showRun(undefined);
      const { outputDir, ...subject } = props.subject();
      const training = trainingFor(subject.modelId);
      const run = await mutate(StartTunixRunDocument, {
        input: { ...subject, ...(outputDir && { outputDir }), mode, training },
      });
      if (run) props.showRun(run.id);
    },
  };
}
