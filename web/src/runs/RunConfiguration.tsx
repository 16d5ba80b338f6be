import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { choice } from '../address/codec.ts';
import { createAddressValue } from '../address/createAddressValue.ts';
import { LeftOut } from '../address/LeftOut.tsx';
import { createFreshQuery } from '../graphql/createFreshQuery.ts';
import { graphql } from '../graphql/generated/gql.ts';
import { Loaded } from '../graphql/Loaded.tsx';
import { Code } from '../ui/Code.tsx';
import { Digest } from '../ui/Digest.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import '../ui/note.css';
import css from './RunHeader.module.css';

const RunConfigurationDocument = graphql(`
  query RunConfiguration($id: ID!) {
    run(id: $id) {
      id
      configuration
      configurationYaml
      datasetKey
      datasetDigest
      dataset {
        id
        digest
      }
      manifest {
        id
      }
    }
  }
`);

const FORMAT = choice(['json'], 'yaml');

/** What a run was told to do, as it was when the run was enqueued. */
export function RunConfiguration(props: { runId: string }) {
  const [format, setFormat] = createAddressValue('as', FORMAT);
  const query = createFreshQuery({
    query: RunConfigurationDocument,
    variables: () => ({ id: props.runId }),
  });
  const isJson = () => format() === 'json';
  return (
    <Loaded query={query} skeleton={<Skeleton width="40%" />}>
      {(data) => (
        <Show when={data().run}>
          {(run) => (
            <>
              <p class="note">
                As it was when the run was enqueued; later changes to a manifest or dataset don't
                touch it.{' '}
                <Show when={run().manifest}>
                  {(manifest) => <A href={`/manifests/${manifest().id}`}>Its manifest</A>}
                </Show>
              </p>
              <dl class={css['run-facts']}>
                <div>
                  <dt>Dataset's digest</dt>
                  <dd>
                    <Digest value={run().datasetDigest} />
                  </dd>
                </div>
                <div>
                  <dt>The dataset now</dt>
                  <dd>
                    {run().dataset
                      ? run().dataset?.digest === run().datasetDigest
                        ? 'there, unchanged'
                        : 'there, but not the same'
                      : 'deleted'}
                  </dd>
                </div>
              </dl>
              <LeftOut of={{ as: FORMAT }} />
              <Code
                title={isJson() ? 'As JSON' : 'As YAML'}
                code={
                  isJson()
                    ? `${JSON.stringify(run().configuration, null, 2)}\n`
                    : run().configurationYaml
                }
                action={
                  <button
                    type="button"
                    data-look="link"
                    onClick={() => setFormat(isJson() ? 'yaml' : 'json')}
                  >
                    {isJson() ? 'Show as YAML' : 'Show as JSON'}
                  </button>
                }
              />
            </>
          )}
        </Show>
      )}
    </Loaded>
  );
}
