import { createEffect, createSignal, For, Index, on, Show } from 'solid-js';
import { ADDRESSES, writeAddress } from '../../../server/addresses.ts';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import type { RunArtifactsQuery } from '../graphql/generated/graphql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { bytesText } from '../ui/format/bytes.ts';
import { countText } from '../ui/format/number.ts';
import { Icon } from '../ui/Icon.tsx';
import { TableSkeleton } from '../ui/TableSkeleton.tsx';
import { Time } from '../ui/Time.tsx';
import '../ui/table.css';
import '../ui/note.css';
import { type Folder, foldersOf } from './folders.ts';
import css from './RunArtifacts.module.css';

const RunArtifactsDocument = graphql(`
  query RunArtifacts($id: ID!) {
    run(id: $id) {
      id
      folder
      artifacts {
        path
        sizeBytes
        modifiedAt
        url
      }
    }
  }
`);

type Artifact = NonNullable<RunArtifactsQuery['run']>['artifacts'][number];

const FEW = 5;

/** The files of a run's folder, to take away. */
export function RunArtifacts(props: { runId: string; isEnded: boolean }) {
  const query = createFreshQuery({
    query: RunArtifactsDocument,
    variables: () => ({ id: props.runId }),
  });
  createEffect(on(() => props.isEnded, query.refetch, { defer: true }));
  return (
    <Loaded query={query} skeleton={<TableSkeleton rows={4} />}>
      {(data) => {
        let code: HTMLElement | undefined;
        const artifacts = () => data().run?.artifacts ?? [];
        const bytes = () => artifacts().reduce((sum, { sizeBytes }) => sum + Number(sizeBytes), 0);
        return (
          <Show
            when={artifacts().length > 0}
            fallback={
              <p class="empty-note">
                There are no files: a run gets a folder when training begins, and a dry run when it
                has rows to list.
              </p>
            }
          >
            <p class={css['artifacts-folder']}>
              <a
                class="button"
                href={writeAddress(ADDRESSES.runFolder, { id: props.runId })}
                rel="external"
                download=""
              >
                <Icon name="down" /> Download all, {bytesText(bytes())}
              </a>
              <span>
                In <code ref={code}>{data().run?.folder}</code>{' '}
                <CopyButton text={data().run?.folder ?? ''} source={() => code} /> on the server's
                machine.
              </span>
            </p>
            <table class="table" data-testid="artifacts">
              <thead>
                <tr>
                  <th scope="col">File</th>
                  <th scope="col" class="table-number">
                    Size
                  </th>
                  <th scope="col" class="table-optional">
                    Written
                  </th>
                </tr>
              </thead>
              <Index each={foldersOf(artifacts())}>
                {(folder) => <FolderRows folder={folder()} />}
              </Index>
            </table>
            <p class="note">
              {countText(artifacts().length, 'file')}. The folder trains wherever it is taken, on
              Kaggle or a TPU VM; its <code>README.md</code> says how.{' '}
              <Show when={!props.isEnded}>
                <button type="button" data-look="link" onClick={query.refetch}>
                  Read again
                </button>
              </Show>
            </p>
          </Show>
        );
      }}
    </Loaded>
  );
}

/** The files of a folder, folded where they are many. */
function FolderRows(props: { folder: Folder<Artifact> }) {
  const [isOpen, setOpen] = createSignal(!props.folder.name || props.folder.files.length <= FEW);
  return (
    <tbody>
      <Show when={props.folder.name}>
        <tr>
          <th scope="rowgroup" colspan={3}>
            <button
              type="button"
              data-look="link"
              aria-expanded={isOpen()}
              onClick={() => setOpen(!isOpen())}
            >
              <code>{props.folder.name}/</code>
            </button>{' '}
            <span class="faint">
              {countText(props.folder.files.length, 'file')}, {bytesText(props.folder.bytes)}
            </span>
          </th>
        </tr>
      </Show>
      <For each={isOpen() ? props.folder.files : []}>
        {(artifact) => (
          <tr>
            <th scope="row">
              <a href={artifact.url} rel="external" download={lastPart(artifact.path)}>
                <code>{artifact.path}</code>
              </a>
            </th>
            <td class="table-number">{bytesText(Number(artifact.sizeBytes))}</td>
            <td class="table-optional">
              <Time at={artifact.modifiedAt} />
            </td>
          </tr>
        )}
      </For>
    </tbody>
  );
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
