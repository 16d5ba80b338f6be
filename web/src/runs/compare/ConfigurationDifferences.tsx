import { createMemo, For, Show } from 'solid-js';
import { FLAG } from '../../address/codec.ts';
import { createAddressValue } from '../../address/createAddressValue.ts';
import { LeftOut } from '../../address/LeftOut.tsx';
import { compareConfigurations } from '../configuration.ts';
import { letterOf } from './letterOf.ts';
import '../../ui/table.css';
import '../../ui/note.css';
import css from './ConfigurationDifferences.module.css';

/** What several runs were told to do: only what is not the same, unless all is wanted. */
export function ConfigurationDifferences(props: { runs: { configuration?: unknown }[] }) {
  const [isAll, setAll] = createAddressValue('all', FLAG);
  const rows = createMemo(() =>
    compareConfigurations(props.runs.map(({ configuration }) => configuration)),
  );
  const different = () => rows().filter(({ isDifferent }) => isDifferent);
  const shown = () => (isAll() ? rows() : different());
  return (
    <section class="page-part" aria-labelledby="differences-title">
      <header class="page-heading">
        <h2 id="differences-title">Configuration</h2>
        <label class={css['compared-all']}>
          <input
            type="checkbox"
            checked={isAll()}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
          Show what is the same, too
        </label>
      </header>
      <LeftOut of={{ all: FLAG }} />
      <Show
        when={shown().length > 0}
        fallback={<p class="empty-note">These runs have the same configuration.</p>}
      >
        <section class="table-scroll" tabindex="0" aria-label="Configuration, by run">
          <table class={`table ${css['compared-settings']}`} data-testid="differences">
            <thead>
              <tr>
                <th scope="col">Setting</th>
                <For each={props.runs}>
                  {(_, index) => <th scope="col">{letterOf(index())}</th>}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={shown()}>
                {(row) => (
                  <tr data-different={row.isDifferent}>
                    <th scope="row">
                      <code>{row.path}</code>
                    </th>
                    <For each={row.values}>
                      {(value) => (
                        <td>
                          {value === undefined ? (
                            <span class="faint">not set</span>
                          ) : (
                            <code dir="auto">{value}</code>
                          )}
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
      <Show when={!isAll()}>
        <p class="note">
          {different().length} of {rows().length} settings differ.
        </p>
      </Show>
    </section>
  );
}
