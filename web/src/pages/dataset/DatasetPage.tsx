import { A, useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { choice } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { DatasetFacts } from '../../datasets/detail/DatasetFacts.tsx';
import { DatasetLeaks } from '../../datasets/detail/DatasetLeaks.tsx';
import { DatasetPairs } from '../../datasets/detail/DatasetPairs.tsx';
import { DatasetSplits } from '../../datasets/detail/DatasetSplits.tsx';
import { DatasetTraces } from '../../datasets/detail/DatasetTraces.tsx';
import { DeleteDataset } from '../../datasets/detail/DeleteDataset.tsx';
import { Downloads } from '../../datasets/detail/Downloads.tsx';
import { EXPORT_CODECS } from '../../datasets/export/choices.ts';
import { Lengths } from '../../datasets/Lengths.tsx';
import { PairFigures } from '../../datasets/PairFigures.tsx';
import { LENGTH_CODEC } from '../../datasets/ranges.ts';
import { StatisticFigures } from '../../datasets/StatisticFigures.tsx';
import { Strata } from '../../datasets/Strata.tsx';
import { selectionText } from '../../datasets/selectionText.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { DatasetDetailFragment } from '../../graphql/generated/graphql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { createKeys } from '../../shell/keys/keys.ts';
import { Missing } from '../../shell/Missing.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Time } from '../../ui/Time.tsx';
import css from './DatasetPage.module.css';
import { Lineage } from './Lineage.tsx';

const DatasetDocument = graphql(`
  query Dataset($key: String!) {
    dataset(key: $key) {
      ...DatasetDetail
    }
  }

  fragment DatasetDetail on Dataset {
    id
    key
    createdAt
    traceCount
    kind
    pairCount
    pairStats {
      ...PairStatistics
    }
    splits {
      position
      name
    }
    ...DatasetSplits
    strategy
    seed
    stratifyBy
    stats {
      ...Statistics
    }
    strata {
      ...Stratum
    }
    lengthHistogram(bins: 200) {
      from
      to
      count
    }
    ...DatasetFacts
    ...DatasetDownloads
    ...DatasetLineage
  }
`);

/** A dataset: what it holds, where it comes from, and what used it. */
export function DatasetPage() {
  const params = useParams<{ key: string }>();
  const navigate = useNavigate();
  createKeys({ Escape: () => navigate('/datasets') });
  return (
    <Show when={params.key} keyed>
      {(key) => <Detail datasetKey={key} />}
    </Show>
  );
}

function Detail(props: { datasetKey: string }) {
  const query = createFreshQuery({
    query: DatasetDocument,
    variables: () => ({ key: props.datasetKey }),
  });
  return (
    <div class="page">
      <Loaded
        query={query}
        skeleton={
          <PageHeader title={props.datasetKey} above={ABOVE}>
            <Skeleton width="40ch" />
          </PageHeader>
        }
      >
        {(data) => (
          <Show when={data().dataset} fallback={<Missing noun="dataset" name={props.datasetKey} />}>
            {(dataset) => <Found dataset={dataset()} />}
          </Show>
        )}
      </Loaded>
    </div>
  );
}

function Found(props: { dataset: DatasetDetailFragment }) {
  const [length, setLength] = createAddressValue('length', LENGTH_CODEC);
  const [tab] = createAddressValue('tab', TAB);
  const [search] = useSearchParams();
  // The address of a row leads to it.
  const shown = () => (search['row'] ? 'rows' : tab());
  return (
    <>
      <PageHeader
        title={props.dataset.key}
        above={ABOVE}
        actions={
          <>
            <A class="button" href={`/datasets/compare?base=${props.dataset.key}`}>
              Compare
            </A>
            <A class="button" href={derivedFrom(props.dataset)}>
              Derive
            </A>
            <DeleteDataset dataset={props.dataset} />
            <A
              class="button"
              data-look="primary"
              href={`/manifests/new?dataset=${props.dataset.key}${length() === LENGTH_CODEC.initial ? '' : `&maxSeqLength=${length()}`}`}
            >
              Train on it
            </A>
          </>
        }
      >
        <span>{selectionText(props.dataset)}</span>
        <span>
          built <Time at={props.dataset.createdAt} />
        </span>
      </PageHeader>
      <LeftOut of={{ length: LENGTH_CODEC, tab: TAB, ...EXPORT_CODECS }} />
      <Tabs
        label="Dataset"
        of={[
          { id: 'about', name: 'About', href: pathOf(props.dataset) },
          {
            id: 'rows',
            name: 'Rows',
            href: `${pathOf(props.dataset)}?tab=rows`,
            count: props.dataset.traceCount,
          },
          ...(props.dataset.pairCount
            ? [
                {
                  id: 'pairs' as const,
                  name: 'Pairs',
                  href: `${pathOf(props.dataset)}?tab=pairs`,
                  count: props.dataset.pairCount,
                },
              ]
            : []),
          { id: 'leaks', name: 'Leaks', href: `${pathOf(props.dataset)}?tab=leaks` },
        ]}
        shown={shown()}
      />
      <Show when={shown() === 'rows'}>
        <DatasetTraces datasetKey={props.dataset.key} count={props.dataset.traceCount} />
      </Show>
      <Show when={shown() === 'pairs' && props.dataset.pairCount}>
        {(count) => <DatasetPairs datasetKey={props.dataset.key} count={count()} />}
      </Show>
      <Show when={shown() === 'leaks'}>
        <DatasetLeaks
          datasetKey={props.dataset.key}
          splits={props.dataset.splits.map(({ name }) => name)}
        />
      </Show>
      <Show when={shown() === 'about'}>
        <div class="page-columns">
          <div>
            <StatisticFigures stats={props.dataset.stats} />
            <Show when={props.dataset.pairStats}>{(stats) => <PairFigures stats={stats()} />}</Show>
            <Show when={props.dataset.splits.length > 0}>
              <DatasetSplits dataset={props.dataset} />
            </Show>
            <Show when={props.dataset.strata.length > 0}>
              <Strata of={props.dataset.stratifyBy ?? ''} strata={props.dataset.strata} />
            </Show>
            <Lengths bins={props.dataset.lengthHistogram} limit={length()} setLimit={setLength} />
            <Lineage dataset={props.dataset} />
          </div>
          <aside class={css['dataset-side']}>
            <Downloads dataset={props.dataset} />
            <DatasetFacts dataset={props.dataset} />
          </aside>
        </div>
      </Show>
    </>
  );
}

const TAB = choice(['about', 'rows', 'pairs', 'leaks'], 'about');

/** Where a dataset is made of this one's rows. */
function derivedFrom({ key }: { key: string }): string {
  const query = new URLSearchParams({ limit: '100000', parent: key, fromParent: '1' });
  return `/datasets/new?${query}`;
}

function pathOf({ key }: { key: string }): string {
  return `/datasets/${encodeURIComponent(key)}`;
}

const ABOVE = [{ href: '/datasets', name: 'Datasets' }];
