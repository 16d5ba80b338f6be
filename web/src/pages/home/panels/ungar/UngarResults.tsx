import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import type { GenerateUngarTracesMutation } from '../../../../graphql/generated/graphql.ts';
import panel from '../Panel.module.css';
import css from './UngarResults.module.css';

export type UngarGames = Extract<
  GenerateUngarTracesMutation['outcome'],
  { __typename: 'GenerateUngarTracesPayload' }
>;

/** The games that were played, as traces. */
export function UngarResults(props: { games: UngarGames }) {
  return (
    <div class={panel['panel-result']} data-testid="ungar:results">
      <h3>
        Generated {props.games.traceIds.length}{' '}
        {props.games.traceIds.length === 1 ? 'Trace' : 'Traces'}
      </h3>
      <Show when={props.games.preview.length > 0}>
        <ul data-testid="ungar:preview">
          <For each={props.games.preview}>
            {(game) => (
              <li>
                Game: {game.game}, Result: {game.result}, Card: {game.myCard}
              </li>
            )}
          </For>
        </ul>
      </Show>
      <details open={props.games.traceIds.length <= 10}>
        <summary>Trace IDs</summary>
        <ul data-testid="ungar:trace-ids" class={css['panel-ids']}>
          <For each={props.games.traceIds}>
            {(id) => (
              <li data-testid={`ungar:trace-id-${id}`}>
                <A href={`/traces/${id}`}>{id}</A>
              </li>
            )}
          </For>
        </ul>
      </details>
    </div>
  );
}
