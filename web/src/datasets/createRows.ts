import { type CombinedError, useClient } from '@urql/solid';
import { batch, createSignal, onCleanup } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { DatasetPageQuery } from '../graphql/generated/graphql.ts';

const DatasetPageDocument = graphql(`
  query DatasetPage($key: String!, $after: String) {
    dataset(key: $key) {
      id
      traces(first: 100, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            position
            trace {
              id
              promptStart
              stepCount
              charCount
            }
          }
        }
      }
    }
  }
`);

/** The rows of a dataset in its order, read page by page as far as one goes. They never change. */
export function createRows(key: string) {
  const client = useClient();
  const [rows, setRows] = createSignal<Row[]>([]);
  const [error, setError] = createSignal<CombinedError>();
  const [isReading, setIsReading] = createSignal(false);
  let after: string | null = null;
  let hasMore = true;
  let isOver = false;
  onCleanup(() => {
    isOver = true;
  });

  async function readMore() {
    if (isReading() || !hasMore) return;
    batch(() => {
      setIsReading(true);
      setError(undefined);
    });
    const result = await client.query(DatasetPageDocument, { key, after }, CACHED);
    if (isOver) return;
    batch(() => {
      setIsReading(false);
      setError(result.error);
      const traces = result.data?.dataset?.traces;
      if (!traces) return;
      setRows((before) => [...before, ...traces.edges.map(({ node }) => node)]);
      after = traces.pageInfo.endCursor ?? null;
      hasMore = traces.pageInfo.hasNextPage;
    });
  }
  readMore();
  return { rows, error, isReading, readMore };
}

export type Row = NonNullable<DatasetPageQuery['dataset']>['traces']['edges'][number]['node'];

const CACHED = { requestPolicy: 'cache-first' } as const;
