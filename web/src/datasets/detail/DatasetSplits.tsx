import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { graphql } from '../../graphql/generated/gql.ts';
import type { DatasetSplitsFragment } from '../../graphql/generated/graphql.ts';
import { numberText } from '../../ui/format/number.ts';
import '../../ui/table.css';

graphql(`
  fragment DatasetSplits on Dataset {
    key
    kind
    splits {
      position
      name
      fraction
      traceCount
      pairCount
    }
  }
`);

/** The sides of a dataset, each with its files. */
export function DatasetSplits(props: { dataset: DatasetSplitsFragment }) {
  const isPairs = () => props.dataset.kind === 'PAIRS';
  const fileOf = (name: string) => {
    const path = `/datasets/${encodeURIComponent(props.dataset.key)}`;
    const split = `split=${encodeURIComponent(name)}`;
    return isPairs()
      ? `${path}/pairs.jsonl?${split}`
      : `${path}/export.jsonl?format=tunix_sft&${split}`;
  };
  return (
    <section class="page-part" aria-labelledby="splits-title">
      <h2 id="splits-title">Sides</h2>
      <table class="table" data-testid="splits">
        <thead>
          <tr>
            <th scope="col">Side</th>
            <th scope="col" class="table-number">
              Share
            </th>
            <th scope="col" class="table-number">
              {isPairs() ? 'Pairs' : 'Rows'}
            </th>
            <th scope="col">File</th>
            <th scope="col">Leaks</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.dataset.splits}>
            {(split) => (
              <tr>
                <th scope="row">{split.name}</th>
                <td class="table-number">{Math.round(split.fraction * 1000) / 10} %</td>
                <td class="table-number">{numberText(split.pairCount ?? split.traceCount)}</td>
                <td>
                  <a href={fileOf(split.name)} rel="external" download="">
                    {isPairs() ? 'pairs' : 'tunix_sft'}
                  </a>
                </td>
                <td>
                  <A
                    href={leaksOf(props.dataset, split.name)}
                    aria-label={`Leaks of ${split.name}`}
                  >
                    look
                  </A>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

/** Where it shows which rows of a side stand in the first of the others. */
function leaksOf({ key, splits }: DatasetSplitsFragment, name: string): string {
  const other = splits.find((split) => split.name !== name)?.name ?? '';
  const query = new URLSearchParams({ tab: 'leaks', split: name, in: key, otherSplit: other });
  return `/datasets/${encodeURIComponent(key)}?${query}`;
}
