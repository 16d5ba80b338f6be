import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { VersionExportsFragment } from '../graphql/generated/graphql.ts';
import { RunStatus } from '../runs/RunStatus.tsx';
import { bytesText } from '../ui/format/bytes.ts';
import { Time } from '../ui/Time.tsx';
import { exportedBytes, isAdapterExport } from './exportedFiles.ts';
import css from './VersionExports.module.css';

graphql(`
  fragment VersionExports on ModelVersion {
    exports {
      id
      name
      status
      createdAt
      exported {
        url
        pushed {
          repository
          url
        }
        files {
          path
          sizeBytes
        }
      }
    }
  }
`);

/** What was exported of exactly this checkpoint, the newest first, and where to get it. */
export function VersionExports(props: { version: VersionExportsFragment }) {
  return (
    <Show when={props.version.exports.length > 0}>
      <ul class={css['exports']} aria-label="Exports">
        <For each={props.version.exports}>
          {(run) => (
            <li>
              <A href={`/runs/${run.id}`}>{run.name}</A>:{' '}
              <Show when={run.exported} fallback={<RunStatus status={run.status} />}>
                {(exported) => (
                  <>
                    {isAdapterExport(exported()) ? 'adapter' : 'whole model'},{' '}
                    <Time at={run.createdAt} />,{' '}
                    <a href={exported().url} rel="external" download="">
                      download {bytesText(exportedBytes(exported()))}
                    </a>
                    <Show when={exported().pushed}>
                      {(pushed) => (
                        <>
                          , at{' '}
                          <a href={pushed().url} rel="external noreferrer">
                            {pushed().repository}
                          </a>
                        </>
                      )}
                    </Show>
                  </>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
