import { Show } from 'solid-js';
import { choice } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { createFreshQuery } from '../../graphql/createFreshQuery.ts';
import { createMutation } from '../../graphql/createMutation.ts';
import { createWaiting } from '../../graphql/createWaiting.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import { Loaded } from '../../graphql/Loaded.tsx';
import { Problem } from '../../graphql/Problem.tsx';
import { bytesText } from '../../ui/format/bytes.ts';
import { numberText } from '../../ui/format/number.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TableSkeleton } from '../../ui/TableSkeleton.tsx';
import { Time } from '../../ui/Time.tsx';
import { LargestRuns } from './LargestRuns.tsx';
import { StoredKinds } from './StoredKinds.tsx';

const StorageDocument = graphql(`
  query Storage($by: StoredRunOrder!, $first: Int!) {
    storage {
      measuredAt
      isMeasuring
      measuredRuns
      freeBytes
      totalBytes
      ...StoredKinds
      ...LargestRuns
    }
  }
`);

const MeasureStorageDocument = graphql(`
  mutation MeasureStorage {
    outcome: measureStorage {
      __typename
      isMeasuring
    }
  }
`);

const STEP = 50;
const MOST = 500;

/** What the data folder takes of the disk, and the largest runs, to delete. */
export function StoragePage() {
  const [by, setBy] = createAddressValue('by', choice(['SIZE', 'FREED'], 'SIZE'));
  const [first, setFirst] = createAddressValue(
    'first',
    choice(['50', '100', '200', '500'], `${STEP}`),
  );
  const query = createFreshQuery({
    query: StorageDocument,
    variables: () => ({ by: by(), first: Number(first()) }),
  });
  const measuring = createMutation();
  const measure = async () => {
    await measuring.mutate(MeasureStorageDocument, {});
    query.refetch();
  };
  createWaiting(() => query.data()?.storage.isMeasuring === true, query.refetch);
  return (
    <div class="page" data-width="wide">
      <PageHeader
        title="Storage"
        actions={
          <button
            type="button"
            disabled={measuring.isPending() || query.data()?.storage.isMeasuring}
            onClick={measure}
          >
            Measure again
          </button>
        }
      >
        What the data folder takes of the disk. Deleting runs frees what no model and no other run
        has.
      </PageHeader>
      <Problem failure={measuring.failure()} retry={measure} />
      <Loaded query={query} skeleton={<TableSkeleton rows={6} />}>
        {(data) => (
          <>
            <p role="status">
              <Show
                when={data().storage.isMeasuring}
                fallback={
                  <Show when={data().storage.measuredAt}>
                    {(at) => (
                      <>
                        Measured <Time at={at()} />.
                      </>
                    )}
                  </Show>
                }
              >
                Measuring, {numberText(data().storage.measuredRuns)} runs so far…
              </Show>{' '}
              {bytesText(Number(data().storage.freeBytes))} of{' '}
              {bytesText(Number(data().storage.totalBytes))} are free on this disk.
            </p>
            <StoredKinds storage={data().storage} />
            <LargestRuns
              storage={data().storage}
              by={by()}
              setBy={setBy}
              more={
                data().storage.runCount > Number(first()) && Number(first()) < MOST
                  ? () => setFirst(NEXT[first()])
                  : undefined
              }
            />
          </>
        )}
      </Loaded>
    </div>
  );
}

const NEXT = { '50': '100', '100': '200', '200': '500', '500': '500' } as const;
