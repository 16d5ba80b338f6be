import { A } from '@solidjs/router';
import { graphql } from '../graphql/generated/gql.ts';
import type { ImportRowFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import { Time } from '../ui/Time.tsx';
import { ImportStatus } from './ImportStatus.tsx';

graphql(`
  fragment ImportRow on Import {
    id
    name
    status
    format
    accepted
    skipped
    rejected
    startedAt
    traceCount
  }
`);

/** An import in a line. */
export function ImportRow(props: { import: ImportRowFragment }) {
  return (
    <tr data-testid="import-row">
      <th scope="row">
        <A href={`/imports/${props.import.id}`} dir="auto">
          {props.import.name}
        </A>
      </th>
      <td>
        <ImportStatus status={props.import.status} />
      </td>
      <td class="table-number">{numberText(props.import.traceCount)}</td>
      <td class="table-number table-optional">{countText(props.import.skipped)}</td>
      <td class="table-number table-optional">{countText(props.import.rejected)}</td>
      <td class="table-optional">{props.import.format ?? 'tunix-rt'}</td>
      <td>
        <Time at={props.import.startedAt} />
      </td>
    </tr>
  );
}

function countText(count: number): string {
  return count === 0 ? '' : numberText(count);
}
