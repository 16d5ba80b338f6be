import { useClient } from '@urql/solid';
import { batch, createSignal, onCleanup } from 'solid-js';
import { explainError, type Failure } from '../../graphql/failure.ts';
import { graphql } from '../../graphql/generated/gql.ts';
import type { DatasetPageQuery } from '../../graphql/generated/graphql.ts';

const DatasetPageDocument = graphql(`
  query DatasetPage($key: String!, $from: Int!) {
    dataset(key: $key) {
      id
      traces(first: 100, from: $from) {
        edges {
          node {
            trace {
              id
              promptStart
              charCount
            }
          }
        }
      }
    }
  }
`);

const PAGE = 100;

/** The rows of a dataset in its order, each page of them read when it is looked at. They never change. */
export function createRows(key: string) {
  const client = useClient();
  const [pages, setPages] = createSignal<ReadonlyMap<number, Row[]>>(new Map());
  const [failure, setFailure] = createSignal<Failure>();
  const asked = new Set<number>();
  let isOver = false;
  onCleanup(() => {
    isOver = true;
  });

  async function readPage(page: number) {
    asked.add(page);
    const result = await client.query(DatasetPageDocument, { key, from: page * PAGE }, CACHED);
    if (isOver) return;
    const edges = result.data?.dataset?.traces.edges;
    if (!edges) asked.delete(page);
    batch(() => {
      setFailure(result.error && explainError(result.error));
      if (edges)
        setPages((before) =>
          new Map(before).set(
            page,
            edges.map(({ node }) => node.trace),
          ),
        );
    });
  }

  return {
    failure,
    /** The row at a position; undefined until it is read. */
    at: (position: number) => pages().get(Math.floor(position / PAGE))?.[position % PAGE],
    /** Reads what is missing of the rows from one position to another, both included. */
    read(first: number, last: number) {
      for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page++) {
        if (!asked.has(page)) readPage(page);
      }
    },
  };
}

type Row = NonNullable<DatasetPageQuery['dataset']>['traces']['edges'][number]['node']['trace'];

const CACHED = { requestPolicy: 'cache-first' } as const;
