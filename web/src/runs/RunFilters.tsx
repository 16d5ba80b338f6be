import { useSearchParams } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { DatasetOptions } from '../ui/DatasetOptions.tsx';
import { Field } from '../ui/Field.tsx';
import { RunStatus } from '../ui/RunStatus.tsx';
import { MODES } from '../ui/runFacts.ts';
import { filterOf, STATUSES } from './runFilter.ts';
import './RunFilters.css';

/** Which runs are listed, as the address says. */
export function RunFilters() {
  const [search, setSearch] = useSearchParams();
  const filter = () => filterOf(search) ?? {};
  const put = (parameters: Record<string, string | string[] | null>) =>
    setSearch({ after: null, before: null, ...parameters }, { scroll: false });
  const toggle = (status: (typeof STATUSES)[number], isWanted: boolean) =>
    put({
      status: STATUSES.filter((one) =>
        one === status ? isWanted : filter().status?.includes(one),
      ),
    });
  return (
    <form class="run-filters" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend class="visually-hidden">Status</legend>
        <For each={STATUSES}>
          {(status) => (
            <label>
              <input
                type="checkbox"
                class="visually-hidden"
                checked={filter().status?.includes(status) ?? false}
                onChange={(event) => toggle(status, event.currentTarget.checked)}
              />
              <RunStatus status={status} />
            </label>
          )}
        </For>
      </fieldset>
      <Field label="Mode">
        {(control) => (
          <select
            {...control}
            onChange={(event) => put({ mode: event.currentTarget.value || null })}
          >
            <option value="" selected={!filter().mode}>
              Any
            </option>
            <For each={Object.entries(MODES)}>
              {([mode, word]) => (
                <option value={mode} selected={filter().mode === mode}>
                  {word}
                </option>
              )}
            </For>
          </select>
        )}
      </Field>
      <Field label="Dataset">
        {(control) => (
          <input
            {...control}
            type="search"
            list="run-datasets"
            placeholder="any"
            value={filter().datasetKey ?? ''}
            onChange={(event) => put({ dataset: event.currentTarget.value.trim() || null })}
          />
        )}
      </Field>
      <Field label="Model">
        {(control) => (
          <input
            {...control}
            type="search"
            placeholder="any"
            value={filter().modelId ?? ''}
            onChange={(event) => put({ model: event.currentTarget.value.trim() || null })}
          />
        )}
      </Field>
      <DatasetOptions id="run-datasets" />
      <Show when={filterOf(search)}>
        <button
          type="button"
          data-look="link"
          onClick={() => put({ status: null, mode: null, dataset: null, model: null })}
        >
          Clear
        </button>
      </Show>
    </form>
  );
}
