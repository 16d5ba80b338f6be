import { A } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import { createMutation } from '../graphql/createMutation.ts';
import { failureText } from '../graphql/failure.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { ModelVersionFragment } from '../graphql/generated/graphql.ts';
import { Notes } from '../shell/Notes.tsx';
import { Alert } from '../ui/Alert.tsx';
import { Digest } from '../ui/Digest.tsx';
import { bytesText } from '../ui/format/bytes.ts';
import { Icon } from '../ui/Icon.tsx';
import { Time } from '../ui/Time.tsx';
import { Trail } from '../ui/Trail.tsx';
import { AskAlias } from './AskAlias.tsx';
import { DeleteVersion } from './DeleteVersion.tsx';
import { ExportModel } from './ExportModel.tsx';
import css from './ModelVersion.module.css';
import { VersionEvaluations } from './VersionEvaluations.tsx';
import { VersionExports } from './VersionExports.tsx';
import { VersionFiles } from './VersionFiles.tsx';

graphql(`
  fragment ModelVersion on ModelVersion {
    id
    version
    reference
    createdAt
    step
    runName
    baseModelId
    digest
    sizeBytes
    isAdapter
    aliases
    notes
    url
    run {
      id
    }
    stages {
      runId
      name
      step
      datasetKey
      isCut
    }
    ...VersionEvaluations
    ...VersionExports
  }
`);

const RemoveAliasDocument = graphql(`
  mutation RemoveAlias($model: String!, $alias: String!) {
    outcome: removeAlias(model: $model, alias: $alias) {
      __typename
      ... on ModelVersion {
        id
        aliases
      }
      ... on Error {
        message
      }
    }
  }
`);

const NoteVersionDocument = graphql(`
  mutation NoteVersion($name: String!, $notes: String!) {
    outcome: noteModelVersion(reference: $name, notes: $notes) {
      __typename
      ... on ModelVersion {
        id
        notes
      }
      ... on ValidationError {
        issues {
          message
        }
      }
      ... on Error {
        message
      }
    }
  }
`);

/** A version of a model: what it is called, how it does, where it came from, and what can be done with it. */
export function ModelVersion(props: {
  name: string;
  version: ModelVersionFragment;
  others: ModelVersionFragment[];
  changed: () => void;
}) {
  const removing = createMutation();
  const [isAsking, setAsking] = createSignal<'alias' | 'delete'>();
  const removeAlias = async (alias: string) => {
    if (await removing.mutate(RemoveAliasDocument, { model: props.name, alias })) props.changed();
  };
  const problem = () => {
    const failure = removing.failure();
    return failure && failureText(failure);
  };
  return (
    <section
      class={css['version']}
      aria-label={`Version ${props.version.version}`}
      data-testid="version"
    >
      <header>
        <h2>
          v{props.version.version}
          <For each={props.version.aliases}>
            {(alias) => (
              <span class={css['alias']}>
                {alias}
                <button
                  type="button"
                  aria-label={`Remove the alias ${alias}`}
                  disabled={removing.isPending()}
                  onClick={() => removeAlias(alias)}
                >
                  <Icon name="cross" />
                </button>
              </span>
            )}
          </For>
        </h2>
        <div class={css['actions']}>
          <A class="button" href={`/playground?model=${props.version.reference}`}>
            Try it
          </A>
          <A class="button" href={`/evaluations/new?registered=${props.version.reference}`}>
            Evaluate…
          </A>
          <A class="button" href={`/manifests/new?fromModel=${props.version.reference}`}>
            Train from this…
          </A>
          <ExportModel
            of={{ model: props.version.reference }}
            isAdapter={props.version.isAdapter}
          />
          <button type="button" onClick={() => setAsking('alias')}>
            Set alias…
          </button>
          <a class="button" href={props.version.url} rel="external" download="">
            Download
          </a>
          <button type="button" data-look="danger" onClick={() => setAsking('delete')}>
            Delete…
          </button>
        </div>
      </header>
      <Alert text={problem()} />
      <VersionEvaluations version={props.version} />
      <VersionExports version={props.version} />
      <Trail
        label="Where it came from"
        stops={[
          { name: props.version.baseModelId, note: 'base' },
          ...(props.version.stages.some(({ isCut }) => isCut)
            ? [{ name: '…', note: 'trainings that were deleted' }]
            : []),
          ...props.version.stages.map((stage) => ({
            name: `${stage.name} @${stage.step}`,
            note: stage.datasetKey,
            href: `/runs/${stage.runId}`,
          })),
          { name: props.version.reference.replace('@', ' v') },
        ]}
      />
      <p class="faint">
        {props.version.isAdapter ? 'LoRA adapter' : 'Whole model'},{' '}
        {bytesText(Number(props.version.sizeBytes))}, kept <Time at={props.version.createdAt} />,
        digest <Digest value={props.version.digest} />
        <Show when={!props.version.run}>, its training was deleted</Show>
      </p>
      <Notes
        name={props.version.reference}
        notes={props.version.notes}
        of={{ name: props.version.reference }}
        document={NoteVersionDocument}
      />
      <VersionFiles reference={props.version.reference} />
      <Show when={isAsking() === 'alias'}>
        <AskAlias {...props} close={() => setAsking(undefined)} />
      </Show>
      <Show when={isAsking() === 'delete'}>
        <DeleteVersion {...props} close={() => setAsking(undefined)} />
      </Show>
    </section>
  );
}
