import { A } from '@solidjs/router';
import { Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { DatasetRowFragment } from '../graphql/generated/graphql.ts';
import { Digest } from '../ui/Digest.tsx';
import { numberText } from '../ui/format/number.ts';
import { Time } from '../ui/Time.tsx';
import { selectionText } from './selectionText.ts';

graphql(`
  fragment DatasetRow on Dataset {
    id
    key
    createdAt
    traceCount
    strategy
    seed
    stratifyBy
    digest
    runs(first: 1) {
      pageInfo {
        hasNextPage
      }
      edges {
        node {
          id
          status
          createdAt
        }
      }
    }
  }
`);

/** A dataset in a line. */
export function DatasetRow(props: { dataset: DatasetRowFragment }) {
  const newestRun = () => props.dataset.runs.edges[0]?.node;
  return (
    <tr data-testid="dataset">
      <th scope="row">
        <A href={`/datasets/${props.dataset.key}`}>{props.dataset.key}</A>
      </th>
      <td class="table-number">{numberText(props.dataset.traceCount)}</td>
      <td class="table-optional">{selectionText(props.dataset)}</td>
      <td class="table-optional">
        <Digest value={props.dataset.digest} />
      </td>
      <td class="table-optional">
        <Show when={newestRun()} fallback={<span class="faint">no run yet</span>}>
          {(run) => (
            <A href={`/runs?dataset=${props.dataset.key}`}>
              {props.dataset.runs.pageInfo.hasNextPage ? 'several runs' : '1 run'}, newest{' '}
              <Time at={run().createdAt} />
            </A>
          )}
        </Show>
      </td>
      <td>
        <Time at={props.dataset.createdAt} />
      </td>
    </tr>
  );
}
