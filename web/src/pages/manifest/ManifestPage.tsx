import { A, useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createSignal, Show } from 'solid-js';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { ManifestDetailFragment } from '../../graphql/generated/graphql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { ManifestFile } from '../../manifests/ManifestFile.tsx';
import { Launch } from '../../runs/Launch.tsx';
import { DryRun } from '../../runs/preflight/DryRun.tsx';
import { createKeys } from '../../shell/keys/keys.ts';
import { Missing } from '../../shell/Missing.tsx';
import { Alert } from '../../ui/Alert.tsx';
import { Digest } from '../../ui/Digest.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Time } from '../../ui/Time.tsx';
import css from './ManifestPage.module.css';
import { ManifestRuns } from './ManifestRuns.tsx';

const ManifestDocument = graphql(`
  query Manifest($id: ID!) {
    manifest(id: $id) {
      ...ManifestDetail
    }
  }

  fragment ManifestDetail on Manifest {
    id
    createdAt
    modelId
    outputDir
    datasetKey
    datasetDigest
    dataset {
      id
      digest
    }
    message
    bundleUrl
    ...ManifestFile
    ...ManifestRuns
  }
`);

/** A manifest as a file, and the runs that were started from it. */
export function ManifestPage() {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  createKeys({ Escape: () => navigate('/manifests') });
  return (
    <Show when={params.id} keyed>
      {(id) => <Detail id={id} />}
    </Show>
  );
}

function Detail(props: { id: string }) {
  const query = createFreshQuery({
    query: ManifestDocument,
    variables: () => ({ id: props.id }),
  });
  return (
    <div class="page">
      <Loaded
        query={query}
        skeleton={
          <PageHeader title="Manifest" above={ABOVE}>
            <Skeleton width="40ch" />
          </PageHeader>
        }
      >
        {(data) => (
          <Show when={data().manifest} fallback={<Missing noun="manifest" name={props.id} />}>
            {(manifest) => <Found manifest={manifest()} refetch={query.refetch} />}
          </Show>
        )}
      </Loaded>
    </div>
  );
}

function Found(props: { manifest: ManifestDetailFragment; refetch: () => void }) {
  const [search, setSearch] = useSearchParams<{ run: string }>();
  const [problem, setProblem] = createSignal('');
  return (
    <>
      <PageHeader title={props.manifest.modelId} above={ABOVE}>
        <span>
          on{' '}
          <Show
            when={props.manifest.dataset}
            fallback={<span>{props.manifest.datasetKey}, which was deleted</span>}
          >
            <A href={`/datasets/${props.manifest.datasetKey}`}>{props.manifest.datasetKey}</A>
          </Show>
        </span>
        <span>
          made <Time at={props.manifest.createdAt} />
        </span>
      </PageHeader>
      <div class="page-columns">
        <div>
          <ManifestFile manifest={props.manifest} />
        </div>
        <aside>
          <section class="page-part" aria-labelledby="launch-title">
            <h2 id="launch-title">Launch</h2>
            <Launch
              input={() => ({ manifestId: props.manifest.id })}
              onDryRun={(id) => {
                setProblem('');
                setSearch({ run: id }, { replace: true });
              }}
              onRefusal={(refusal) => setProblem(refusal.message)}
            />
            <Alert text={problem()} />
            <A class={css['manifest-note']} href={`/manifests/new?like=${props.manifest.id}`}>
              Make another one like it
            </A>
          </section>
          <Show when={search.run} keyed>
            {(id) => <DryRun runId={id} onEnd={props.refetch} />}
          </Show>
          <ManifestRuns manifest={props.manifest} />
          <section class={`page-part ${css['manifest-note']}`}>
            <p>{props.manifest.message}</p>
            <Show when={props.manifest.dataset}>
              <p>
                Or take all that trains it elsewhere, with the dataset and a launcher:{' '}
                <a href={props.manifest.bundleUrl} rel="external" download="">
                  Download the bundle
                </a>
              </p>
            </Show>
            <p>
              Digest of the dataset <Digest value={props.manifest.datasetDigest} length={16} />
            </p>
          </section>
        </aside>
      </div>
    </>
  );
}

const ABOVE = [{ href: '/manifests', name: 'Manifests' }];
