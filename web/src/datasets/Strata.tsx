import { For, Show } from 'solid-js';
import { graphql } from '../graphql/generated/gql.ts';
import type { StratumFragment } from '../graphql/generated/graphql.ts';
import { numberText } from '../ui/format/number.ts';
import '../ui/table.css';

graphql(`
  fragment Stratum on Stratum {
    value
    count
    matchCount
  }
`);

/** How many rows each stratum gives, the largest first. */
export function Strata(props: { of: string; strata: readonly StratumFragment[] }) {
  const hasMatches = () => props.strata.some(({ matchCount }) => matchCount !== null);
  return (
    <details open={props.strata.length <= 10}>
      <summary>
        {numberText(props.strata.length)}
        {props.strata.length === 100 ? ' or more' : ''} strata of <code>{props.of}</code>
      </summary>
      <table class="table" data-testid="strata">
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col" class="table-number">
              Rows
            </th>
            <Show when={hasMatches()}>
              <th scope="col" class="table-number">
                Matching
              </th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <For each={props.strata}>
            {({ value, count, matchCount }) => (
              <tr>
                <th scope="row" dir="auto">
                  {value ?? <span class="faint">none</span>}
                </th>
                <td class="table-number">{numberText(count)}</td>
                <Show when={matchCount !== null}>
                  <td class="table-number">{numberText(matchCount ?? 0)}</td>
                </Show>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </details>
  );
}
