import { type CombinedError, useClient } from '@urql/solid';
import { createSignal } from 'solid-js';
import { graphql } from '../../../../graphql/generated/gql.ts';
import type {
  ExportTunixMutation,
  ManifestTunixMutation,
} from '../../../../graphql/generated/graphql.ts';
import { errorOf, type Failure, isRefusal, refusalOf } from '../failure.ts';
import { trainingFor } from './models.ts';

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
        ...NewestRun
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

type Outcome<Mutation extends { outcome: { __typename: string } }, Name extends string> = Extract<
  Mutation['outcome'],
  { __typename: Name }
>;
export type ExportedFile = Outcome<ExportTunixMutation, 'DatasetExport'>;
export type MadeManifest = Outcome<ManifestTunixMutation, 'Manifest'>;

type Work = 'export' | 'manifest' | 'run';

/** What can be done with a dataset and a model, and what came of it. */
export function createTunixActions(props: {
  subject: () => { datasetKey: string; modelId: string; outputDir: string };
  showRun: (id: string | undefined) => void;
}) {
  const client = useClient();
  const [busy, setBusy] = createSignal<Work>();
  const [failed, setFailed] = createSignal<{ what: string; failure: Failure }>();
  const [exported, setExported] = createSignal<ExportedFile>();
  const [manifest, setManifest] = createSignal<MadeManifest>();

  /** Sends something; answers what was made of it, or nothing once the reader was told why. */
  const perform = async <Made extends { __typename: string }>(
    work: Work,
    what: string,
    answer: () => PromiseLike<{ data?: { outcome: Made } | undefined; error?: CombinedError }>,
  ): Promise<Made | undefined> => {
    setFailed(undefined);
    setBusy(work);
    const { data, error } = await answer();
    setBusy(undefined);
    if (!data) setFailed({ what, failure: errorOf(error) });
    else if (isRefusal(data.outcome)) setFailed({ what, failure: refusalOf(data.outcome) });
    else return data.outcome;
    return undefined;
  };

  return {
    busy,
    failed,
    exported,
    manifest,
    /** What is wrong, by the name of the field. */
    problems: () =>
      Object.fromEntries(
        (failed()?.failure.issues ?? []).map(({ path, message }) => [path, message]),
      ) as Record<string, string>,

    async exportDataset() {
      setExported(undefined);
      const { datasetKey } = props.subject();
      const made = await perform('export', 'Export failed', () =>
        client.mutation(ExportTunixDocument, { input: { datasetKey, format: 'TUNIX_SFT' } }),
      );
      if (made?.__typename === 'DatasetExport') setExported(made);
    },

    async createManifest() {
      setManifest(undefined);
      const subject = props.subject();
      const made = await perform('manifest', 'Manifest generation failed', () =>
        client.mutation(ManifestTunixDocument, {
          input: { ...subject, training: trainingFor(subject.modelId) },
        }),
      );
      if (made?.__typename === 'Manifest') setManifest(made);
    },

    async startRun(mode: 'DRY_RUN' | 'LOCAL') {
      props.showRun(undefined);
      const { outputDir, ...subject } = props.subject();
      const made = await perform('run', 'Run failed', () =>
        client.mutation(StartTunixRunDocument, {
          input: {
            ...subject,
            ...(outputDir && { outputDir }),
            mode,
            training: trainingFor(subject.modelId),
          },
        }),
      );
      if (made?.__typename === 'Run') props.showRun(made.id);
    },
  };
}
