import { For } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { StoredKindName, StoredKindsFragment } from '../../graphql/generated/graphql.ts';
import { bytesText } from '../../ui/format/bytes.ts';
import { numberText } from '../../ui/format/number.ts';
import { shareText } from '../../ui/format/share.ts';
import '../../ui/table.css';

graphql(`
  fragment StoredKinds on Storage {
    kinds {
      kind
      count
      bytes
    }
  }
`);

const KINDS: Record<StoredKindName, { name: string; note: string }> = {
  RUNS: { name: 'Runs', note: 'checkpoints, logs and samples; less what models have of them' },
  MODELS: { name: 'Models', note: 'checkpoints that are kept under a name' },
  EXPORTS: { name: 'Exports', note: 'files of datasets, which can be written again' },
  IMPORTS: { name: 'Imports', note: 'files that are being imported' },
  COMPILED: { name: 'Compiled', note: 'what JAX compiled; it is made again when it is missing' },
  DELETED: { name: 'Deleted', note: 'on its way out, or could not be removed' },
  DATABASE: { name: 'Database', note: 'with the index of words; it may be on another disk' },
};

/** What takes how much of the disk. */
export function StoredKinds(props: { storage: StoredKindsFragment }) {
  const sum = () => props.storage.kinds.reduce((bytes, kind) => bytes + Number(kind.bytes), 0);
  return (
    <div class="table-scroll">
      <table class="table" data-testid="stored-kinds">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" class="table-number">
              How many
            </th>
            <th scope="col" class="table-number">
              Size
            </th>
            <th scope="col" class="table-number">
              Share
            </th>
            <th scope="col" class="table-optional">
              Holds
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.storage.kinds}>
            {(kind) => (
              <tr>
                <th scope="row">{KINDS[kind.kind].name}</th>
                <td class="table-number">{numberText(kind.count)}</td>
                <td class="table-number">{bytesText(Number(kind.bytes))}</td>
                <td class="table-number">{shareText(Number(kind.bytes) / (sum() || 1))}</td>
                <td class="table-optional">{KINDS[kind.kind].note}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
